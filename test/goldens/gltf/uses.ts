import type { SceneInput } from '../../../scenes/scene.ts';
import { GltfFile, shown } from '../../support/gltf/file.ts';
import { chart, dome, paint } from '../../support/gltf/images.ts';
import { ball, mesh, square } from '../../support/gltf/shapes.ts';
import { dataUri } from '../../server/assets/make-model.ts';
import type { Rows } from './rows.ts';

/** Two balls, one above the other, with names that three.js would change, a scene of their own for a square, and cameras. */
async function file(): Promise<GltfFile> {
  const made = new GltfFile().use('KHR_lights_punctual');
  const baseColorTexture = { index: made.texture(await paint(chart)) };
  const material = made.add('materials', {
    name: 'Cover/front.001',
    pbrMetallicRoughness: { baseColorTexture, metallicFactor: 0, roughnessFactor: 0.7 },
  });
  const bare = made.add('materials', { pbrMetallicRoughness: { metallicFactor: 0 } });
  const one = mesh(made, ball(16), { material });
  made.node({ name: 'upper ball.001', mesh: one, translation: [0, 1, 0], scale: [0.9, 0.9, 0.9] });
  made.node({ name: 'lower', mesh: one, translation: [0, -1, 0], scale: [0.9, 0.9, 0.9] });
  const [wide, flat] = [
    made.add('cameras', { type: 'perspective', perspective: { yfov: 1.2, znear: 0.01, aspectRatio: 2 } }),
    made.add('cameras', { type: 'orthographic', orthographic: { xmag: 3, ymag: 1.5, znear: 1.2, zfar: 50 } }),
  ];
  const turned = { rotation: [0, Math.sin(0.3), 0, Math.cos(0.3)] };
  const held = made.inner({ name: 'Close.up', camera: wide, translation: [0, 0, 3] });
  made.node({ name: 'holder', ...turned, scale: [1.2, 1.2, 1.2], children: [held] });
  made.node({ name: 'Flat', camera: flat, translation: [0, 0, 2] });
  const alone = made.inner({ mesh: mesh(made, square(), { material: bare }) });
  const above = made.inner({
    name: 'From above',
    camera: wide,
    translation: [0, 4, 0],
    rotation: [-Math.SQRT1_2, 0, 0, Math.SQRT1_2],
  });
  made.scenes.push({ name: 'Square.001', nodes: [alone, above] });
  return made;
}

type ModelInput = Exclude<SceneInput['model'], string | undefined>;

/** A use of the file, as a scene of two: at its left as it is, at its right as it is used. */
async function beside(use: Omit<ModelInput, 'src'>, over: SceneInput = {}): Promise<SceneInput> {
  const src = await source();
  const { nodes = [], ...rest } = shown(new Uint8Array(), { output: { width: 192, height: 192 }, ...over });
  return {
    ...rest,
    nodes: [{ model: { src } }, { model: { src, ...use }, position: [2.2, 0, 0] }, ...nodes.slice(1)],
  };
}

async function source(): Promise<string> {
  return dataUri((await file()).bytes(), 'model/gltf-binary');
}

async function seen(camera: SceneInput['camera'], use: Omit<ModelInput, 'src'> = {}): Promise<SceneInput> {
  return { ...(await beside({})), nodes: [{ model: { src: await source(), ...use } }], camera };
}

/** What a scene changes of a file that it uses. */
export const uses: Rows = {
  'nodes-changed': () =>
    beside({
      nodes: { 'upper ball.001': { scale: [0.4, 0.9, 0.4], rotation: [0, 0, 40] }, lower: { visible: false } },
    }),
  'materials-changed': () =>
    beside({
      materials: { 'Cover/front.001': { map: null, color: '#227744', clearcoat: 1, roughness: 0.2, metalness: 1 } },
    }),
  'textures-changed': async () => {
    const map = dataUri(await paint((u, v) => [u, v, 0.3]), 'image/png');
    const relief = dataUri(await paint(dome), 'image/png');
    const normalMap = { src: relief, repeat: [8, 4] as [number, number] };
    return beside({ materials: { 'Cover/front.001': { map, normalMap, transmission: 0 } } });
  },
  'another-scene': () => beside({ scene: 'Square.001' }),
  'camera-in-perspective': () => seen({ from: 'Close.up' }),
  // nothing nearer than 1.2 is seen, which cuts the balls open
  'camera-without-perspective': () => seen({ from: 'Flat' }),
  'camera-of-another-scene': () => seen({ from: 'From above' }),
  lights: () => {
    const made = new GltfFile().use('KHR_lights_punctual', true);
    made.extensions['KHR_lights_punctual'] = {
      lights: [
        { type: 'spot', color: [1, 0.2, 0.2], intensity: 20, spot: { innerConeAngle: 0.2, outerConeAngle: 0.4 } },
        { type: 'point', color: [0.2, 1, 0.2], intensity: 1.5, range: 1 },
        { type: 'directional', color: [0.2, 0.2, 1], intensity: 1 },
      ],
    };
    const light = (at: number) => ({ KHR_lights_punctual: { light: at } });
    made.node({
      mesh: mesh(made, square(), { material: made.add('materials', { pbrMetallicRoughness: { metallicFactor: 0 } }) }),
    });
    made.node({ translation: [-0.5, 0.4, 1.5], extensions: light(0) });
    made.node({ translation: [0.5, -0.3, 0.5], extensions: light(1) });
    // from the lower left: the rotation is of the node above it
    const sun = made.inner({ extensions: light(2) });
    made.node({ rotation: [0, -Math.sin(0.6), 0, Math.cos(0.6)], children: [sun] });
    const { nodes = [], ...rest } = shown(made, { environment: 'none' });
    return { ...rest, nodes: nodes.slice(0, 1) };
  },
};
