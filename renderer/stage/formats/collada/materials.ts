import { byId, idIn } from './links.ts';

/** Has every texture name its image itself, and leaves out those without one, and materials that say nothing. */
export function mendMaterials(xml: Document): void {
  const images = byId(xml, 'image');
  for (const [id, image] of images) {
    const from = image.querySelector('init_from');
    if (from?.textContent.trim()) from.textContent = from.textContent.trim();
    else {
      image.remove();
      images.delete(id);
    }
  }
  for (const effect of xml.querySelectorAll('effect')) {
    for (const texture of effect.querySelectorAll('texture')) {
      const image = imageOf(effect, texture.getAttribute('texture') ?? '');
      if (images.has(image)) texture.setAttribute('texture', image);
      else texture.remove();
    }
    for (const sampler of effect.querySelectorAll('newparam:has(sampler2D)')) sampler.remove();
    if (!effect.querySelector('technique > :is(constant, lambert, blinn, phong)')) effect.remove();
  }
  for (const constant of xml.querySelectorAll('technique > constant')) mendConstant(constant);
  mendClearness(xml);
  const effects = byId(xml, 'effect');
  for (const material of xml.querySelectorAll('material'))
    if (!effects.has(idIn(material.querySelector('instance_effect'), 'url'))) material.remove();
}

/** What is lit by nothing has the colour that it shines with, else it is black, as SketchUp's edges are: the loader has it white. */
function mendConstant(constant: Element): void {
  const [emission, diffuse] = ['emission', 'diffuse'].map(name => constant.querySelector(`:scope > ${name}`));
  if (diffuse) return;
  const made = constant.ownerDocument.createElementNS(constant.namespaceURI, 'diffuse');
  if (emission) made.append(...emission.childNodes);
  else {
    const black = constant.ownerDocument.createElementNS(constant.namespaceURI, 'color');
    black.textContent = '0 0 0 1';
    made.append(black);
  }
  constant.prepend(made);
}

/**
 * Old exporters of Blender and of FBX write how clear a material is where it is said how opaque: a file of which some material would not be
 * there at all is one of theirs.
 */
function mendClearness(xml: Document): void {
  const amounts = [...xml.querySelectorAll('effect transparency > float')];
  if (!amounts.some(amount => Number(amount.textContent) === 0 && isOpaqueOne(amount))) return;
  for (const amount of amounts) if (isOpaqueOne(amount)) amount.textContent = String(1 - Number(amount.textContent));
}

/** Whether one, for a material, is opaque: of the four ways in which it may be said the one that is meant without a word. */
function isOpaqueOne(amount: Element): boolean {
  const transparent = amount.closest('technique')?.querySelector('transparent');
  return (transparent?.getAttribute('opaque') ?? 'A_ONE') === 'A_ONE';
}

/** The id of the image behind a sampler and its surface, or the name itself: old exporters name the image. */
function imageOf(effect: Element, name: string): string {
  const param = (sid: string) => [...effect.querySelectorAll('newparam')].find(one => one.getAttribute('sid') === sid);
  const sampler = param(name)?.querySelector('sampler2D');
  if (!sampler) return name.replace(/^#/, '');
  const direct = idIn(sampler.querySelector('instance_image'), 'url');
  if (direct !== '') return direct;
  const source = sampler.querySelector('source')?.textContent.trim() ?? '';
  return param(source)?.querySelector('init_from')?.textContent.trim().replace(/^#/, '') ?? source;
}
