import { BufferAttribute, BufferGeometry, Mesh, MeshStandardMaterial } from 'three/webgpu';
import { fromZUp } from './axes.ts';
import { type Move, movesOf } from './gcode-moves.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** Millimetres that a string of plastic is wide, where its layer does not say more. */
const width = 0.45;

/** G-code has millimetres (or inches, where it says G20), and z up. What is laid down is drawn; ways without plastic are not. */
export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  const moves = movesOf(new TextDecoder().decode(bytes));
  if (moves.length === 0) throw new Error('it lays nothing down: no move of it extrudes or cuts');
  const material = new MeshStandardMaterial({ name: 'filament', color: 0xd9772b, roughness: 0.55 });
  return { root: fromZUp(new Mesh(stringsOf(moves), material), 1e-3), animations: [] };
}

/** Each move as a string with four edges, whose normals make it look round. */
function stringsOf(moves: Move[]): BufferGeometry {
  const positions = new Float32Array(moves.length * 24);
  const normals = new Float32Array(moves.length * 24);
  const index = new Uint32Array(moves.length * 24);
  for (const [at, { from, to, height }] of moves.entries()) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [sideX, sideY] = [-dy / length, dx / length];
    const half = Math.max(width, height * 1.1) / 2;
    const ring: [side: number, up: number][] = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ];
    for (const [end, [x, y, z]] of [from, to].entries())
      for (const [corner, [side, up]] of ring.entries()) {
        const offset = at * 24 + (end * 4 + corner) * 3;
        positions.set([x + sideX * side * half, y + sideY * side * half, z - height / 2 + (up * height) / 2], offset);
        normals.set([sideX * side, sideY * side, up], offset);
      }
    for (let edge = 0; edge < 4; edge++) {
      const [a, b] = [at * 8 + edge, at * 8 + ((edge + 1) % 4)];
      index.set([a, b, a + 4, b, b + 4, a + 4], at * 24 + edge * 6);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('normal', new BufferAttribute(normals, 3));
  return geometry.setIndex(new BufferAttribute(index, 1));
}
