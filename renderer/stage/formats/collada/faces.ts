import { ShapeUtils, Vector2, Vector3 } from 'three/webgpu';
import { byId, idIn } from './links.ts';

/** A face: the corners of its outline, and of each of its holes. */
type Face = number[][];

/** Numbers of a corner: one for each input of its primitive. */
interface Primitive {
  element: Element;
  /** Numbers of a corner. */
  stride: number;
  /** Which of them is its place. */
  vertex: number;
  positions: Positions;
}

interface Positions {
  numbers: readonly number[];
  stride: number;
}

/**
 * Makes triangles of all faces that the loader does not read right: `polygons`, of which it takes the last, holes, strips and fans, and lists
 * with concave faces. What it reads right stays as it is.
 */
export function mendFaces(xml: Document): void {
  const ids = new Map([...byId(xml, 'source'), ...byId(xml, 'vertices')]);
  for (const element of xml.querySelectorAll(
    'mesh > :is(triangles, polylist, polygons, tristrips, trifans, lines, linestrips)',
  )) {
    mendInputs(element, ids);
    if (isEmpty(element)) element.remove();
    else if (!['triangles', 'lines', 'linestrips'].includes(element.localName)) mendPrimitive(xml, element, ids);
  }
}

/** Sources and vertices by their ids. */
type Ids = ReadonlyMap<string, Element>;

function mendInputs(element: Element, there: Ids): void {
  for (const [at, input] of inputsOf(element).entries()) {
    if (!input.hasAttribute('offset')) input.setAttribute('offset', String(at));
    // it stays, under a name that nobody reads, as each corner has a number for it
    if (!there.has(idIn(input, 'source'))) input.setAttribute('semantic', 'NOTHING');
  }
}

function isEmpty(element: Element): boolean {
  const isPlaced = inputsOf(element).some(input => input.getAttribute('semantic') === 'VERTEX');
  return !isPlaced || ![...element.querySelectorAll('p')].some(one => one.textContent.trim() !== '');
}

function mendPrimitive(xml: Document, element: Element, ids: Ids): void {
  const primitive = primitiveOf(element, ids);
  const faces = facesOf(primitive);
  if (element.localName === 'polylist' && faces.every(face => isPlain(face, primitive))) return;
  const triangles = faces.flatMap(face => trianglesOf(face, primitive));
  const made = xml.createElementNS(element.namespaceURI, 'triangles');
  const material = element.getAttribute('material');
  if (material !== null) made.setAttribute('material', material);
  made.setAttribute('count', String(triangles.length / primitive.stride / 3));
  const list = xml.createElementNS(element.namespaceURI, 'p');
  list.textContent = triangles.join(' ');
  made.append(...inputsOf(element), list);
  element.replaceWith(made);
}

function inputsOf(element: Element): Element[] {
  return [...element.children].filter(({ localName }) => localName === 'input');
}

function primitiveOf(element: Element, ids: Ids): Primitive {
  const inputs = inputsOf(element);
  const offset = (input: Element | undefined) => Number(input?.getAttribute('offset') ?? 0);
  const vertex = inputs.find(input => input.getAttribute('semantic') === 'VERTEX');
  const vertices = ids.get(idIn(vertex, 'source'));
  const source = ids.get(idIn(vertices?.querySelector('input[semantic="POSITION"]'), 'source'));
  return {
    element,
    stride: Math.max(...inputs.map(offset)) + 1,
    vertex: offset(vertex),
    positions: {
      numbers: numbersOf(source?.querySelector('float_array')),
      stride: Number(source?.querySelector('accessor')?.getAttribute('stride') ?? 3),
    },
  };
}

function numbersOf(element: Element | null | undefined): number[] {
  return (element?.textContent ?? '').trim().split(/\s+/).filter(Boolean).map(Number);
}

/** Every face as the numbers of its corners, in outlines. */
function facesOf({ element, stride }: Primitive): Face[] {
  const lists = (from: Element, name: string) =>
    [...from.children].filter(one => one.localName === name).map(numbersOf);
  switch (element.localName) {
    case 'polylist': {
      const [counts = []] = lists(element, 'vcount');
      const [all = []] = lists(element, 'p');
      let at = 0;
      return counts.map(count => [all.slice(at, (at += count * stride))]);
    }
    case 'polygons': {
      const holed = [...element.children].filter(({ localName }) => localName === 'ph');
      return [
        ...lists(element, 'p').map(outline => [outline]),
        ...holed.map(one => [...lists(one, 'p'), ...lists(one, 'h')]),
      ];
    }
    default:
      return lists(element, 'p').flatMap(strip => stripped(strip, stride, element.localName === 'trifans'));
  }
}

/** Triangles of a strip, of which every other one goes the other way around, or of a fan. */
function stripped(strip: number[], stride: number, isFan: boolean): Face[] {
  const corner = (at: number) => strip.slice(at * stride, at * stride + stride);
  return Array.from({ length: Math.max(0, strip.length / stride - 2) }, (_, at) => {
    const order = isFan ? [0, at + 1, at + 2] : at % 2 === 0 ? [at, at + 1, at + 2] : [at + 1, at, at + 2];
    return [order.flatMap(corner)];
  });
}

/** Whether a face is one that the loader takes apart right: a triangle, or a convex one without holes. */
function isPlain(face: Face, primitive: Primitive): boolean {
  const [outline = []] = face;
  const corners = outline.length / primitive.stride;
  if (face.length > 1 || corners < 3) return false;
  if (corners === 3) return true;
  const flat = flattened(face, primitive)[0] ?? [];
  return flat.every((at, index) => {
    const [before, after] = [flat.at(index - 1) ?? at, flat[(index + 1) % flat.length] ?? at];
    return at.clone().sub(before).cross(after.clone().sub(at)) > 0;
  });
}

function trianglesOf(face: Face, primitive: Primitive): number[] {
  const { stride } = primitive;
  const corners = face.flatMap(outline => chunks(outline, stride));
  if ((face[0] ?? []).length < 3 * stride) return [];
  const [contour = [], ...holes] = flattened(face, primitive);
  return ShapeUtils.triangulateShape(contour, holes).flatMap(triangle => triangle.flatMap(at => corners[at] ?? []));
}

/** Outlines as they are seen from the side to which their face turns. */
function flattened(face: Face, { stride, vertex, positions }: Primitive): Vector2[][] {
  const places = face.map(outline =>
    chunks(outline, stride).map(corner =>
      new Vector3().fromArray(positions.numbers, (corner[vertex] ?? 0) * positions.stride),
    ),
  );
  const normal = new Vector3();
  const [outline = []] = places;
  for (const [at, one] of outline.entries()) normal.add(one.clone().cross(outline[(at + 1) % outline.length] ?? one));
  normal.normalize();
  const aside = Math.abs(normal.x) < 0.7 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0);
  const right = aside.cross(normal).normalize();
  const up = normal.clone().cross(right);
  return places.map(each => each.map(place => new Vector2(place.dot(right), place.dot(up))));
}

function chunks(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.floor(numbers.length / size) }, (_, at) =>
    numbers.slice(at * size, at * size + size),
  );
}
