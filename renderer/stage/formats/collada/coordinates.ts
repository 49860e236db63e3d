import { byId, idIn } from './links.ts';

/**
 * Has the coordinates that an image of a material is laid out by be the first of their faces: the loader goes by no others. Which ones
 * they are, an instance says.
 */
export function mendCoordinates(xml: Document): void {
  const asked = askedSets(xml);
  for (const faces of xml.querySelectorAll('mesh > :has(> input[semantic="TEXCOORD"])')) {
    if (faces.localName === 'vertices') continue;
    const sets = [...faces.querySelectorAll(':scope > input[semantic="TEXCOORD"]')];
    const wanted = asked.get(keyOf(faces.closest('geometry')?.id, faces.getAttribute('material')));
    const [lowest] = sets.toSorted((a, b) => setOf(a, 'set') - setOf(b, 'set'));
    const first = sets.find(input => setOf(input, 'set') === wanted) ?? lowest;
    // they stay in the file, since each of them is a number of every corner
    for (const [at, input] of sets.entries()) input.setAttribute('set', input === first ? '0' : String(at + 2));
  }
}

/** By geometry and name of the material in it: the set that its image is bound to. */
function askedSets(xml: Document): Map<string, number> {
  const [materials, effects, controllers] = ['material', 'effect', 'controller'].map(name => byId(xml, name)) as [
    Map<string, Element>,
    Map<string, Element>,
    Map<string, Element>,
  ];
  const asked = new Map<string, number>();
  for (const bound of xml.querySelectorAll('instance_material:has(> bind_vertex_input)')) {
    const material = materials.get(idIn(bound, 'target'));
    const effect = effects.get(idIn(material?.querySelector('instance_effect'), 'url'));
    const name = effect && channelOf(effect);
    const binding = [...bound.children].find(one => one.getAttribute('semantic') === name);
    if (!binding || name === null) continue;
    const geometry = geometryOf(idIn(bound.closest('instance_geometry, instance_controller'), 'url'), controllers);
    asked.set(keyOf(geometry, bound.getAttribute('symbol')), setOf(binding, 'input_set'));
  }
  return asked;
}

/** The name by which the image of an effect asks for coordinates: that of its colour, where there are several. */
function channelOf(effect: Element): string | null | undefined {
  const texture = effect.querySelector('diffuse > texture') ?? effect.querySelector('texture');
  return texture?.getAttribute('texcoord');
}

/** What a controller bends, through those that bend it before. */
function geometryOf(id: string, controllers: ReadonlyMap<string, Element>): string {
  const seen = new Set<string>();
  for (let at = id; ; ) {
    const controller = controllers.get(at);
    if (!controller || seen.has(at)) return at;
    seen.add(at);
    at = idIn(controller.querySelector('skin, morph'), 'source');
  }
}

function setOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute) ?? 0);
}

function keyOf(geometry: string | undefined, symbol: string | null): string {
  return JSON.stringify([geometry, symbol]);
}
