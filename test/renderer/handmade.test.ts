import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { coverOf, drawFiles, type Files, type Seen, unlike } from '../support/files.ts';
import { withRenderer } from '../support/studio.ts';

/** A picture that a file makes, and how much of it may be covered. */
interface Case {
  what: string;
  files: Files;
  seen: Seen;
  cover?: [least: number, most: number];
}

/** A U: its fan would fill the notch. */
const u = ['0 0', '3 0', '3 3', '2 3', '2 1', '1 1', '1 3', '0 3'];
const places = (list: readonly string[], z = '0') => list.map(place => `${place} ${z}`);
const uShape: Seen = { '0.17 0.5': 'clay', '0.83 0.5': 'clay', '0.5 0.83': 'clay', '0.5 0.3': 'nothing' };
const isU = { seen: uShape, cover: [0.7, 0.85] as [number, number] };

const numbered = (count: number, first = 1) => Array.from({ length: count }, (_, at) => at + first).join(' ');
const obj = (...lines: string[]) => lines.join('\n');
const square = ['v 0 0 0', 'v 1 0 0', 'v 1 1 0', 'v 0 1 0'];
const ply = (elements: string[], ...lines: string[]) =>
  ['ply', 'format ascii 1.0', ...elements, 'end_header', ...lines, ''].join('\n');
const xyz = ['property float x', 'property float y', 'property float z'];
const vrml = (...nodes: string[]) => `#VRML V2.0 utf8\n${nodes.join('\n')}`;
const coordinates = (list: readonly string[]) => `coord Coordinate { point [ ${list.join(', ')} ] }`;

/** Binary STL of triangles in x and z, with two bytes after each. */
function stl(header: string | Uint8Array, triangles: [corners: number[], own: number][], trailing = 0): Buffer {
  const bytes = Buffer.alloc(84 + triangles.length * 50 + trailing, 0);
  Buffer.from(header).copy(bytes);
  bytes.writeUInt32LE(triangles.length, 80);
  for (const [at, [corners, own]] of triangles.entries()) {
    corners.forEach((value, part) => bytes.writeFloatLE(value, 84 + at * 50 + 12 + part * 4));
    bytes.writeUInt16LE(own, 84 + at * 50 + 48);
  }
  return bytes;
}
const lower = [0, 0, 0, 1, 0, 0, 1, 0, 1];
const upper = [0, 0, 0, 1, 0, 1, 0, 0, 1];
const text = (...triangles: number[][]) =>
  triangles
    .map(
      ([...n]) =>
        `facet normal 0 0 1\nouter loop\n${[0, 3, 6].map(at => `vertex ${n.slice(at, at + 3).join(' ')}`).join('\n')}\nendloop\nendfacet`,
    )
    .join('\n');

const cases: Case[] = [
  {
    what: 'OBJ: a concave polygon',
    files: { 'a.obj': obj(...places(u).map(v => `v ${v}`), `f ${numbered(8)}`) },
    ...isU,
  },
  {
    what: 'OBJ: a concave polygon that is not quite flat, seen the other way round',
    files: {
      'a.obj': obj(
        ...u.map((v, at) => `v ${v} ${(at % 3) * 0.02}`),
        `f ${numbered(8).split(' ').toReversed().join(' ')}`,
      ),
    },
    ...isU,
  },
  {
    what: 'OBJ: comments after values, lines that go on, numbers counted from the end',
    files: {
      'a.obj': obj(
        'mtllib a.mtl # the library',
        'v 0 0 0 # first',
        'v 1 0 \\',
        '  0',
        ...square.slice(2),
        'usemtl red # now',
        'f -4 -3 \\',
        '-2 # the corner',
        'usemtl blue',
        'f 1 3 4#last',
      ),
      'a.mtl': '# a library\nnewmtl red # nice\nKd 1 0 \\\n 0 # red\nillum 1 # flat\nnewmtl blue\nKd 0 0 1# c\n',
    },
    seen: { '0.8 0.8': 'red', '0.2 0.2': 'blue' },
  },
  {
    what: 'OBJ: faces, a line and points of one object',
    files: { 'a.obj': obj(...square, 'v 2 0 0', 'v 2 2 0', 'o all', 'f 1 2 3 4', 'l 2 6', 'p 5') },
    seen: { '0.25 0.75': 'clay', '0.75 0.5': 'dark', '0.985 0.985': 'dark', '0.25 0.25': 'nothing' },
    cover: [0.25, 0.3],
  },
  {
    what: 'OBJ: a line in the colour of its material',
    files: { 'a.obj': obj('mtllib a.mtl', ...square, 'usemtl r', 'l 1 3'), 'a.mtl': 'newmtl r\nKd 1 0 0\n' },
    seen: { '0.5 0.5': 'red' },
  },
  {
    what: 'OBJ: colours of some vertices',
    files: {
      'a.obj': obj(...square.map((v, at) => (at < 3 ? `${v} 1 0 0` : v)), 'v 2 0 0', 'v 2 1 0', 'f 1 2 3', 'f 2 5 6'),
    },
    seen: { '0.45 0.7': 'red', '0.95 0.7': 'clay' },
  },
  {
    what: 'PLY: a concave face, of real numbers',
    files: {
      'a.ply': ply(
        ['element vertex 8', ...xyz, 'element face 1', 'property list float float vertex_indices'],
        ...places(u),
        `8 ${numbered(8, 0)}`,
      ),
    },
    ...isU,
  },
  {
    what: 'PLY: lines with more values than are announced',
    files: {
      'a.ply': ply(
        [
          'element vertex 4',
          ...xyz,
          'element face 2',
          'property list uchar int vertex_indices',
          'property uchar red',
          'property uchar green',
          'property uchar blue',
        ],
        '0 0 0 7 7',
        ...places(['1 0', '1 1', '0 1']),
        '3 0 1 2 9 1 1 1 1 1 1 1 1 1',
        '3 0 2 3 9 1 1 1 1 1 1 1 1 1',
      ),
    },
    seen: { '0.2 0.2': 'clay', '0.8 0.8': 'clay' },
  },
  {
    what: 'PLY: all values in one line',
    files: {
      'a.ply': ply(
        ['element vertex 4', ...xyz, 'element face 1', 'property list uchar int vertex_index'],
        '0 0 0 1 0 0 1 1 0 0 1 0 4 0 1 2 3',
      ),
    },
    seen: { '0.2 0.2': 'clay', '0.8 0.8': 'clay' },
  },
  {
    what: 'PLY: edges',
    files: {
      'a.ply': ply(
        ['element vertex 4', ...xyz, 'element edge 1', 'property int vertex1', 'property int vertex2'],
        ...places(['0 0', '1 0', '1 1', '0 1']),
        '0 2',
      ),
    },
    seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing' },
  },
  {
    what: 'PLY: a few points',
    files: { 'a.ply': ply(['element vertex 5', ...xyz], ...places(['0 0', '1 0', '1 1', '0 1', '0.5 0.5'])) },
    seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing', '0.5 0.2': 'nothing' },
    cover: [0.001, 0.02],
  },
  {
    what: 'OBJ: a few points',
    files: { 'a.obj': obj(...square, 'v 0.5 0.5 0', 'p 1 2 3 4 5') },
    seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing' },
    cover: [0.001, 0.02],
  },
  {
    what: 'STL: binary that begins with "solid", and goes on after its triangles',
    files: {
      'a.stl': stl(
        'solid',
        [
          [lower, 0],
          [upper, 0],
        ],
        7,
      ),
    },
    seen: { '0.2 0.2': 'clay', '0.8 0.8': 'clay' },
  },
  {
    what: 'STL: colours as VisCAM has them',
    files: {
      'a.stl': stl('', [
        [lower, 0x801f],
        [upper, 0xfc00],
      ]),
    },
    seen: { '0.2 0.2': 'red', '0.8 0.8': 'blue' },
  },
  {
    what: 'STL: colours as Magics has them',
    files: {
      'a.stl': stl(Buffer.concat([Buffer.from('COLOR='), Buffer.from([0, 255, 0, 255])]), [
        [lower, 0x001f],
        [upper, 0x8000],
      ]),
    },
    seen: { '0.2 0.2': 'green', '0.8 0.8': 'red' },
  },
  {
    what: 'STL: capitals, and several solids',
    files: { 'a.stl': `SOLID a\n${text(lower).toUpperCase()}\nENDSOLID a\nsolid b\n${text(upper)}\nendsolid b\n` },
    seen: { '0.2 0.2': 'clay', '0.8 0.8': 'clay' },
  },
  {
    what: 'VRML: numbers with trailing dots, and a ground of one colour',
    files: {
      'a.wrl': vrml(
        'Background { groundColor 0.1 0.1 0.1 skyAngle [ 1., 1.5 ] skyColor [ 0 0 1, 1. 1 1 ] } # a "ground',
        'Transform { translation -1.e1 0. 0. children [ Shape { geometry Box { size 1. 1. 1. } } ] }',
      ),
    },
    seen: { '0.1 0.1': 'clay', '0.9 0.9': 'clay' },
  },
  {
    what: 'VRML: a concave face, used again, of one colour',
    files: {
      'a.wrl': vrml(
        `Shape { geometry DEF U IndexedFaceSet { convex FALSE ${coordinates(places(u))} coordIndex [ ${numbered(8, 0)} -1 ] } }`,
        `Transform { translation 3 0 0 children Shape { geometry IndexedFaceSet { ${coordinates(places(u))} coordIndex [ ${numbered(8, 0)} ] colorPerVertex FALSE color Color { color [ 1 0 0 ] } } } }`,
        'Transform { translation 0 3 0 children Shape { geometry USE U } }',
      ),
    },
    seen: {
      '0.08 0.75': 'clay',
      '0.25 0.65': 'nothing',
      '0.25 0.92': 'clay',
      '0.58 0.75': 'red',
      '0.75 0.65': 'nothing',
      '0.25 0.42': 'clay',
      '0.25 0.1': 'nothing',
    },
  },
  {
    what: 'VRML: lines without a material, in colours of their own, and in what shines',
    files: {
      'a.wrl': vrml(
        `Shape { geometry IndexedLineSet { ${coordinates(places(['0 0', '3 3']))} coordIndex [ 0 1 ] } }`,
        `Shape { geometry IndexedLineSet { ${coordinates(places(['1.5 0', '3 1.5', '0 1.5', '1.5 3']))} coordIndex [ 0 1 -1 2 3 -1 ] colorPerVertex FALSE color Color { color [ 1 0 0, 0 0 1 ] } } }`,
        `Shape { appearance Appearance { material Material { emissiveColor 0 1 0 } } geometry IndexedLineSet { ${coordinates(places(['0 3', '3 0']))} coordIndex [ 0 1 ] } }`,
      ),
    },
    seen: { '0.3 0.7': 'dark', '0.625 0.875': 'red', '0.125 0.375': 'blue', '0.3 0.3': 'green' },
  },
  {
    what: 'VRML: points without a material',
    files: {
      'a.wrl': vrml(`Shape { geometry PointSet { ${coordinates(places(['0 0', '1 0', '1 1', '0 1', '0.5 0.5']))} } }`),
    },
    seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing' },
    cover: [0.001, 0.02],
  },
  {
    what: 'VRML: a switch, a centre to turn around, a grid',
    files: {
      'a.wrl': vrml(
        'Switch { whichChoice 0 choice [ Shape { appearance Appearance { material Material { diffuseColor 1 0 0 } } geometry Box { size 2 2 2 } } Shape { geometry Sphere { radius 9 } } ] }',
        'Transform { center 2 0 0 rotation 0 0 1 1.5708 children Transform { translation 4 0 0 children Shape { appearance Appearance { material Material { diffuseColor 0 0 1 } } geometry Box { size 2 2 2 } } } }',
        'Transform { rotation 1 0 0 1.5708 translation 1 1 0 children Shape { appearance Appearance { material Material { diffuseColor 0 1 0 } } geometry ElevationGrid { xDimension 3 zDimension 2 height [ 0 0 0 0 0 0 ] } } }',
      ),
    },
    seen: { '0.2 0.8': 'red', '0.8 0.2': 'blue', '0.7 0.62': 'green', '0.2 0.2': 'nothing' },
  },
  {
    what: 'PCD: a few points',
    files: {
      'a.pcd': `VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 5\nHEIGHT 1\nPOINTS 5\nDATA ascii\n0 0 0\n1 0 0\n1 0 1\n0 0 1\n.5 0 .5\n`,
    },
    seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing' },
    cover: [0.001, 0.02],
  },
];

test('what people write by hand and old programs write is drawn as they mean it', async () => {
  await withRenderer(async renderer => {
    const wrong: string[] = [];
    for (const { what, files, seen, cover: [least, most] = [0, 1] } of cases) {
      const pixels = await drawFiles(renderer, files);
      const covered = coverOf(pixels);
      wrong.push(...unlike(pixels, seen).map(why => `${what}: ${why}`));
      if (covered < least || covered > most) wrong.push(`${what}: ${(covered * 100).toFixed(1)} % is covered`);
    }
    assert.equal(wrong, []);
  });
});

test('normals without a direction are made, as where there are none', async () => {
  const faces = (corner: (at: number) => string) => obj(...square, `f ${[1, 2, 3, 4].map(corner).join(' ')}`);
  await withRenderer(async renderer => {
    const without = await drawFiles(renderer, { 'a.obj': faces(String) });
    const zero = await drawFiles(renderer, { 'b.obj': `vn 0 0 0\n${faces(at => `${at}//1`)}` });
    assert.equal(Buffer.compare(zero.data, without.data), 0);
  });
});

test.run();
