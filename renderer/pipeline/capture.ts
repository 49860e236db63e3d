import type { Picture } from '../../scenes/pictures.ts';
import type { Scene } from '../../scenes/scene.ts';
import type { AttestedBrowser } from '../browser/attested-browser.ts';
import type { Drawn } from '../contract.ts';
import { checkBlank } from '../encode/blank-check.ts';
import { RenderError } from '../error.ts';
import type { PixelBuffer } from '../pixels.ts';
import type { Captured } from './captured.ts';

export interface CaptureOptions {
  scene: Scene;
  pictures: readonly Picture[];
  /** Whether it went wrong before: what is blank now, is blank. */
  again: boolean;
  /** Whether another picture is to be begun. */
  goesOn(): boolean;
}

/**
 * Draws pictures one after the other and brings them over; the next is drawn while one is brought over and checked. The first is begun at
 * once. Where this is broken off, it ends with the picture that was begun.
 */
export function capturePictures(
  { handover, engine, adapter }: Omit<AttestedBrowser, 'browser'>,
  { scene, pictures, again, goesOn }: CaptureOptions,
): AsyncGenerator<Captured> {
  const device = { engine, adapter };
  const begin = (picture: Picture | undefined) => {
    if (!picture || !goesOn()) return undefined;
    const { prints: _, ...shot } = picture;
    return { picture, ...handover.draw(shot) };
  };
  let begun = begin(pictures[0]);
  const capture = async function* (): AsyncGenerator<Captured> {
    try {
      for (let next = 1; begun; next++) {
        const { picture, pixels, drawn: drawing } = begun;
        const drawn = await drawing;
        begun = begin(pictures[next]);
        yield { ...checked(scene, picture, drawn, await pixels, again), device };
      }
    } finally {
      await Promise.allSettled([begun?.drawn, begun?.pixels]);
    }
  };
  return capture();
}

/**
 * Checks a picture's pixels before they leave.
 * @throws {RenderError} where they are blank and must not be
 */
function checked(
  scene: Scene,
  picture: Picture,
  drawn: Drawn,
  pixels: PixelBuffer,
  again: boolean,
): Omit<Captured, 'device'> {
  const { view } = picture;
  const { empty, uniform } = checkBlank(pixels);
  const isSuspicious = drawn.inView && (empty || (uniform && scene.background === 'environment'));
  if (isSuspicious && !again)
    throw new RenderError('renderer_failed', `The picture "${view}" came out blank.`, { step: 'draw' });
  if (empty && !scene.allowEmpty)
    throw new RenderError(
      'nothing_in_view',
      `Nothing is to be seen in view "${view}": what is in it is invisible, or shows its back. Set "allowEmpty" if that is meant.`,
      { pointer: `/views/${view}` },
    );
  const background = drawn.backgroundIncluded
    ? 'painted'
    : scene.background.startsWith('#')
      ? scene.background
      : undefined;
  return { picture, pixels, background, timings: drawn.timings };
}
