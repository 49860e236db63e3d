/** What the page and the worker that decodes images say to each other. */
export type Ask = { ask: number; image: number } & (
  | { kind: 'open'; bytes: ArrayBuffer }
  | { kind: 'begin'; isColor: boolean }
  | { kind: 'take'; from: number; isColor: boolean; flip: boolean }
  | { kind: 'drop' }
);

export interface Told {
  ask: number;
  value?: unknown;
  failure?: string;
}
