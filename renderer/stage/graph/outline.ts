import { type BufferAttribute, type InterleavedBufferAttribute, Vector3 } from 'three/webgpu';

/** Directions all around, as evenly as a spiral has them. */
const directions = Array.from({ length: 128 }, (_, at) => {
  const y = 1 - (2 * at + 1) / 128;
  const around = at * Math.PI * (3 - Math.sqrt(5));
  const from = Math.sqrt(1 - y * y);
  return new Vector3(Math.cos(around) * from, y, Math.sin(around) * from);
});

/**
 * The vertices that reach furthest in many directions. Moved, turned and scaled, they still bound what the others do, to a few
 * hundredths of its size: enough for one of thousands of copies.
 */
export function outlineOf(positions: BufferAttribute | InterleavedBufferAttribute, used: Iterable<number>): number[] {
  const furthest = directions.map(() => ({ at: -1, reach: -Infinity }));
  for (const at of used) {
    const [x, y, z] = [positions.getX(at), positions.getY(at), positions.getZ(at)];
    for (const [index, direction] of directions.entries()) {
      const reach = direction.x * x + direction.y * y + direction.z * z;
      const best = furthest[index];
      if (best && reach > best.reach) Object.assign(best, { at, reach });
    }
  }
  return [...new Set(furthest.map(({ at }) => at))].filter(at => at >= 0);
}
