import { outputExtensions, type OutputFormat, rowOf } from './output-formats.ts';
import type { NamedOutput, Sampling } from './output.ts';

/** A time at which a scene's models are seen. */
export interface Moment {
  /** Name of a clip, or its place in the file from 0; each model's own where none is given. */
  clip?: string | number;
  /** From the clip's start; past its end it loops. */
  seconds: number;
}

/** A scene that is seen at several moments: internal until the language has sequences, so that it is in no schema and in no id. */
export interface Moving {
  /** Each model for which the scene asks for a moment of a clip is posed as at these, one after the other. */
  moments?: readonly Moment[] | undefined;
}

/** One picture that is drawn, and every way in which it is encoded. */
export interface Picture {
  view: string;
  /** As the scene asks where none is given. */
  moment?: Moment | undefined;
  /** Where the scene asks for several. */
  variant?: string | undefined;
  /** Pixels. */
  width: number;
  height: number;
  sampling: Sampling;
  prints: Print[];
}

/** One file of a picture. */
export interface Print {
  /** Of its frame, without the format's ending: `view`, `view.variant`, `view.output` or `view.variant.output`. */
  name: string;
  /** Name of its output, where the scene names its outputs. */
  output?: string | undefined;
  format: OutputFormat;
  /** Encoder quality, 1–100. */
  quality: number;
}

/** What a frame is called, as a pattern of JSON Schema: a print's name, with its format's ending. */
export const frameName = `^[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9][A-Za-z0-9_-]*){0,2}\\.(${outputExtensions.join('|')})$`;

/** Frames that one request may make. */
export const maxFrames = 256;
/** Pixels that one request may have drawn: 64 pictures of 2048². */
export const maxPixelsOfAll = 2 ** 28;

/** What a scene says of its pictures. */
interface Asked extends Moving {
  views: Record<string, unknown>;
  outputs: readonly NamedOutput[];
}

/**
 * Every picture of a scene, in the order in which they are drawn: by variant, since changing into one costs most, then by moment, then by view.
 * Outputs that differ in nothing but their encoding are prints of one picture.
 * @param variants names of those that the scene asks for by a list; empty where it asks for none so
 */
export function picturesOf({ views, outputs, moments }: Asked, variants: readonly string[]): Picture[] {
  const slugs = slugsOf(variants);
  const sizes = [...Map.groupBy(outputs, drawnAs).values()];
  return (variants.length > 0 ? variants : [undefined]).flatMap(variant =>
    timesOf(moments).flatMap(({ moment, suffix }) =>
      Object.keys(views).flatMap(view =>
        sizes.flatMap(([first, ...others]) => {
          if (!first) return [];
          const { width, height, sampling } = first;
          const prints = [first, ...others].map(({ name, format, quality }) => {
            // all moments are one file of a format that moves
            const moved = rowOf(format).moving ? view : view + suffix;
            const parts = [moved, variant && slugs.get(variant), name];
            return { name: parts.filter(part => part !== undefined).join('.'), output: name, format, quality };
          });
          return [{ view, variant, ...(moment ? { moment } : {}), width, height, sampling, prints }];
        }),
      ),
    ),
  );
}

/** Moments with what is added to a view's name; of a scene that has none, the one that it asks for. */
function timesOf(moments: readonly Moment[] = []): { moment?: Moment; suffix: string }[] {
  if (moments.length === 0) return [{ suffix: '' }];
  return moments.map((moment, at) => ({ moment, suffix: `-${String(at + 1).padStart(4, '0')}` }));
}

/** What is wrong with so many pictures at once, as the end of a sentence; `undefined` where nothing is. */
export function excessOf(views: number, outputs: readonly NamedOutput[], variants: number): string | undefined {
  const each = views * Math.max(1, variants);
  const frames = each * outputs.length;
  const what = `${views} views × ${outputs.length} outputs${variants > 0 ? ` × ${variants} variants` : ''}`;
  if (frames > maxFrames) return `${what} are ${frames} frames; one request makes at most ${maxFrames}`;
  const drawn = new Map(outputs.map(output => [drawnAs(output), output.width * output.height]));
  const pixels = each * [...drawn.values()].reduce((sum, one) => sum + one, 0);
  if (pixels <= maxPixelsOfAll) return undefined;
  return `${what} are ${pixels} pixels; one request draws at most ${maxPixelsOfAll}`;
}

function drawnAs({ width, height, sampling }: NamedOutput): string {
  return `${width} × ${height} ${sampling}`;
}

/** Names as they can stand in an address; those that would be called alike are counted. */
function slugsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const plain = slugOf(name);
    let slug = plain;
    for (let count = 2; taken.has(slug); count++) slug = `${plain}-${count}`;
    taken.add(slug);
    slugs.set(name, slug);
  }
  return slugs;
}

/** Small letters and digits, without accents. */
function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
  return slug || 'variant';
}
