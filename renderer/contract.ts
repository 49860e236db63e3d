/** The interface between Node and the stage: types alone, as each side is compiled for its own world. */
import type { Picture } from '../scenes/pictures.ts';
import type { Scene } from '../scenes/scene.ts';
import type { AssetFormat } from './asset.ts';
import type { Warning } from './warning.ts';

/** A file as the stage sees it: an address of this machine, and what it refers to. */
export interface StagedAsset {
  url: string;
  format: AssetFormat;
  digest: string;
  /** Addresses by the URI written in the file; `null` for a missing file that it is drawn without. */
  files: Record<string, string | null>;
  /** Whether it may be drawn without files that turn out to be missing. */
  toleratesMissingFiles: boolean;
}

export interface StageJob {
  scene: Scene;
  /** By `src`, as the scene has it. */
  assets: Record<string, StagedAsset>;
  /** Prefiltered light, where it is known already. */
  light?: string | undefined;
}

export interface Adapter {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  /** A CPU stands in for the GPU. */
  fallback: boolean;
  /** Texels per side of a texture. */
  maxTextureSide: number;
}

/** Milliseconds by what they were spent on. */
export type Timings = Record<string, number>;

export interface Loaded {
  timings: Timings;
  /** Bytes of its light where its environment had to be prefiltered: it can be asked for and kept. */
  environmentBytes?: number | undefined;
  /** Names of the variants that the scene asks for by a list, in its order; empty where it asks for none so. */
  variants: string[];
  /** How its pictures differ from what was asked for. */
  warnings: readonly Warning[];
}

/** A picture, as far as the stage has to know it. */
export type Shot = Omit<Picture, 'prints'>;

/** How the pixels of a picture lie in memory: row by row, the top one first, without gaps. */
export interface PixelLayout {
  /** Pixels. */
  width: number;
  height: number;
  /** Numbers per pixel: red, green, blue and alpha, or one that stands for something else. */
  channels: 1 | 4;
  /** Type of each number; those of 8 bits stand for 0–1. */
  type: 'uint8' | 'float16' | 'float32';
  colorSpace: 'srgb' | 'linear';
  /** Whether alpha is a pixel's coverage, by which its colours are not multiplied. */
  alpha: 'straight' | 'none';
}

export interface Drawn {
  timings: Timings;
  layout: PixelLayout;
  /** Something of the scene is in the view, so the picture must not be empty. */
  inView: boolean;
  /** The background is in the picture already; alpha says only how much of it is covered. */
  backgroundIncluded: boolean;
}

/** A failure in the stage; anything that it cannot name is `renderer_failed`. */
export interface StageFailure {
  code: 'scene_invalid' | 'nothing_in_view' | 'asset_undecodable' | 'renderer_failed';
  detail: string;
  pointer?: string | undefined;
  /** Innermost step that was timed and failed. */
  step?: string | undefined;
  /** Stack of what was thrown, for the log. */
  cause?: string | undefined;
}

export type StageAnswer<T> = { value: T } | { failure: StageFailure };

/**
 * What the page offers; each is called by name. A scene's calls (`load`, `draw`, `sendEnvironment`, `rest`) are worked off in the order in which
 * they come, so that none has to wait until the one before it was heard of.
 */
export interface StageCalls {
  /** Draws a known picture and says what drew it. */
  attest(): Promise<StageAnswer<Adapter>>;
  /** Loads and builds a scene; the one before it is dropped, or used again where it differs in its views and outputs alone. */
  load(job: StageJob): Promise<StageAnswer<Loaded>>;
  /** Draws one picture of the loaded scene, and keeps its pixels under a number until they are handed over or the next is drawn. */
  draw(shot: Shot, number: number): Promise<StageAnswer<Drawn>>;
  /**
   * Hands over the pixels of the picture of that number, the last that was asked for, once it is drawn, as its layout says: to a URL, or
   * where there is none through the file. The next may be drawn meanwhile.
   */
  handOver(number: number, url: string | null): Promise<StageAnswer<null>>;
  /** Writes bytes into the file through which pixels are handed over, so that Node can find it. */
  writePattern(bytes: number[]): Promise<StageAnswer<null>>;
  /** Sends the prefiltered light of the loaded scene to a URL. */
  sendEnvironment(url: string): Promise<StageAnswer<null>>;
  /** Prefilters a preset's light and sends it to a URL. */
  bake(preset: string, url: string): Promise<StageAnswer<null>>;
  /** After a render: the loaded scene is left standing for one like it, unless it holds much memory. */
  rest(): Promise<StageAnswer<null>>;
}
