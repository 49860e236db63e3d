import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RenderError } from '../../renderer/error.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { GltfFile, shown } from '../support/gltf/file.ts';
import { ball, mesh } from '../support/gltf/shapes.ts';
import { decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Use = Omit<Exclude<SceneInput['model'], string | undefined>, 'src'>;

/** A red ball, and far to its right a blue one that a clip moves nearer. */
function balls(): GltfFile {
  const file = new GltfFile();
  const material = (name: string, color: number[]) =>
    file.add('materials', {
      name,
      pbrMetallicRoughness: { baseColorFactor: [...color, 1], metallicFactor: 0 },
      extensions: { KHR_materials_unlit: {} },
    });
  file.use('KHR_materials_unlit');
  file.node({ name: 'left.001', mesh: mesh(file, ball(8), { material: material('warm', [1, 0, 0]) }) });
  const right = mesh(file, ball(8), { material: material('cold', [0, 0, 1]) });
  const node = file.node({ name: 'right', mesh: right, translation: [8, 0, 0] });
  const input = file.accessor(Float32Array.from([0, 1]), 'SCALAR');
  const output = file.accessor(Float32Array.from([4, 0, 0, 4, 0, 0]), 'VEC3');
  file.add('animations', {
    samplers: [{ input, output }],
    channels: [{ sampler: 0, target: { node, path: 'translation' } }],
  });
  return file;
}

/** The colours along the middle of the picture, each once as it comes: r, b, or - for none. */
async function seen(renderer: Renderer, use: Use): Promise<string> {
  const scene = shown(balls(), {
    use,
    ground: { shadow: 'contact' },
    camera: { orbit: [0, 0], type: 'orthographic', margin: 0 },
    background: 'transparent',
    toneMapping: 'none',
    output: { width: 120, height: 24, format: 'png', sampling: 'draft' },
  });
  const [frame] = await draw(renderer, scene);
  const { data, width, height } = await decode(frame?.bytes ?? new Uint8Array());
  let colors = '';
  for (let x = 0; x < width; x++) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray((Math.floor(height / 2) * width + x) * 4);
    const color = a < 128 ? '-' : g > 128 ? 'g' : r > b ? 'r' : 'b';
    if (!colors.endsWith(color)) colors += color;
  }
  return colors;
}

test('nodes and materials are changed for this use, after the clip', async () => {
  await withRenderer(async renderer => {
    const at = async (use: Use) => (await seen(renderer, use)).replace(/^-|-$/g, '');
    assert.is(await at({}), 'r-b');
    assert.is(await at({ nodes: { right: { visible: false } } }), 'r', 'what is hidden is not framed');
    assert.is(await at({ nodes: { right: { position: [-3, 0, 0] } } }), 'b-r');
    assert.is(
      await at({ animation: {}, nodes: { right: { position: [-3, 0, 0] } } }),
      'b-r',
      'a change wins over a clip',
    );
    assert.is(await at({ materials: { cold: { color: '#00ff00' } } }), 'r-g');
    assert.is(
      await at({ materials: { cold: { color: '#00ff00' }, warm: { opacity: 0 } } }),
      'g',
      'opacity makes it transparent',
    );
    assert.is(await at({}), 'r-b', 'the next use is as the file has it');
  });
});

test('a name that is not in the file is refused with those that are', async () => {
  const wrong: [use: Use, pointer: string, says: RegExp][] = [
    [
      { nodes: { 'left/001': {} } },
      '/nodes/0/model/nodes/left~1001',
      /no node "left\/001"; it has: "left\.001", "right" \(did you mean "left\.001"\?\)/,
    ],
    [{ materials: { hot: {} } }, '/nodes/0/model/materials/hot', /no material "hot"; it has: "warm", "cold"\.$/],
    [{ materials: { wram: {} } }, '/nodes/0/model/materials/wram', /"cold" \(did you mean "warm"\?\)\.$/],
    [{ scene: 'Attic' }, '/nodes/0/model/scene', /no scene "Attic"; it has 1/],
    [{ scene: 4 }, '/nodes/0/model/scene', /no scene 4; it has 1/],
  ];
  await withRenderer(async renderer => {
    for (const [use, pointer, says] of wrong)
      try {
        await seen(renderer, use);
        assert.unreachable(pointer);
      } catch (error) {
        if (!(error instanceof RenderError)) throw error;
        assert.is(error.code, 'scene_invalid');
        assert.is(error.pointer, pointer);
        assert.match(error.message, says);
      }
  });
});

test.run();
