import { type Case, few, five, numbered, places, u } from './case.ts';

const vrml = (...nodes: string[]) => `#VRML V2.0 utf8\n${nodes.join('\n')}`;
const coordinates = (list: readonly string[]) => `coord Coordinate { point [ ${list.join(', ')} ] }`;

/** What people and old programs write as VRML. */
export const vrmlCases: Case[] = [
  {
    what: 'VRML: numbers with trailing dots, and a ground of one colour',
    files: {
      'a.wrl': vrml(
        'Background { groundColor 0.1 0.1 0.1 skyAngle [ 1., 1.5 ] skyColor [ 0 0 1, 1. 1 1 ] } # a "ground',
        'Transform { translation -1.e1 0. 0. children [ Shape { geometry Box { size 1. 1. 1. } } ] }',
      ),
    },
    seen: { '0.1 0.1': 'grey', '0.9 0.9': 'grey' },
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
      '0.08 0.75': 'grey',
      '0.25 0.65': 'nothing',
      '0.25 0.92': 'grey',
      '0.58 0.75': 'red',
      '0.75 0.65': 'nothing',
      '0.25 0.42': 'grey',
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
      'a.wrl': vrml(`Shape { geometry PointSet { ${coordinates(places(five))} } }`),
    },
    ...few,
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
    what: 'VRML: a material that says only what it shines with',
    files: {
      'a.wrl': vrml(
        'Shape { geometry Box { size 1 1 1 } appearance Appearance { material Material { emissiveColor 0 0 1 } } }',
      ),
    },
    seen: { '0.5 0.5': 'other' },
  },
  {
    what: 'VRML: images around what is round, with their seam at the back',
    files: {
      'a.wrl': vrml(
        'DEF A Shape { geometry Sphere { } appearance DEF B Appearance { texture PixelTexture { image 2 1 3 0xFF0000 0x0000FF } } }',
        'Transform { translation 2 0 0 children Shape { geometry Cylinder { } appearance USE B } }',
      ),
    },
    seen: { '0.12 0.5': 'red', '0.38 0.5': 'blue', '0.58 0.5': 'red', '0.88 0.5': 'blue' },
  },
];
