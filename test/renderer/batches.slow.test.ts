import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { dataUri, type Json } from '../server/assets/make-model.ts';
import { GltfFile } from '../support/gltf/file.ts';
import { chart, dome, paint } from '../support/gltf/images.ts';
import { ball, mesh, square } from '../support/gltf/shapes.ts';
import { decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

const across = 10;

/** Tilted squares and balls on a grid: mirrored, stretched, flat, sheared by what they stand in, and some of them hidden. */
const places: Json[] = Array.from({ length: across * across }, (_, at) => {
  const size = 0.2 + (at % 5) / 40;
  const scale = [at % 3 === 0 ? -size : size, size * (1 + (at % 4) / 4), at % 7 === 0 ? -size : size];
  return {
    name: `thing ${at}`,
    translation: [(at % across) - 4.5, Math.floor(at / across) - 4.5, (at % 3) / 4],
    rotation: [0.4 * Math.sin(at), 0.4 * Math.cos(at), 0, Math.sqrt(1 - 0.16)],
    scale,
    ...(at % 11 === 0 && { extensions: { KHR_node_visibility: { visible: false } } }),
  };
});

function repeated(values: readonly number[], times: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: values.length * times }, (_, at) => values[at % values.length] ?? 0);
}

/**
 * The same things, of few materials or of one each: those cannot be drawn together.
 */
async function model(isOfOneEach: boolean): Promise<GltfFile> {
  const file = new GltfFile().use('KHR_node_visibility').use('KHR_materials_variants');
  file.extensions['KHR_materials_variants'] = { variants: [{ name: 'own' }, { name: 'red' }] };
  const baseColorTexture = { index: file.texture(await paint(chart)) };
  const normalTexture = { index: file.texture(await paint(dome)) };
  const [round, flat] = [ball(8), square(2)];
  const tangents = repeated([0.6, 0, 0.8, 1], round.positions.length / 3);
  const colors = Uint8Array.from(
    repeated([255, 180, 90, 255, 60, 120, 240, 255, 90, 200, 80, 255], flat.positions.length / 9),
  );
  const material = (fields: Json): Json => ({
    material: file.add('materials', { pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.4, ...fields } }),
  });
  const red = () =>
    file.add('materials', { name: 'red', pbrMetallicRoughness: { baseColorFactor: [0.8, 0.1, 0.1, 1] } });
  const kinds = [
    () => mesh(file, round, material({ baseColorTexture })),
    () =>
      mesh(
        file,
        round,
        { material: file.add('materials', { normalTexture }) },
        { TANGENT: file.accessor(tangents, 'VEC4') },
      ),
    () =>
      mesh(
        file,
        flat,
        { material: file.add('materials', { doubleSided: true, pbrMetallicRoughness: { metallicFactor: 0 } }) },
        { COLOR_0: file.accessor(colors, 'VEC4', { normalized: true }) },
      ),
    () =>
      mesh(file, flat, {
        ...material({ baseColorFactor: [0.2, 0.4, 0.7, 1] }),
        extensions: { KHR_materials_variants: { mappings: [{ material: red(), variants: [1] }] } },
      }),
    () => mesh(file, round, material({ baseColorFactor: [0.2, 0.7, 0.4, 1] })),
  ];
  const shared = kinds.map(make => make());
  const things = places.map((place, at) =>
    file.inner({ ...place, mesh: isOfOneEach ? kinds[at % kinds.length]?.() : shared[at % kinds.length] }),
  );
  file.node({ name: 'sheared', children: things.slice(0, 50), rotation: [0, 0, 0.1305, 0.9914], scale: [1, 0.8, 1.1] });
  file.node({ children: things.slice(50) });
  return file;
}

/** Shares of a picture's pixels that two edges may be apart in, and levels of 255 that all others may. */
const edges = 0.0005;
const levels = 2;

async function pictures(renderer: Renderer, file: GltfFile, use: Json, over: SceneInput = {}): Promise<Uint8Array[]> {
  const src = dataUri(file.bytes(), 'model/gltf-binary');
  const frames = await draw(renderer, {
    nodes: [
      { model: { src, ...use } },
      { light: { type: 'directional', intensity: 2, castShadow: true }, position: [-3, 4, 8] },
    ],
    output: { width: 300, height: 300 },
    ...over,
  });
  return Promise.all(frames.map(async ({ bytes }) => (await decode(bytes)).data));
}

test('what is drawn together looks as it does drawn by itself', () =>
  withRenderer(async renderer => {
    const [together, alone] = [await model(false), await model(true)];
    const nodes = {
      'thing 12': { visible: false },
      'thing 25': { position: [6, 0, 0] },
      'thing 34': { scale: [-1, 1, 1] },
    };
    const cases: [name: string, use: Json, over?: SceneInput][] = [
      ['as it is', {}],
      ['seen from elsewhere', {}, { views: { front: { orbit: [0, 0] }, back: { orbit: [160, 30] } } }],
      ['one of them', {}, { camera: { target: 'thing 25', orbit: [10, 10] } }],
      ['in variants', { variant: '*' }],
      ['with changes', { nodes, materials: { red: { color: '#22aa55' } }, variant: 'red' }],
      ['best', {}, { output: { width: 120, height: 120, sampling: 'best' } }],
    ];
    for (const [name, use, over] of cases) {
      const [expected, seen] = [
        await pictures(renderer, alone, use, over),
        await pictures(renderer, together, use, over),
      ];
      assert.is(seen.length, expected.length);
      for (const [at, pixels] of seen.entries()) {
        const off = pixels.filter((value, place) => Math.abs(value - (expected[at]?.[place] ?? 0)) > levels).length;
        assert.ok(off <= pixels.length * edges, `${name}, picture ${at}: ${off} of ${pixels.length} are apart`);
      }
    }
  }));

test('thousands of nodes are submitted as few draws', () =>
  withRenderer(async renderer => {
    /** Milliseconds that so many nodes of one mesh take to be drawn, less their load and their pixels. */
    const spent = async (count: number): Promise<number> => {
      const file = new GltfFile();
      const shared = mesh(file, square(), { material: file.add('materials', {}) });
      for (let at = 0; at < count; at++)
        file.node({ mesh: shared, translation: [(at % 60) * 3, Math.floor(at / 60) * 3, 0] });
      const [frame] = await draw(renderer, {
        model: dataUri(file.bytes(), 'model/gltf-binary'),
        output: { width: 96, height: 96 },
      });
      const { occlusion = 0, compile = 0, submit = 0 } = frame?.timings ?? {};
      return occlusion + compile + submit;
    };
    // has its shaders compiled
    await spent(100);
    const [few, many] = [await spent(100), await spent(3000)];
    // by themselves, thirty times as many take thirty times as long
    assert.ok(many < few * 15 + 300, `100 nodes ${few} ms, 3000 nodes ${many} ms`);
  }));

test.run();
