import type { Picture, Print } from '../../scenes/pictures.ts';
import { outputFormats } from '../../scenes/output-formats.ts';
import { backdropOf, openEncoder } from '../encode/encoders.ts';
import type { Frame } from '../frame.ts';
import type { Warning } from '../warning.ts';
import type { Captured } from './captured.ts';

/** Encodes every print of a picture. The picture's own timings and warnings come with the first. */
export async function encodePicture({ timings, warnings = [], ...captured }: Captured): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (const print of captured.picture.prints) frames.push(await encodePrint(print, captured));
  const [first, ...others] = frames;
  if (!first) return [];
  const told = { timings: { ...timings, ...first.timings }, warnings: [...warnings, ...(first.warnings ?? [])] };
  return [{ ...first, ...told }, ...others];
}

type Untold = Omit<Captured, 'timings' | 'warnings'>;

async function encodePrint(
  { name, output, format, quality }: Print,
  { picture, pixels, background, device }: Untold,
): Promise<Frame> {
  const started = performance.now();
  const encoder = openEncoder({ format, quality, background });
  await encoder.add(pixels);
  const bytes = await encoder.end();
  const { type, extension } = outputFormats[format];
  const alpha = backdropOf(format, background) === undefined;
  return {
    name: `${name}.${extension}`,
    ...placeOf(picture),
    output,
    type,
    bytes,
    alpha,
    device,
    timings: { encode: performance.now() - started },
    warnings: background === undefined && !alpha ? [transparencyLost] : [],
  };
}

function placeOf({ view, variant, width, height }: Picture): Pick<Frame, 'view' | 'variant' | 'width' | 'height'> {
  return { view, variant, width, height };
}

const transparencyLost: Warning = {
  code: 'transparency_lost',
  pointer: '/background',
  detail: 'JPEG has no transparency, so what is clear is white: take png, webp or avif, or name a colour',
};
