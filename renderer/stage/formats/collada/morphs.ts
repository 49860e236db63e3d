import { byId, idIn } from './links.ts';

/** Shapes to blend are not read by the loader: what they are blended into stands for them, as it is at rest. */
export function restMorphs(xml: Document): void {
  for (const [id, controller] of byId(xml, 'controller')) {
    const base = idIn(controller.querySelector('morph'), 'source');
    if (base === '') continue;
    for (const skin of xml.querySelectorAll('skin')) if (idIn(skin, 'source') === id) skin.setAttribute('source', base);
    for (const instance of xml.querySelectorAll('instance_controller')) {
      if (idIn(instance, 'url') !== id) continue;
      const still = xml.createElementNS(instance.namespaceURI, 'instance_geometry');
      still.setAttribute('url', base);
      still.append(...instance.childNodes);
      instance.replaceWith(still);
    }
    controller.remove();
  }
}
