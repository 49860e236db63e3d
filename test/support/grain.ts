import type { Pixels } from './pixels.ts';

/** What is left of a square of a picture once a plane is taken off, as a standard deviation of 255. */
export function grainAt({ data, width }: Pixels, [left, top]: readonly [number, number], length: number): number {
  const half = (length - 1) / 2;
  const places = Array.from({ length: length * length }, (_, at) => [at % length, Math.floor(at / length)] as const);
  const values = places.map(([x, y]) => data[((top + y) * width + left + x) * 4 + 1] ?? 0);
  const sum = (of: (value: number, at: number) => number) =>
    values.reduce((total, value, at) => total + of(value, at), 0);
  const spread = sum((_, at) => ((places[at]?.[0] ?? 0) - half) ** 2);
  const mean = sum(value => value) / values.length;
  const across = sum((value, at) => value * ((places[at]?.[0] ?? 0) - half)) / spread;
  const down = sum((value, at) => value * ((places[at]?.[1] ?? 0) - half)) / spread;
  const rest = (value: number, at: number) =>
    value - mean - across * ((places[at]?.[0] ?? 0) - half) - down * ((places[at]?.[1] ?? 0) - half);
  return Math.sqrt(sum((value, at) => rest(value, at) ** 2) / values.length);
}
