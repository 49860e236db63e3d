import { GltfFile, shown } from '../../support/gltf/file.ts';
import { chart, paint } from '../../support/gltf/images.ts';
import { ball, bounds, mesh, primitive, square } from '../../support/gltf/shapes.ts';
import type { Json } from '../../server/assets/make-model.ts';
import type { Rows } from './rows.ts';

type Interpolation = 'LINEAR' | 'STEP' | 'CUBICSPLINE';

function colored(file: GltfFile, color: number[], fields: Json = {}): number {
  const pbrMetallicRoughness = { baseColorFactor: [...color, 1], metallicFactor: 0, roughnessFactor: 0.6 };
  return file.add('materials', { pbrMetallicRoughness, ...fields });
}

function sampler(file: GltfFile, times: number[], values: number[], type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4') {
  return (interpolation: Interpolation) => ({
    input: file.accessor(Float32Array.from(times), 'SCALAR', { min: [times[0]], max: [times.at(-1)] }),
    output: file.accessor(Float32Array.from(values), type),
    interpolation,
  });
}

const pointer = (to: string) => ({ path: 'pointer', extensions: { KHR_animation_pointer: { pointer: to } } });

/** A square that two joints bend, or that targets push about. */
function bendable(): ReturnType<typeof square> {
  return square(8);
}

/** What moves, and how. */
export const motion: Rows = {
  'every-interpolation': () => {
    const file = new GltfFile();
    const one = mesh(file, ball(12), { material: colored(file, [0.2, 0.4, 0.7]) });
    const nodes = [0, 1, 2].map(at => file.node({ mesh: one, name: `ball ${at}`, scale: [0.5, 0.5, 0.5] }));
    const places = (at: number) => [at * 1.5, -1, 0, at * 1.5, 1, 0];
    const samplers = [
      sampler(file, [0, 1], places(0), 'VEC3')('STEP'),
      sampler(file, [0, 1], places(1), 'VEC3')('LINEAR'),
      sampler(file, [0, 1], [0, 0, 0, 3, -1, 0, 0, 6, 0, 0, -6, 0, 3, 1, 0, 0, 0, 0], 'VEC3')('CUBICSPLINE'),
    ];
    const channels = nodes.map((node, at) => ({ sampler: at, target: { node, path: 'translation' } }));
    file.add('animations', { name: 'up', samplers, channels });
    return shown(file, { use: { animation: { clip: 'up', time: 0.6 } } });
  },
  skin: () => {
    const file = new GltfFile();
    const shape = bendable();
    const count = shape.positions.length / 3;
    const share = (at: number) => ((shape.positions[at * 3 + 1] ?? 0) + 1) / 2;
    const joints = Uint8Array.from({ length: count * 4 }, (_, at) => (at % 4 === 1 ? 1 : 0));
    const weights = Float32Array.from({ length: count * 4 }, (_, at) =>
      at % 4 === 0 ? 1 - share(Math.floor(at / 4)) : at % 4 === 1 ? share(Math.floor(at / 4)) : 0,
    );
    const attributes = { JOINTS_0: file.accessor(joints, 'VEC4'), WEIGHTS_0: file.accessor(weights, 'VEC4') };
    const material = colored(file, [0.2, 0.5, 0.2], { doubleSided: true });
    const bent = mesh(file, shape, { material }, attributes);
    const tip = file.inner({ name: 'tip', rotation: [0, 0, Math.sin(0.4), Math.cos(0.4)] });
    const root = file.node({ children: [tip] });
    // a mesh with a skin at one node and without at another, which is not bent; where its own node stands does not matter
    file.node({ mesh: bent, skin: file.add('skins', { joints: [root, tip] }), translation: [9, 9, 9] });
    file.node({ mesh: bent, translation: [2.4, 0, 0] });
    return shown(file, { output: { width: 256, height: 128 } });
  },
  // the second target leaves out places, which it therefore does not move
  morph: () => {
    const file = new GltfFile();
    const shape = bendable();
    const count = shape.positions.length / 3;
    const pushed = Float32Array.from(shape.positions, (value, at) => (at % 3 === 0 ? 0.4 * value * value : 0));
    const normals = Float32Array.from({ length: count * 3 }, (_, at) => (at % 3 === 0 ? 1 : 0));
    const targets = [
      { POSITION: file.accessor(pushed, 'VEC3', bounds(pushed)) },
      { NORMAL: file.accessor(normals, 'VEC3') },
    ];
    const primitives = [primitive(file, shape, { material: colored(file, [0.6, 0.3, 0.1]), targets })];
    const one = file.add('meshes', { primitives, weights: [1, 0] });
    file.node({ mesh: one });
    const other = file.node({ mesh: one, translation: [2.4, 0, 0] });
    const samplers = [sampler(file, [0, 1], [0, 0, -1, 2], 'SCALAR')('LINEAR')];
    file.add('animations', { samplers, channels: [{ sampler: 0, target: { node: other, path: 'weights' } }] });
    return shown(file, { use: { animation: { time: 0.5 } }, output: { width: 256, height: 128 } });
  },
  visibility: () => {
    const file = new GltfFile().use('KHR_node_visibility', true);
    const hidden = { KHR_node_visibility: { visible: false } };
    const one = mesh(file, ball(12), { material: colored(file, [0.2, 0.4, 0.7]) });
    const below = file.inner({ mesh: one, translation: [2.4, 0, 0] });
    file.node({ mesh: one });
    file.node({ mesh: one, translation: [0, 8, 0], extensions: hidden, children: [below] });
    return shown(file);
  },
  // a colour, a texture's place, a light and visibility at once, none of which is a node's place
  'animation-pointers': async () => {
    const file = new GltfFile()
      .use('KHR_animation_pointer', true)
      .use('KHR_texture_transform')
      .use('KHR_node_visibility')
      .use('KHR_lights_punctual');
    const index = file.texture(await paint(chart));
    const moved = { index, extensions: { KHR_texture_transform: { offset: [0, 0], scale: [0.5, 0.5] } } };
    const material = colored(file, [1, 1, 1], { emissiveTexture: moved, emissiveFactor: [0, 0, 0] });
    const one = mesh(file, square(), { material });
    file.node({ mesh: one });
    file.node({ mesh: one, translation: [2.2, 0, 0], extensions: { KHR_node_visibility: { visible: true } } });
    file.extensions['KHR_lights_punctual'] = { lights: [{ type: 'point', intensity: 0, color: [1, 1, 1] }] };
    file.node({ translation: [-0.5, 0.5, 0.8], extensions: { KHR_lights_punctual: { light: 0 } } });
    const samplers = [
      sampler(file, [0, 2], [0, 0, 0, 1, 0.6, 1], 'VEC3')('LINEAR'),
      sampler(file, [0, 2], [0, 0, 1, 1], 'VEC2')('LINEAR'),
      sampler(file, [0, 1], [1, 0], 'SCALAR')('STEP'),
      sampler(file, [0, 2], [0, 6], 'SCALAR')('LINEAR'),
      sampler(file, [0, 2], [1, 1, 1, 1, 0, 0, 0, 1], 'VEC4')('LINEAR'),
    ];
    const channels = [
      '/materials/0/emissiveFactor',
      '/materials/0/emissiveTexture/extensions/KHR_texture_transform/offset',
      '/nodes/1/extensions/KHR_node_visibility/visible',
      '/extensions/KHR_lights_punctual/lights/0/intensity',
      '/materials/0/pbrMetallicRoughness/baseColorFactor',
    ].map((to, at) => ({ sampler: at, target: pointer(to) }));
    file.add('animations', { samplers, channels });
    return shown(file, { use: { animation: { time: 1.2 } } });
  },
};
