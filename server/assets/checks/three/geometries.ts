import { checkAttributes, type GeometryFacts } from './attributes.ts';
import { checkCurves } from './curves.ts';
import { invalid, unsupported } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, kindOf } from './numbers.ts';

/** Vertices of all geometries of a document, or of all its instances. */
export const MAX_VERTICES = 20_000_000;

type Count = (geometry: Json, at: string, shapes: ReadonlySet<string>) => number;

const number = (geometry: Json, field: string, initial: number) => Number(geometry[field] ?? initial);

/** Approximate number of vertices of each kind, by its parameters. */
const kinds: Readonly<Record<string, Count>> = {
  Box: g => {
    const [x, y, z] = ['width', 'height', 'depth'].map(side => number(g, `${side}Segments`, 1) + 1) as [
      number,
      number,
      number,
    ];
    return 2 * (x * y + y * z + x * z);
  },
  Capsule: g => grid(number(g, 'capSegments', 4) * 2 + number(g, 'heightSegments', 1), number(g, 'radialSegments', 8)),
  Circle: g => grid(1, number(g, 'segments', 32)),
  Cone: g => grid(number(g, 'heightSegments', 1) + 2, number(g, 'radialSegments', 32)),
  Cylinder: g => grid(number(g, 'heightSegments', 1) + 4, number(g, 'radialSegments', 32)),
  Dodecahedron: g => subdivided(36, g),
  Icosahedron: g => subdivided(20, g),
  Octahedron: g => subdivided(8, g),
  Tetrahedron: g => subdivided(4, g),
  Polyhedron: (g, at) => {
    const vertices = checkNumbers(g, 'vertices', at)?.length ?? 0;
    const indices = checkNumbers(g, 'indices', at) ?? [];
    const beyond = indices.findIndex(index => Number(index) * 3 >= vertices || Number(index) < 0);
    if (beyond >= 0) throw invalid(`${at}/indices/${beyond}`, `names a vertex that does not exist`);
    return subdivided(indices.length / 3, g);
  },
  Plane: g => grid(number(g, 'widthSegments', 1), number(g, 'heightSegments', 1)),
  Ring: g => grid(number(g, 'thetaSegments', 32), number(g, 'phiSegments', 1)),
  RoundedBox: g => 6 * grid(number(g, 'segments', 2) * 2 + 1, number(g, 'segments', 2) * 2 + 1) * 6,
  Sphere: g => grid(number(g, 'widthSegments', 32), number(g, 'heightSegments', 16)),
  Torus: g => grid(number(g, 'radialSegments', 12), number(g, 'tubularSegments', 48)),
  TorusKnot: g => grid(number(g, 'tubularSegments', 64), number(g, 'radialSegments', 8)),
  Lathe: (g, at) => {
    const points = listOf(g['points']);
    points.forEach((point, p) => ['x', 'y'].forEach(axis => checkNumber(point, axis, `${at}/points/${p}`)));
    return grid(points.length, number(g, 'segments', 12));
  },
  Tube: (g, at) => {
    checkCurves([g['path']], `${at}/path`);
    return grid(number(g, 'tubularSegments', 64), number(g, 'radialSegments', 8));
  },
  Shape: (g, at, shapes) => outlines(g, at, shapes) * number(g, 'curveSegments', 12) * 100,
  Extrude: (g, at, shapes) => {
    const options = isJson(g['options']) ? g['options'] : {};
    checkSegments(options, `${at}/options`);
    if (options['extrudePath'] !== undefined) checkCurves([options['extrudePath']], `${at}/options/extrudePath`);
    const layers = number(options, 'steps', 1) + 2 * number(options, 'bevelSegments', 3);
    return outlines(g, at, shapes) * number(options, 'curveSegments', 12) * layers * 10;
  },
};

function grid(rows: number, columns: number): number {
  return (rows + 1) * (columns + 1);
}

function subdivided(faces: number, geometry: Json): number {
  return faces * 3 * (number(geometry, 'detail', 0) + 1) ** 2;
}

function outlines(geometry: Json, at: string, shapes: ReadonlySet<string>): number {
  const named: unknown[] = Array.isArray(geometry['shapes']) ? geometry['shapes'] : [];
  named.forEach((uuid, s) => {
    if (!shapes.has(textOf(uuid))) throw invalid(`${at}/shapes/${s}`, `names a shape that does not exist`);
  });
  return named.length;
}

/** Checks every geometry. @returns the facts of each by its uuid @throws Refusal */
export function checkGeometries(document: Json, at: string): Map<string, GeometryFacts> {
  const shapes = checkShapes(document, at);
  const facts = new Map<string, GeometryFacts>();
  let vertices = 0;
  listOf(document['geometries']).forEach((geometry, g) => {
    const pointer = `${at}/geometries/${g}`;
    const found = checkGeometry(geometry, pointer, shapes);
    vertices += found.vertices;
    if (vertices > MAX_VERTICES)
      throw invalid(pointer, `makes too many vertices: the limit of all geometries is ${MAX_VERTICES}`);
    facts.set(textOf(geometry['uuid']), found);
  });
  return facts;
}

export function checkGeometry(geometry: Json, at: string, shapes: ReadonlySet<string>): GeometryFacts {
  const { type } = geometry;
  if (typeof type !== 'string') throw invalid(`${at}/type`, `is ${kindOf(type)}, not the name of a geometry`);
  if (type === 'Geometry')
    throw unsupported(
      at,
      'is a "Geometry", which three.js dropped in r125: open it in three.js r124 or before, call toBufferGeometry(), and export it again',
    );
  if (type === 'BufferGeometry' || type === 'InstancedBufferGeometry') return checkAttributes(geometry, at);
  if (type === 'EdgesGeometry' || type === 'WireframeGeometry') {
    if (!isJson(geometry['geometry']))
      throw unsupported(at, `is a ${type} without the geometry that it was made of: export it as a BufferGeometry`);
    return checkGeometry(geometry['geometry'], `${at}/geometry`, shapes);
  }
  // until r144 there were two of each: BoxGeometry and BoxBufferGeometry
  const kind = type.replace(/(Buffer)?Geometry$/, '');
  const count = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!count)
    throw unsupported(
      at,
      `is a ${type.slice(0, 40)}, which three.js does not read back: export it as a BufferGeometry`,
    );
  checkSegments(geometry, at);
  return { vertices: count(geometry, at, shapes), attributes: new Set(['position', 'normal', 'uv']) };
}

/** Checks that numbers are numbers, and that counts are in range, since loops run that often. */
function checkSegments(geometry: Json, at: string): void {
  for (const [field, value] of Object.entries(geometry)) {
    const counts = /segments$/i.test(field) || field === 'detail' || field === 'steps';
    if (counts) checkNumber(geometry, field, at, { min: 0, max: field === 'detail' ? 256 : 8192 });
    else if (typeof value === 'number' || value === null || sizes.has(field)) checkNumber(geometry, field, at);
  }
}

const sizes = new Set(['width', 'height', 'depth', 'radius', 'radiusTop', 'radiusBottom', 'tube', 'arc', 'p', 'q']);

function checkShapes(document: Json, at: string): Set<string> {
  const shapes = listOf(document['shapes']);
  shapes.forEach((shape, s) => {
    checkCurves(shape['curves'], `${at}/shapes/${s}/curves`);
    listOf(shape['holes']).forEach((hole, h) => checkCurves(hole['curves'], `${at}/shapes/${s}/holes/${h}/curves`));
  });
  return new Set(shapes.map(({ uuid }) => textOf(uuid)));
}
