import { blue, type Case, few, isU, numbered, places, u } from './case.ts';

const obj = (...lines: string[]) => lines.join('\n');
const square = ['v 0 0 0', 'v 1 0 0', 'v 1 1 0', 'v 0 1 0'];

/** What people and old programs write into OBJs. */
export const objCases: Case[] = [
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
    seen: { '0.25 0.75': 'grey', '0.75 0.5': 'dark', '0.985 0.985': 'dark', '0.25 0.25': 'nothing' },
    cover: [0.25, 0.3],
  },
  {
    what: 'OBJ: coordinates and normals after the faces that name them',
    files: {
      'a.obj': obj(...square, 'f 1/1/1 2/2/1 3/3/1 4/4/1', 'vt 0 0', 'vt 1 0', 'vt 1 1', 'vt 0 1', 'vn 0 0 1'),
    },
    seen: { '0.5 0.5': 'grey' },
    cover: [0.9, 1],
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
    seen: { '0.45 0.7': 'red', '0.95 0.7': 'grey' },
  },
  {
    what: 'OBJ: a few points',
    files: { 'a.obj': obj(...square, 'v 0.5 0.5 0', 'p 1 2 3 4 5') },
    ...few,
  },
  {
    what: 'OBJ: lines that end by a carriage return alone',
    files: { 'a.obj': obj(...square, 'f 1 2 \\', '3 4', '').replaceAll('\n', '\r') },
    seen: { '0.2 0.2': 'grey', '0.8 0.8': 'grey' },
  },
  {
    what: 'OBJ: colours that ZBrush paints',
    files: {
      'a.obj': obj(...square, '#Begin of MRGB', '#MRGB ffff0000ffff0000', '#MRGB ff0000ffff0000ff', 'f 1 2 3 4'),
    },
    seen: { '0.5 0.97': 'red', '0.5 0.03': 'blue' },
  },
  {
    what: 'OBJ: names in the code page of Windows',
    files: {
      'a.obj': Buffer.from(obj('mtllib gr\xfcn.mtl', ...square, 'usemtl gr\xfcn', 'f 1 2 3 4'), 'latin1'),
      'gr\xfcn.mtl': Buffer.from('newmtl gr\xfcn\nKd 0 1 0\n', 'latin1'),
    },
    seen: { '0.5 0.5': 'green' },
  },
  {
    what: 'OBJ: tabs, options of images, names with spaces, how clear a material is',
    files: {
      'a.obj': obj(
        'mtllib my looks.mtl',
        's off',
        ...square.map(line => line.replaceAll(' ', '\t')),
        'vt 0 0',
        'vt 1 1',
        'usemtl a b',
        'f 1/1/ 2/1 3/2',
        'usemtl clear',
        'f\t1\t3\t4',
      ),
      'my looks.mtl':
        'newmtl a b\n\tKd 0 0 0\n\tmap_Kd -s 2 2 1 -mm 0 1 my maps\\blue one.png\nnewmtl clear\nKd 1 0 0\nd -halo 0.5\n',
      'my maps/blue one.png': blue,
    },
    seen: { '0.8 0.8': 'blue', '0.2 0.2': 'other' },
  },
];
