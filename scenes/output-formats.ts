/** What the language, routes, descriptions, pages and store keys have to know of an output format. */
export interface OutputFormatRow {
  /** Of a frame's name. */
  extension: string;
  /** Media type. */
  type: string;
  /** As people call it. */
  label: string;
  /** Whether it holds pictures that follow one another. */
  moving: boolean;
  /** Bits per channel that it can hold. */
  bits: readonly (8 | 16 | 32)[];
  /** Whether it keeps transparency. */
  alpha: boolean;
}

/** One row per output format; each has an encoder in `renderer/encode/encoders.ts`. */
export const outputFormats = {
  png: { extension: 'png', type: 'image/png', label: 'PNG', moving: false, bits: [8], alpha: true },
  jpeg: { extension: 'jpg', type: 'image/jpeg', label: 'JPEG', moving: false, bits: [8], alpha: false },
  webp: { extension: 'webp', type: 'image/webp', label: 'WebP', moving: false, bits: [8], alpha: true },
  avif: { extension: 'avif', type: 'image/avif', label: 'AVIF', moving: false, bits: [8], alpha: true },
} as const satisfies Record<string, OutputFormatRow>;

export type OutputFormat = keyof typeof outputFormats;

/** Names of all output formats, in the order of the table. */
export const outputFormatNames = Object.keys(outputFormats) as [OutputFormat, ...OutputFormat[]];

const rows: readonly OutputFormatRow[] = Object.values(outputFormats);

/** Extensions of frames' names. */
export const outputExtensions = rows.map(({ extension }) => extension);

/** The row of a format. */
export function rowOf(format: OutputFormat): OutputFormatRow {
  return outputFormats[format];
}

/** The row of a media type; `undefined` where no output has that type. */
export function outputFormatOf(type: string): OutputFormatRow | undefined {
  return rows.find(row => row.type === type);
}
