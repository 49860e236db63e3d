import type { Context } from 'koa';

/**
 * Up to so many pixels AVIF is taken where it is accepted. At 256² it is a third smaller than a WebP that is as near, for some 15 ms more;
 * above 512² it takes longer to encode than most models to draw.
 */
const cheap = 512 * 512;
/** At which AVIF is at least as near as WebP at 90. */
const avifQuality = 75;

/** How a thumbnail is encoded where its URL does not say: as the Accept header names first; PNG where it names nothing that is made. */
export function usualFormat(ctx: Context): (pixels: number) => object {
  return pixels => {
    const formats = ['image/png', 'image/webp', ...(pixels <= cheap ? ['image/avif'] : [])];
    const accepted = ctx.accepts(...formats);
    if (accepted === 'image/avif') return { format: 'avif', quality: avifQuality };
    return { format: accepted === 'image/webp' ? 'webp' : 'png' };
  };
}
