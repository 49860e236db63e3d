import type { SceneInput } from '../../scenes/scene.ts';
import type { Seen } from '../support/files.ts';

/** A file, and what is right of its picture: straight from its front, as large as the picture, where no view is named. */
export interface Row {
  what: string;
  view?: Partial<SceneInput>;
  seen?: Seen;
  /** Shares of the picture that are drawn on. */
  cover?: readonly [least: number, most: number];
  /** Parts that do not touch. */
  parts?: number;
  /** Middles of squares of one even tone. */
  even?: readonly (readonly [x: number, y: number])[];
  /** Milliseconds that it may take. */
  within?: number;
  /** What it is refused for. */
  refused?: { code: string; says: RegExp };
}

const whole = [0.98, 1] as const;
const corners = (tone: 'grey' | 'blue' | 'red') =>
  ({ '0.03 0.03': tone, '0.97 0.03': tone, '0.03 0.97': tone, '0.97 0.97': tone, '0.5 0.5': tone }) as const;
const sheet: Pick<Row, 'seen' | 'cover'> = { seen: corners('grey'), cover: whole };
/** Half of a square, cut from its upper left to its lower right. */
const half: Pick<Row, 'seen' | 'cover'> = {
  seen: { '0.1 0.3': 'grey', '0.7 0.9': 'grey', '0.6 0.4': 'nothing', '0.9 0.7': 'nothing' },
  cover: [0.47, 0.53],
};
/** A U, four wide and three high. */
const u: Pick<Row, 'seen' | 'cover'> = {
  seen: { '0.1 0.2': 'grey', '0.9 0.2': 'grey', '0.5 0.8': 'grey', '0.5 0.2': 'nothing', '0.5 0.5': 'nothing' },
  cover: [0.47, 0.53],
};
const ball: Pick<Row, 'seen' | 'cover'> = {
  seen: { '0.5 0.5': 'grey', '0.06 0.06': 'nothing', '0.94 0.06': 'nothing', '0.06 0.94': 'nothing' },
  cover: [0.75, 0.8],
};
const outline = (tone: 'red' | 'dark') =>
  ({ '0.5 0.005': tone, '0.005 0.5': tone, '0.995 0.5': tone, '0.5 0.995': tone, '0.5 0.5': 'nothing' }) as const;
/** As whoever says no more sees it, on its shadow. */
const usual: Partial<SceneInput> = { camera: {}, ground: {}, output: { width: 128, height: 128 } };

/** Every file of `inputs/` that is a model. */
export const rows: Readonly<Record<string, Row>> = {
  '3mf-items-same-id.3mf': {
    what: 'a plate, 40 wide, and a post, 60 high, from two parts that number their objects alike',
    seen: { '0.25 0.2': 'grey', '0.7 0.92': 'grey', '0.7 0.5': 'nothing', '0.1 0.92': 'nothing' },
    cover: [0.22, 0.26],
  },
  '3mf-texture-folder.3mf': {
    what: 'a cube whose texture is red where it is not yellow',
    seen: corners('red'),
    cover: whole,
  },
  '3mf-zip64.3mf': { what: 'a tetrahedron of a ZIP64', ...half },
  'dae-polygon-hole.dae': {
    what: 'a sheet, four by three, with a hole of three corners',
    seen: { '0.65 0.5': 'nothing', '0.72 0.35': 'nothing', '0.4 0.35': 'grey', '0.9 0.5': 'grey', '0.5 0.8': 'grey' },
    cover: [0.6, 0.65],
  },
  'fbx-brace-in-text.fbx': { what: 'a quad with a brace in a note', ...sheet },
  'fbx-curve.fbx': { what: 'a quad without the curve around it', ...sheet },
  'fbx-instances-geometric.fbx': {
    what: 'two quads, of which one stands higher',
    seen: { '0.2 0.8': 'grey', '0.8 0.2': 'grey', '0.2 0.2': 'nothing', '0.8 0.8': 'nothing' },
    parts: 2,
  },
  'fbx-lod-group.fbx': {
    what: 'a quad from its side, without the larger one behind it',
    view: { camera: { type: 'orthographic', orbit: [85, 0], margin: 0 } },
    seen: { '0.5 0.5': 'grey', '0.5 0.03': 'grey', '0.44 0.5': 'nothing', '0.56 0.5': 'nothing' },
  },
  'fbx-loose-edge.fbx': {
    what: 'a triangle without the edge that hangs on it',
    seen: { '0.7 0.9': 'grey', '0.9 0.7': 'grey', '0.1 0.3': 'nothing', '0.005 0.5': 'nothing', '0.5 0.45': 'nothing' },
    cover: [0.47, 0.53],
  },
  'fbx-texture-in-folder.fbx': {
    what: 'a quad with checks of blue and yellow',
    seen: { '0.12 0.12': 'red', '0.37 0.12': 'blue', '0.12 0.37': 'blue', '0.37 0.37': 'red' },
    cover: whole,
  },
  'fbx-texture-without-image.fbx': { what: 'a quad of its material’s grey', ...sheet },
  'glb-far-from-origin.glb': {
    what: 'a clean box',
    view: usual,
    even: [
      [0.35, 0.4],
      [0.4, 0.65],
      [0.76, 0.5],
    ],
  },
  'glb-zero-scale-node.glb': { what: 'a cube that fills the picture', cover: whole },
  'obj-concave.obj': { what: 'a U', ...u },
  'obj-faces-and-line.obj': {
    what: 'a quad, and a line to its right',
    seen: { '0.25 0.5': 'grey', '0.05 0.3': 'grey', '0.75 0.745': 'dark', '0.75 0.5': 'nothing' },
    cover: [0.25, 0.28],
  },
  'obj-lines-mtl.obj': { what: 'red lines', seen: outline('red') },
  'obj-missing-mtl.obj': {
    what: 'a library of materials that is not there',
    refused: { code: 'asset_not_found', says: /nowhere\.mtl/ },
  },
  'obj-some-coloured.obj': {
    what: 'a triangle that is red at its one coloured corner',
    seen: { '0.06 0.97': 'red', '0.97 0.2': 'grey', '0.3 0.3': 'nothing' },
  },
  'obj-zero-normals.obj': { what: 'a lit quad', ...sheet },
  'ply-concave.ply': { what: 'a U', ...u },
  'ply-extra-values.ply': { what: 'a quad', ...sheet },
  'ply-five-points.ply': {
    what: 'five small dots',
    seen: { '0.5 0.5': 'dark', '0.25 0.5': 'nothing' },
    parts: 5,
    cover: [0.001, 0.02],
  },
  'slow-3000-nodes.glb': {
    what: 'fifteen by fourteen rows of cubes, soon',
    parts: 210,
    within: 5000,
  },
  'speckle-octahedron.glb': {
    what: 'faces of one tone each',
    view: usual,
    even: [
      [0.5, 0.35],
      [0.55, 0.5],
      [0.5, 0.7],
    ],
  },
  'stl-colour-viscam.stl': {
    what: 'green faces',
    seen: { '0.1 0.3': 'green', '0.7 0.9': 'green', '0.6 0.4': 'nothing' },
    cover: [0.47, 0.53],
  },
  'stl-solid-trailing-bytes.stl': { what: 'a tetrahedron', ...half },
  'two-textures-one-jpeg.glb': { what: 'a grey quad', view: { output: { width: 256, height: 256 } }, ...sheet },
  'usd-assetinfo-identifier.usda': { what: 'a cube', ...sheet },
  'usd-displaycolor-cube.usda': { what: 'a red cube', seen: corners('red'), cover: whole },
  'usd-displaycolor-uniform.usda': {
    what: 'a red quad and a blue one',
    seen: { '0.1 0.5': 'red', '0.45 0.5': 'red', '0.55 0.5': 'blue', '0.9 0.5': 'blue' },
  },
  'usd-inactive.usda': { what: 'a ball without the cube around it', ...ball },
  'usd-invisible.usda': { what: 'a ball without the cube around it', ...ball },
  'usd-no-normals.usda': {
    what: 'a box with flat faces',
    view: usual,
    even: [
      [0.35, 0.4],
      [0.4, 0.65],
      [0.76, 0.5],
    ],
  },
  'vrml-ground-colour.wrl': { what: 'a blue cube', seen: corners('blue'), cover: whole },
  'vrml-lines-bare.wrl': { what: 'dark lines', seen: outline('dark') },
  'vrml-trailing-dot.wrl': { what: 'a blue cube', seen: corners('blue'), cover: whole },
};
