import {
  BoxGeometry,
  type BufferGeometry,
  ConeGeometry,
  CylinderGeometry,
  SphereGeometry,
  Vector3,
} from 'three/webgpu';
import type { Placed } from '../places.ts';
import { elevationGrid } from './elevation.ts';
import { extrusion } from './extrusion.ts';
import { faceSet } from './faces.ts';
import { flag, number, numbers } from './fields.ts';
import { lineSet, pointSet } from './lines.ts';
import type { Node } from './tree.ts';

interface Kind {
  draws: 'surface' | 'lines' | 'points';
  build(node: Node): Placed;
}

/** One row per kind of geometry. */
const kinds: Readonly<Record<string, Kind>> = {
  Box: { draws: 'surface', build: node => here(new BoxGeometry(...sizeOf(node))) },
  Sphere: { draws: 'surface', build: node => here(sphere(node)) },
  Cone: { draws: 'surface', build: node => here(open(cone(node), node)) },
  Cylinder: { draws: 'surface', build: node => here(open(cylinder(node), node)) },
  IndexedFaceSet: { draws: 'surface', build: faceSet },
  ElevationGrid: { draws: 'surface', build: elevationGrid },
  Extrusion: { draws: 'surface', build: extrusion },
  IndexedLineSet: { draws: 'lines', build: lineSet },
  PointSet: { draws: 'points', build: pointSet },
};

/** `undefined` for what has no shape that is drawn. */
export function kindOf({ type }: Node): Kind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}

function here(geometry: BufferGeometry): Placed {
  return { geometry, origin: new Vector3() };
}

function sizeOf(node: Node): [number, number, number] {
  const [x = 2, y = 2, z = 2] = numbers(node, 'size');
  return [x, y, z];
}

/** Images have their seam at the back, where three.js has it at the left of spheres and at the front of the others. */
function sphere(node: Node): BufferGeometry {
  return new SphereGeometry(number(node, 'radius', 1), 32, 16).rotateY(-Math.PI / 2);
}

function cone(node: Node): BufferGeometry {
  return new ConeGeometry(number(node, 'bottomRadius', 1), number(node, 'height', 2), 32).rotateY(Math.PI);
}

function cylinder(node: Node): BufferGeometry {
  const radius = number(node, 'radius', 1);
  return new CylinderGeometry(radius, radius, number(node, 'height', 2), 32).rotateY(Math.PI);
}

/** Without the parts that a node leaves away, of which each is a group of the geometry. */
function open(geometry: BufferGeometry, node: Node): BufferGeometry {
  const isThere = [flag(node, 'side', true), flag(node, 'top', true), flag(node, 'bottom', true)];
  const index = geometry.getIndex();
  const kept = geometry.groups
    .filter(({ materialIndex = 0 }) => isThere[materialIndex])
    .flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => index?.getX(start + at) ?? 0));
  geometry.clearGroups();
  return geometry.setIndex(kept);
}
