import { blue, type Case, few, five, isU, numbered, places, red, u } from './case.ts';

const ply = (elements: string[], ...lines: string[]) =>
  ['ply', 'format ascii 1.0', ...elements, 'end_header', ...lines, ''].join('\n');
const xyz = ['property float x', 'property float y', 'property float z'];
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

/** PLY, STL and PCD. */
export const scansCases: Case[] = [
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
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
  },
  {
    what: 'PLY: all values in one line',
    files: {
      'a.ply': ply(
        ['element vertex 4', ...xyz, 'element face 1', 'property list uchar int vertex_index'],
        '0 0 0 1 0 0 1 1 0 0 1 0 4 0 1 2 3',
      ),
    },
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
  },
  {
    what: 'PLY: faces of two images',
    files: {
      'a.ply': ply(
        [
          'comment TextureFile red.png',
          'comment TextureFile blue.png',
          'element vertex 4',
          ...xyz,
          'element face 2',
          'property list uchar int vertex_indices',
          'property list uchar float texcoord',
          'property int texnumber',
        ],
        ...places(['0 0', '1 0', '1 1', '0 1']),
        '3 0 1 2 6 0 0 1 0 1 1 1',
        '3 0 2 3 6 0 0 1 1 0 1 0',
      ),
      'red.png': red,
      'blue.png': blue,
    },
    seen: { '0.2 0.2': 'red', '0.8 0.8': 'blue' },
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
    files: { 'a.ply': ply(['element vertex 5', ...xyz], ...places(five)) },
    ...few,
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
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
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
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
  },
  {
    what: 'STL: numbers with exponents, and no last word',
    files: { 'a.stl': `solid a b ; facet\r\n${text(lower, upper).replaceAll(/\b1\b/g, '+1.0e+000')}\n` },
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
  },
  {
    what: 'PCD: a few points',
    files: {
      'a.pcd': `VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 5\nHEIGHT 1\nPOINTS 5\nDATA ascii\n0 0 0\n1 0 0\n1 0 1\n0 0 1\n.5 0 .5\n`,
    },
    ...few,
  },
];
