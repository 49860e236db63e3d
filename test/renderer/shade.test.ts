import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { dataUri } from '../server/assets/make-model.ts';
import { GltfFile } from '../support/gltf/file.ts';
import { grainAt } from '../support/grain.ts';
import { decode, type Pixels } from '../support/pixels.ts';
import { skyOf } from '../support/sky.ts';
import { draw, withRenderer } from '../support/studio.ts';

const side = 256;
const grey = { color: '#808080', roughness: 1, metalness: 0 } as const;
const above: SceneInput['camera'] = { type: 'orthographic', position: [0, 4, 0], target: [0, 0, 0], height: 4 };

async function picture(renderer: Renderer, scene: SceneInput): Promise<Pixels> {
  const [frame] = await draw(renderer, {
    ground: 'none',
    toneMapping: 'none',
    background: '#ffffff',
    output: { width: side, height: side },
    ...scene,
  });
  return decode(frame?.bytes ?? new Uint8Array());
}

/** Eight flat faces, whose normals point exactly at where three faces of a cube map meet. */
function octahedron(): string {
  const file = new GltfFile();
  const corners = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ] as const;
  const places = [1, -1].flatMap(x =>
    [1, -1].flatMap(y =>
      [1, -1].flatMap(z => {
        const face = corners.map(corner => corner.map((value, axis) => value * ([x, y, z][axis] ?? 0)));
        return (x * y * z > 0 ? face : face.toReversed()).flat();
      }),
    ),
  );
  const normals = [1, -1].flatMap(x => [1, -1].flatMap(y => [1, -1].flatMap(z => [x, y, z, x, y, z, x, y, z])));
  const POSITION = file.accessor(new Float32Array(places), 'VEC3', { min: [-1, -1, -1], max: [1, 1, 1] });
  const NORMAL = file.accessor(
    new Float32Array(normals).map(value => value / Math.sqrt(3)),
    'VEC3',
  );
  const material = file.add('materials', {
    pbrMetallicRoughness: { baseColorFactor: [0.5, 0.5, 0.5, 1], metallicFactor: 0 },
  });
  file.node({ mesh: file.add('meshes', { primitives: [{ attributes: { POSITION, NORMAL }, material }] }) });
  return dataUri(file.bytes(), 'model/gltf-binary');
}

/** Squares within the faces that are seen. */
const things = [
  {
    what: 'an octahedron',
    node: { model: octahedron() },
    squares: [
      [110, 100],
      [150, 120],
      [90, 172],
      [120, 190],
      [150, 165],
    ],
  },
  {
    what: 'a sphere',
    node: { geometry: { type: 'sphere' }, material: grey },
    squares: [
      [116, 116],
      [80, 90],
      [150, 150],
      [100, 170],
    ],
  },
] satisfies {
  what: string;
  node: NonNullable<SceneInput['nodes']>[number];
  squares: [number, number][];
}[];

test('flat and round things do not shade themselves: each face is of an even tone, whatever the size', async () => {
  await withRenderer(async renderer => {
    for (const { what, node, squares } of things)
      for (const [scale, sampling] of [
        [0.01, 'standard'],
        [1, 'standard'],
        [100, 'standard'],
        [1, 'best'],
      ] as const) {
        const seen = await picture(renderer, {
          nodes: [{ ...node, scale: [scale, scale, scale] }],
          output: { width: side, height: side, sampling },
        });
        const grains = squares.map(square => grainAt(seen, square, 20));
        assert.ok(Math.max(...grains) <= 0.5, `${what}, ${scale} times as large, ${sampling}: ${grains}`);
      }
  });
});

/** A box on a floor, under a sky that is as bright everywhere: how much of it a place of the floor sees, counted by 4,096 rays. */
const box = { from: [0, 0, -0.5], to: [1, 1, 0.5] } as const;
const rays = Array.from({ length: 4096 }, (_, at): [number, number, number] => {
  // as many where the floor takes in as much light
  const radius = Math.sqrt((at + 0.5) / 4096);
  const angle = at * Math.PI * (3 - Math.sqrt(5));
  return [radius * Math.cos(angle), Math.sqrt(1 - radius * radius), radius * Math.sin(angle)];
});

function seenFrom(x: number, z: number): number {
  return rays.filter(ray => !isHit([x, 0, z], ray)).length / rays.length;
}

function isHit(from: readonly number[], ray: readonly number[]): boolean {
  let [enter, leave] = [1e-6, Infinity];
  for (let axis = 0; axis < 3; axis++) {
    const [a, b] = [box.from, box.to].map(end => ((end[axis] ?? 0) - (from[axis] ?? 0)) / (ray[axis] ?? 1)) as [
      number,
      number,
    ];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave;
}

test('a floor beside a box is as dark as the share of the sky that it does not see, and smooth', async () => {
  await withRenderer(async renderer => {
    const nodes: SceneInput['nodes'] = [
      { geometry: { type: 'plane', size: [4, 4] }, rotation: [-90, 0, 0], material: grey },
      { geometry: { type: 'box' }, position: [0.5, 0.5, 0], material: grey },
    ];
    const environment = { src: skyOf(() => [0.8, 0.8, 0.8]) };
    const [open, covered] = await Promise.all(
      [nodes.slice(0, 1), nodes].map(some => picture(renderer, { nodes: some, environment, camera: above })),
    );
    const light = ({ data }: Pixels, x: number, y: number): number =>
      (((data[(y * side + x) * 4 + 1] ?? 0) / 255 + 0.055) / 1.055) ** 2.4;
    const errors: number[] = [];
    let [darkest, deepest] = [1, 1];
    for (let y = 4; y < side - 4; y += 3)
      for (let x = 4; x < side - 4; x += 3) {
        const [wide, deep] = [((x + 0.5) / side - 0.5) * 4, ((y + 0.5) / side - 0.5) * 4];
        if (wide > -0.05 && wide < 1.05 && Math.abs(deep) < 0.55) continue;
        // 0.7 of what the box keeps away comes back, of a grey that gives back 0.216 of it
        const back = 0.7 * 0.216;
        const seen = (light(covered as Pixels, x, y) / light(open as Pixels, x, y) - back) / (1 - back);
        const right = seenFrom(wide, deep);
        darkest = Math.min(darkest, seen);
        deepest = Math.min(deepest, right);
        errors.push(seen - right);
      }
    const error = Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length);
    const squares = [
      [150, 60],
      [60, 110],
      [210, 120],
      [150, 170],
    ] as const;
    const grains = squares.map(square => grainAt(covered as Pixels, square, 20));
    assert.ok(error < 0.02, `off by ${error}`);
    assert.ok(Math.max(...grains) < 1, `its grain is ${grains}`);
    assert.ok(Math.abs(darkest - deepest) < 0.05, `beside the box ${darkest} of the sky is seen, not ${deepest}`);
  });
});

test.run();
