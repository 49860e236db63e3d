import { Quaternion } from 'three/webgpu';

/** Keyframes of one value of an animation. */
export interface Keyframes {
  times: ArrayLike<number>;
  /** One value after the other; with CUBICSPLINE each between its tangents. */
  values: ArrayLike<number>;
  interpolation: 'LINEAR' | 'STEP' | 'CUBICSPLINE';
  /** Whether values are quaternions, which are turned into each other, not mixed. */
  turns: boolean;
}

/** The value at a time, as glTF defines it: before the first keyframe it is the first's, after the last the last's. */
export function valueAt({ times, values, interpolation, turns }: Keyframes, time: number): number[] {
  const isCubic = interpolation === 'CUBICSPLINE';
  const size = values.length / times.length / (isCubic ? 3 : 1);
  /** @param part 0 and 2 are a cubic keyframe's tangents */
  const at = (keyframe: number, part: 0 | 1 | 2) => {
    const start = (isCubic ? keyframe * 3 + part : keyframe) * size;
    return Array.from({ length: size }, (_, index) => values[start + index] ?? 0);
  };

  let next = 0;
  while (next < times.length && (times[next] ?? 0) <= time) next++;
  if (next === 0) return at(0, 1);
  if (next === times.length || interpolation === 'STEP') return at(next - 1, 1);
  const start = times[next - 1] ?? 0;
  const span = (times[next] ?? 0) - start;
  const share = (time - start) / span;
  const [from, to] = [at(next - 1, 1), at(next, 1)];
  if (isCubic) {
    const value = spline({ from, leaving: at(next - 1, 2), to, arriving: at(next, 0) }, share, span);
    return turns ? turn(value).normalize().toArray() : value;
  }
  if (turns) return turn(from).slerp(turn(to), share).toArray();
  return from.map((value, index) => value + ((to[index] ?? 0) - value) * share);
}

function turn([x = 0, y = 0, z = 0, w = 1]: number[]): Quaternion {
  return new Quaternion(x, y, z, w);
}

/** Two keyframes of a spline, and its tangents between them, per second. */
interface Segment {
  from: number[];
  leaving: number[];
  to: number[];
  arriving: number[];
}

/** A cubic Hermite spline. */
function spline({ from, leaving, to, arriving }: Segment, t: number, span: number): number[] {
  const [t2, t3] = [t * t, t * t * t];
  return from.map(
    (value, index) =>
      (2 * t3 - 3 * t2 + 1) * value +
      span * (t3 - 2 * t2 + t) * (leaving[index] ?? 0) +
      (3 * t2 - 2 * t3) * (to[index] ?? 0) +
      span * (t3 - t2) * (arriving[index] ?? 0),
  );
}
