import { barNames, colors, letter, type Place, zUp } from './letter.ts';

/** A record: its name, its values, and records in it. */
export interface FbxNode {
  name: string;
  values: FbxValue[];
  inside: FbxNode[];
}
export type FbxValue = string | number | bigint | Uint8Array | { list: 'd' | 'i' | 'l' | 'f'; values: number[] };

export interface FbxOptions {
  /** Whether z is up, and a unit a centimetre; otherwise y, and a metre. */
  max: boolean;
  /** What its author's machine calls the image. */
  image: string;
  /** The image's bytes, where the file is to hold them. */
  content?: Uint8Array | undefined;
}

const node = (name: string, values: FbxValue[], ...inside: FbxNode[]): FbxNode => ({ name, values, inside });
const property = (name: string, type: string, ...values: (number | string)[]) =>
  node('P', [name, type, '', 'A', ...values]);
const doubles = (name: string, values: number[]) => node(name, [{ list: 'd', values }]);
const integers = (name: string, values: number[]) => node(name, [{ list: 'i', values }]);
/** Ticks of a second. */
const second = 46_186_158_000;

/** One mesh of three materials, of which the first has an image; its arms hang on a bone that turns in the clip `wave`. */
export function fbx({ max, image, content }: FbxOptions): FbxNode[] {
  const unit = max ? 100 : 1;
  const placed = (place: Place): Place => (max ? (zUp(place).map(value => value * unit) as Place) : place);
  const turned = (place: Place): Place => (max ? zUp(place) : place);
  return [
    node('FBXHeaderExtension', [], node('FBXHeaderVersion', [1003]), node('FBXVersion', [7400])),
    node(
      'GlobalSettings',
      [],
      node('Version', [1000]),
      node(
        'Properties70',
        [],
        property('UpAxis', 'int', max ? 2 : 1),
        property('UnitScaleFactor', 'double', max ? 1 : 100),
      ),
    ),
    node(
      'Objects',
      [],
      geometry(placed, turned),
      ...models(max),
      ...barNames.map(material),
      ...texture(image, content),
      ...skin(placed),
      ...clip(),
    ),
    node(
      'Connections',
      [],
      ...links.map(([kind, child, parent, name]) =>
        node('C', [kind, BigInt(child), BigInt(parent), ...(name ? [name] : [])]),
      ),
    ),
  ];
}

const links: [string, number, number, string?][] = [
  ['OO', 1000, 0],
  ['OO', 1001, 0],
  ['OO', 1002, 1001],
  ['OO', 100, 1000],
  ['OO', 200, 1000],
  ['OO', 201, 1000],
  ['OO', 202, 1000],
  ['OP', 300, 200, 'DiffuseColor'],
  ['OO', 400, 300],
  ['OO', 500, 100],
  ['OO', 501, 500],
  ['OO', 502, 500],
  ['OO', 1001, 501],
  ['OO', 1002, 502],
  ['OO', 601, 600],
  ['OO', 602, 601],
  ['OP', 602, 1002, 'Lcl Rotation'],
  ['OP', 603, 602, 'd|X'],
];

function geometry(placed: (place: Place) => Place, turned: (place: Place) => Place): FbxNode {
  const quads = letter();
  const corners = quads.flatMap((_, at) => [at * 4, at * 4 + 1, at * 4 + 2, ~(at * 4 + 3)]);
  const by = (how: string, direct: string) => [
    node('MappingInformationType', [how]),
    node('ReferenceInformationType', [direct]),
  ];
  return node(
    'Geometry',
    [100n, 'Geometry::letter', 'Mesh'],
    doubles(
      'Vertices',
      quads.flatMap(quad => quad.corners.flatMap(placed)),
    ),
    integers('PolygonVertexIndex', corners),
    node(
      'LayerElementNormal',
      [0],
      ...by('ByPolygonVertex', 'Direct'),
      doubles(
        'Normals',
        quads.flatMap(({ normal }) => [0, 1, 2, 3].flatMap(() => turned(normal))),
      ),
    ),
    node(
      'LayerElementUV',
      [0],
      node('Name', ['map1']),
      ...by('ByPolygonVertex', 'IndexToDirect'),
      doubles(
        'UV',
        quads.flatMap(({ uvs }) => uvs.flat()),
      ),
      integers(
        'UVIndex',
        quads.flatMap((_, at) => [0, 1, 2, 3].map(corner => at * 4 + corner)),
      ),
    ),
    node(
      'LayerElementMaterial',
      [0],
      ...by('ByPolygon', 'IndexToDirect'),
      integers(
        'Materials',
        quads.map(({ bar }) => barNames.indexOf(bar)),
      ),
    ),
  );
}

function models(max: boolean): FbxNode[] {
  const shoulder = max ? [-10, 0, 0] : [-0.1, 0, 0];
  return [
    node('Model', [1000n, 'Model::letter', 'Mesh'], node('Version', [232])),
    node('Model', [1001n, 'Model::stem', 'LimbNode'], node('Version', [232])),
    node(
      'Model',
      [1002n, 'Model::arms', 'LimbNode'],
      node('Version', [232]),
      node('Properties70', [], property('Lcl Translation', 'Lcl Translation', ...shoulder)),
    ),
  ];
}

function material(bar: (typeof barNames)[number], at: number): FbxNode {
  const color = bar === 'stem' ? [1, 1, 1] : colors[bar].map(channel => channel / 255);
  return node(
    'Material',
    [BigInt(200 + at), `Material::${bar}`, ''],
    node('Version', [102]),
    node('ShadingModel', ['phong']),
    node(
      'Properties70',
      [],
      property('DiffuseColor', 'Color', ...color),
      property('SpecularColor', 'Color', 0.2, 0.2, 0.2),
      property('ShininessExponent', 'Number', 20),
    ),
  );
}

function texture(image: string, content: Uint8Array | undefined): FbxNode[] {
  const names = [node('Filename', [image]), node('RelativeFilename', [image.replace(/^.*[\\/]/, 'textures\\')])];
  const held = content ? [node('Content', [content])] : [];
  return [
    node(
      'Texture',
      [300n, 'Texture::arrow', ''],
      node('Type', ['TextureVideoClip']),
      node('FileName', [image]),
      node('RelativeFilename', [image]),
    ),
    node('Video', [400n, 'Video::arrow', 'Clip'], node('Type', ['Clip']), ...names, ...held),
  ];
}

/** The stem stays where it is; the two others follow the second bone. */
function skin(placed: (place: Place) => Place): FbxNode[] {
  const [x, y, z] = placed([-0.1, 0, 0]);
  const at = (sign: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x * sign, y * sign, z * sign, 1];
  const still = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const corners = (moves: boolean) =>
    letter().flatMap(({ bar }, index) =>
      (bar !== 'stem') === moves ? [0, 1, 2, 3].map(corner => index * 4 + corner) : [],
    );
  const cluster = (id: bigint, moves: boolean) => {
    const indices = corners(moves);
    const places = moves
      ? [doubles('Transform', at(-1)), doubles('TransformLink', at(1))]
      : [doubles('Transform', still), doubles('TransformLink', still)];
    return node(
      'Deformer',
      [id, 'SubDeformer::', 'Cluster'],
      integers('Indexes', indices),
      doubles(
        'Weights',
        indices.map(() => 1),
      ),
      ...places,
    );
  };
  return [node('Deformer', [500n, 'Deformer::', 'Skin']), cluster(501n, false), cluster(502n, true)];
}

function clip(): FbxNode[] {
  return [
    node('AnimationStack', [600n, 'AnimStack::wave', '']),
    node('AnimationLayer', [601n, 'AnimLayer::base', '']),
    node(
      'AnimationCurveNode',
      [602n, 'AnimCurveNode::R', ''],
      node(
        'Properties70',
        [],
        property('d|X', 'Number', 0),
        property('d|Y', 'Number', 0),
        property('d|Z', 'Number', 0),
      ),
    ),
    node(
      'AnimationCurve',
      [603n, 'AnimCurve::', ''],
      node('KeyTime', [{ list: 'l', values: [0, second] }]),
      node('KeyValueFloat', [{ list: 'f', values: [0, 90] }]),
    ),
  ];
}
