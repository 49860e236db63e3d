/** Attributes that name an element of the file, after a `#`. */
const named: readonly [selector: string, attribute: string][] = [
  ['input, accessor, skin, morph, channel', 'source'],
  ['instance_geometry, instance_controller, instance_node, instance_camera, instance_light', 'url'],
  ['instance_effect, instance_visual_scene, instance_image', 'url'],
  ['instance_material', 'target'],
];

/** What stands for a thing in a scene, by what it is an instance of. */
const instances: readonly [instance: string, attribute: string, what: string][] = [
  ['instance_geometry', 'url', 'geometry'],
  ['instance_controller', 'url', 'controller'],
  ['instance_node', 'url', 'node'],
  ['instance_camera', 'url', 'camera'],
  ['instance_material', 'target', 'material'],
];

/** Elements of a name that have an id, by it. */
export function byId(xml: Document, name: string): Map<string, Element> {
  return new Map([...xml.querySelectorAll(`${name}[id]`)].map(one => [one.getAttribute('id') ?? '', one]));
}

/** The id that an attribute names. */
export function idIn(element: Element | null | undefined, attribute: string): string {
  return element?.getAttribute(attribute)?.replace(/^#/, '') ?? '';
}

/** Writes every reference with the `#` that the loader cuts off, and leaves out those to what is not there. @throws for those to other files */
export function mendLinks(xml: Document): void {
  for (const [selector, attribute] of named)
    for (const one of xml.querySelectorAll(`:is(${selector})[${attribute}]`)) {
      const id = one.getAttribute(attribute)?.trim() ?? '';
      if (/^[^#]+#/.test(id)) throw new Error(`it refers to "${id.slice(0, 80)}": put all of it into one file`);
      one.setAttribute(attribute, `#${id.replace(/^#/, '')}`);
    }
  // lights are left out of every model: a scene has its own
  for (const light of xml.querySelectorAll('instance_light, library_lights')) light.remove();
  for (const camera of xml.querySelectorAll('camera')) if (!camera.querySelector('technique_common')) camera.remove();
  for (const geometry of xml.querySelectorAll('geometry')) if (!geometry.querySelector('mesh')) geometry.remove();
  for (const [instance, attribute, what] of instances) {
    const there = byId(xml, what);
    for (const one of xml.querySelectorAll(instance)) if (!there.has(idIn(one, attribute))) one.remove();
  }
}

/** Completes what a file has around its libraries: what it measures in, and which of its scenes is meant. */
export function mendFrame(xml: Document): void {
  const root = xml.documentElement;
  const add = (parent: Element, name: string) => parent.appendChild(xml.createElementNS(root.namespaceURI, name));
  if (![...root.children].some(({ localName }) => localName === 'asset')) add(root, 'asset');
  const unit = xml.querySelector('asset > unit[meter]');
  if (unit && !(Number(unit.getAttribute('meter')) > 0)) unit.setAttribute('meter', '1');
  const axis = xml.querySelector('asset > up_axis');
  if (axis) axis.textContent = axis.textContent.trim().toUpperCase();
  const meant = xml.querySelector('scene > instance_visual_scene');
  const scenes = byId(xml, 'visual_scene');
  const [first] = scenes.keys();
  if (scenes.has(idIn(meant, 'url')) || first === undefined) return;
  const scene = xml.querySelector('COLLADA > scene') ?? add(root, 'scene');
  scene.replaceChildren();
  add(scene, 'instance_visual_scene').setAttribute('url', `#${first}`);
}
