import { Fog, FogExp2, Mesh, MeshNormalMaterial, type Object3D, SphereGeometry } from 'three';
import { instanced, batched, lod } from './bodies/copies.ts';
import { geometries } from './bodies/geometries.ts';
import { sky, cube } from './bodies/images.ts';
import { shadows, spot, softLights, fog, surrounded } from './bodies/light.ts';
import { sprites, points, lines } from './bodies/marks.ts';
import { unlit, litMaterials } from './bodies/materials.ts';
import { skinned, animated, morphed } from './bodies/motion.ts';
import { layers, groups, orthographic, glass } from './bodies/order.ts';
import { rows, lit } from './bodies/stand.ts';

/** A body of `POST /renders`, and what the query says of it. */
export interface Body {
  body: () => object;
  query: string;
}

function row(make: () => Object3D, more = ''): Body {
  return { body: () => written(make()), query: `width=192&height=192${more}` };
}

/** Bodies of three.js JSON, one for each kind of thing, as its own toJSON() writes them. */
export const bodies: Readonly<Record<string, Body>> = {
  geometries: row(() => rows(geometries().map(geometry => new Mesh(geometry, new MeshNormalMaterial({ side: 2 }))))),
  'unlit-materials': row(() => rows(unlit().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  'lit-materials': row(() =>
    lit(rows(litMaterials().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  ),
  bare: row(() => rows(litMaterials().map(material => new Mesh(new SphereGeometry(0.5, 48, 24), material)))),
  shadows: row(shadows),
  'spot-light': row(spot),
  'soft-lights': row(softLights),
  fog: row(() => fog(new Fog(0x88aacc, 3, 9))),
  'fog-exp2': row(() => fog(new FogExp2(0xccaa88, 0.25))),
  'background-equirect': row(() => surrounded(sky(), 0)),
  'background-cube': row(() => surrounded(cube(), 0.3)),
  skinned: row(skinned),
  instanced: row(instanced),
  batched: row(batched),
  lod: row(lod),
  sprites: row(sprites),
  points: row(points),
  lines: row(lines),
  animated: row(animated, '&clip=slide&time=0.5'),
  'animated-below': row(animated, '&clip=grow&time=0.5'),
  morphed: row(morphed),
  layers: row(layers),
  groups: row(groups),
  orthographic: row(orthographic),
  glass: row(glass),
};

/** As it comes over the wire. */

function written(object: Object3D): object {
  object.traverse(part => part.matrixAutoUpdate && part.updateMatrix());
  return JSON.parse(JSON.stringify(object.toJSON())) as object;
}

/** Side by side, in rows that make a square. */

/** Dark and bright squares, the first of them red: which way up it is shows. */

/** A matcap: bright at the upper left. */

/** A sky over ground, with a sun at +x: which way round it is shows. */

/** A face of each colour: +x red, −x cyan, +y white, −y grey, +z blue, −z yellow. */
