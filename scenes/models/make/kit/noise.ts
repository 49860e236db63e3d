/** A repeatable stream of numbers in [0, 1): the same seed gives the same stream on every machine. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number in [0, 1) for a lattice point. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

const wrap = (n: number, period: number) => ((n % period) + period) % period;
const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** Smooth noise in [0, 1] that repeats every `periodX` and `periodY` lattice cells, so that a texture tiles. */
export function noise(x: number, y: number, periodX: number, periodY: number, seed: number): number {
  const cellX = Math.floor(x);
  const cellY = Math.floor(y);
  const u = ease(x - cellX);
  const v = ease(y - cellY);
  const at = (i: number, j: number) => hash(wrap(cellX + i, periodX), wrap(cellY + j, periodY), seed);
  const low = at(0, 0) + (at(1, 0) - at(0, 0)) * u;
  const high = at(0, 1) + (at(1, 1) - at(0, 1)) * u;
  return low + (high - low) * v;
}

/**
 * Layered noise in [0, 1] over the unit square; it tiles. `cellsX` and `cellsY` (whole numbers) set the size of the
 * largest blots; each of the `octaves` halves the size and the strength.
 */
export function clouds(u: number, v: number, cellsX: number, cellsY: number, octaves: number, seed: number): number {
  let sum = 0;
  let weight = 0;
  for (let octave = 0, scale = 1, strength = 1; octave < octaves; octave++, scale *= 2, strength /= 2) {
    sum += strength * noise(u * cellsX * scale, v * cellsY * scale, cellsX * scale, cellsY * scale, seed + octave);
    weight += strength;
  }
  return sum / weight;
}

export const lerp = (a: number, b: number, t: number) => a + (b - a) * t;
export const clamp = (x: number, low = 0, high = 1) => Math.min(high, Math.max(low, x));

/** 0 below `from`, 1 above `to`, an even ramp between; `from` may be the larger. */
export function ramp(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/**
 * Round specks on a tiling square: 1 in a speck, 0 beside it. One at most a cell, in a `share` (0–1) of the cells, of a
 * radius from `small` to `large` cells (0.5 at most).
 */
export function specks(
  u: number,
  v: number,
  cellsX: number,
  cellsY: number,
  share: number,
  small: number,
  large: number,
  seed: number,
): number {
  const [x, y] = [u * cellsX, v * cellsY];
  const [cellX, cellY] = [Math.floor(x), Math.floor(y)];
  const id = (salt: number) => hash(wrap(cellX, cellsX), wrap(cellY, cellsY), seed + salt);
  if (id(0) > share) return 0;
  const radius = lerp(small, large, id(1) ** 3);
  const off = (salt: number) => lerp(radius, 1 - radius, id(salt));
  const away = Math.hypot(x - cellX - off(2), y - cellY - off(3));
  return ramp(radius, radius * 0.6, away);
}
