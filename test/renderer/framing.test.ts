import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { decode, edgesOf } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

const side = 200;
const margin = 0.1;
const bare = {
  background: 'transparent',
  ground: 'none',
  output: { width: side, height: side },
} as const satisfies Partial<SceneInput>;

/** What is to be framed, and how the camera stands to it. */
const subjects: [name: string, scene: SceneInput][] = [
  ['a box', { ...bare, nodes: [{ geometry: { type: 'box' } }], camera: { margin } }],
  ['a sphere from above', { ...bare, nodes: [{ geometry: { type: 'sphere' } }], camera: { orbit: [0, 90], margin } }],
  [
    'a rotated, scaled child',
    {
      ...bare,
      nodes: [
        {
          rotation: [0, 30, 20],
          scale: 3,
          position: [40, 5, 2],
          children: [{ geometry: { type: 'cone' }, scale: [1, 2, 1] }],
        },
      ],
      camera: { orbit: [70, 10], margin },
    },
  ],
  [
    'a wide angle',
    { ...bare, nodes: [{ geometry: { type: 'box', size: [1, 1, 5] } }], camera: { orbit: [20, 10], fov: 100, margin } },
  ],
  ['a thing of a millimetre', { ...bare, nodes: [{ geometry: { type: 'box' }, scale: 0.001 }], camera: { margin } }],
  [
    'an orthographic view',
    {
      ...bare,
      nodes: [{ geometry: { type: 'torusKnot' } }],
      camera: { type: 'orthographic', orbit: [45, 35], margin },
    },
  ],
  ['a skinned, morphed flag at rest', { ...bare, model: 'flag.glb', camera: { margin } }],
  [
    'the same flag in the wind',
    {
      ...bare,
      model: { src: 'flag.glb', animation: { clip: 'wave', time: 0.6 } },
      camera: { orbit: [60, 10], margin },
    },
  ],
];

test('what is framed touches its margins exactly, and is in the middle', async () => {
  await withRenderer(async renderer => {
    for (const [name, scene] of subjects) {
      const [frame] = await draw(renderer, scene);
      const { left, right, top, bottom } = edgesOf(await decode(frame?.bytes ?? new Uint8Array()));
      const says = `${name}: ${JSON.stringify({ left, right, top, bottom })}`;
      const tight = Math.min(left, right, top, bottom);
      assert.ok(Math.abs(tight - margin * side) <= 1, `${says}: the nearest edge is at the margin`);
      assert.ok(Math.abs(left - right) <= 2, `${says}: centred between left and right`);
      assert.ok(Math.abs(top - bottom) <= 2, `${says}: centred between top and bottom`);
    }
  });
});

test('a margin is a share of the shorter side, and a target frames one node', async () => {
  await withRenderer(async renderer => {
    const nodes: SceneInput['nodes'] = [
      { name: 'small', geometry: { type: 'box' }, position: [5, 0, 0] },
      { name: 'big', geometry: { type: 'box', size: [3, 3, 3] }, position: [-5, 0, 0] },
    ];
    const [wide] = await draw(renderer, {
      ...bare,
      nodes,
      camera: { orbit: [0, 0], margin },
      output: { width: 300, height: 150 },
    });
    const all = edgesOf(await decode(wide?.bytes ?? new Uint8Array()));
    assert.ok(Math.abs(all.left - 15) <= 1 && Math.abs(all.right - 15) <= 1, JSON.stringify(all));

    const [one] = await draw(renderer, { ...bare, nodes, camera: { orbit: [0, 0], margin, target: 'small' } });
    const small = edgesOf(await decode(one?.bytes ?? new Uint8Array()));
    assert.ok(
      Math.abs(small.right - margin * side) <= 1 && Math.abs(small.top - margin * side) <= 1,
      JSON.stringify(small),
    );
  });
});

test('what covers its picture leaves no side free, and is cut at its longer ones alone', async () => {
  await withRenderer(async renderer => {
    for (const type of ['perspective', 'orthographic'] as const) {
      const [frame] = await draw(renderer, {
        ...bare,
        nodes: [{ geometry: { type: 'box', size: [4, 1, 1] } }],
        camera: { type, orbit: [0, 0], margin: 0, fit: 'cover' },
      });
      const picture = await decode(frame?.bytes ?? new Uint8Array());
      const { left, right, top, bottom } = edgesOf(picture);
      assert.ok(Math.max(left, right, top, bottom) <= 1, `${type}: ${JSON.stringify({ left, right, top, bottom })}`);
    }
  });
});

test.run();
