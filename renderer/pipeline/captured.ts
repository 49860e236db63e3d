import type { Picture } from '../../scenes/pictures.ts';
import type { Device } from '../browser/device.ts';
import type { Timings } from '../contract.ts';
import type { PixelBuffer } from '../pixels.ts';
import type { Warning } from '../warning.ts';

/** A picture as it came from the browser. */
export interface Captured {
  picture: Picture;
  pixels: PixelBuffer;
  /** What shows through: see `EncoderOptions`. */
  background: string | undefined;
  device: Device;
  timings: Timings;
  warnings?: readonly Warning[] | undefined;
}

/** Takes what attempts produce, in order. */
export interface Sink {
  /** Its place among those that wait for a browser. */
  queued(place: number): void;
  /** A browser draws these pictures. */
  rendering(pictures: readonly Picture[]): void;
  /** Takes a picture; resolves when there is room for the next. */
  put(captured: Captured): Promise<void>;
  /** Whether nobody wants any more. */
  readonly closed: boolean;
}
