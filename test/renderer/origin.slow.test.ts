import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { decode, type Pixels } from '../support/pixels.ts';
import { drawSent } from '../support/sent.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Node = NonNullable<SceneInput['nodes']>[number];
type Place = [x: number, y: number, z: number];

const output = { width: 128, height: 128 } as const;

async function picture(renderer: Renderer, scene: SceneInput): Promise<Pixels> {
  const [frame] = await draw(renderer, { output, ...scene });
  return decode(frame?.bytes ?? new Uint8Array());
}

/** Levels, of 255, by which the values of two pictures differ at most, but for a hundredth of them: edges may be elsewhere by a rounding. */
function apart(one: Pixels, other: Pixels): number {
  const differences = one.data.map((value, at) => Math.abs(value - (other.data[at] ?? 0))).toSorted();
  return differences[Math.floor(differences.length * 0.99)] ?? 255;
}

/** Things that stand close to and on each other. */
const group = (position: Place, scale = 1): Node => ({
  position,
  scale,
  children: [
    { geometry: { type: 'box', size: [2, 0.4, 2] }, material: { color: '#bbaa88' } },
    { geometry: { type: 'box' }, position: [0.2, 0.7, 0], material: { color: '#cc3322' } },
    { geometry: { type: 'sphere', radius: 0.3 }, position: [-0.6, 0.5, 0.4] },
  ],
});

/** A map's grid has places of some millions of metres; their digits below a quarter are lost to 32 bits. */
const grid: Place = [500_000, 32, -4_649_776];
const plus = ([x, y, z]: Place, [a, b, c]: Place): Place => [x + a, y + b, z + c];

const scenes: [name: string, sceneAt: (place: Place) => SceneInput][] = [
  ['framed, on a ground', place => ({ nodes: [group(place)], ground: { shadow: 'contact' } })],
  [
    'from a placed camera',
    place => ({
      nodes: [group(place)],
      camera: { position: plus(place, [3, 2, 3]), target: plus(place, [0, 0.5, 0]) },
    }),
  ],
  [
    'in the light of a lamp that casts shadows',
    place => {
      const light = { type: 'directional', target: place, castShadow: true, intensity: 3 } as const;
      return { environment: 'none', nodes: [group(place), { light, position: plus(place, [2, 4, 1]) }] };
    },
  ],
];

test('what is far from the origin looks as it does there', async () => {
  await withRenderer(async renderer => {
    for (const [name, sceneAt] of scenes) {
      const [here, there] = [await picture(renderer, sceneAt([0, 0, 0])), await picture(renderer, sceneAt(grid))];
      assert.ok(apart(here, there) <= 2, `${name}: apart by ${apart(here, there)}`);
    }
  });
});

test('a hundredth of a millimetre and ten kilometres look alike', async () => {
  await withRenderer(async renderer => {
    const sized = (scale: number): SceneInput => ({ nodes: [group([0, 0, 0], scale)], ground: { shadow: 'contact' } });
    const metres = await picture(renderer, sized(1));
    for (const scale of [1e-5, 1e4]) {
      const other = await picture(renderer, sized(scale));
      assert.ok(apart(metres, other) <= 2, `${scale}: apart by ${apart(metres, other)}`);
      const flat = { type: 'orthographic' } as const;
      const plans = [
        await picture(renderer, { ...sized(1), camera: flat }),
        await picture(renderer, { ...sized(scale), camera: flat }),
      ] as const;
      assert.ok(apart(...plans) <= 2, `${scale}, orthographic: apart by ${apart(...plans)}`);
    }
  });
});

/** A box of four units whose own places are moved by `way`, below a node that is moved by `back`, with another of half its size beside it. */
function gltf(way: Place, back: Place): string {
  const corners = [-2, 2].flatMap(x => [-2, 2].flatMap(y => [-2, 2].map(z => plus([x, y, z], way))));
  const faces = [
    0, 1, 3, 0, 3, 2, 4, 6, 7, 4, 7, 5, 0, 4, 5, 0, 5, 1, 2, 3, 7, 2, 7, 6, 0, 2, 6, 0, 6, 4, 1, 5, 7, 1, 7, 3,
  ];
  const bytes = Buffer.concat([
    new Uint8Array(new Float32Array(corners.flat()).buffer),
    new Uint8Array(new Uint16Array(faces).buffer),
  ]);
  const [min, max] = [-2, 2].map(side => plus([side, side, side], way));
  return JSON.stringify({
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [
      { mesh: 0, translation: back, children: [1] },
      // its places are scaled with it
      { mesh: 0, translation: plus([5, 0, 0], way.map(value => value / 2) as Place), scale: [0.5, 0.5, 0.5] },
    ],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 8, type: 'VEC3', min, max },
      { bufferView: 1, componentType: 5123, count: 36, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteLength: 96 },
      { buffer: 0, byteOffset: 96, byteLength: 72 },
    ],
    buffers: [{ byteLength: bytes.length, uri: `data:application/octet-stream;base64,${bytes.toString('base64')}` }],
  });
}

test('a mesh whose own places are far away looks as it does at the origin, with what hangs on it', async () => {
  await withRenderer(async renderer => {
    const drawn = (way: Place, back: Place) =>
      drawSent(
        renderer,
        { 'far.gltf': gltf(way, back) },
        { camera: { orbit: [30, 15] }, background: '#ffffff', output },
      );
    const here = await drawn([0, 0, 0], [0, 0, 0]);
    for (const back of [[0, 0, 0], grid.map(value => -value)] as Place[]) {
      const there = await drawn(grid, back);
      assert.ok(apart(here, there) <= 2, `moved by ${back.join(', ')}: apart by ${apart(here, there)}`);
    }
  });
});

test.run();
