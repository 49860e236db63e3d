import { idIn } from './links.ts';

/** Has every source of a mesh as many numbers for a place as the loader takes: it goes by the stride alone. */
export function mendSources(xml: Document): void {
  for (const source of xml.querySelectorAll('mesh > source')) {
    completeSource(xml, source);
    packSource(source);
  }
}

/** Says how many numbers a place of a source has, where the file does not: two on a texture, else three. */
function completeSource(xml: Document, source: Element): void {
  if (source.querySelector('accessor[stride]')) return;
  const id = source.getAttribute('id') ?? '';
  const isTexture = [...xml.querySelectorAll('input[semantic="TEXCOORD"]')].some(input => idIn(input, 'source') === id);
  const params = source.querySelectorAll('accessor > param').length;
  for (const old of source.querySelectorAll('technique_common')) old.remove();
  const create = (name: string) => xml.createElementNS(source.namespaceURI, name);
  const accessor = source.appendChild(create('technique_common')).appendChild(create('accessor'));
  accessor.setAttribute('stride', String(params || (isTexture ? 2 : 3)));
}

/** Leaves out the numbers of an array that an accessor passes over: those before its offset, and those without a param. */
function packSource(source: Element): void {
  const [accessor, list] = [source.querySelector('accessor'), source.querySelector('float_array')];
  if (!accessor || !list) return;
  const [stride, offset] = ['stride', 'offset'].map(name => Number(accessor.getAttribute(name) ?? 0)) as [
    number,
    number,
  ];
  const params = [...accessor.children].filter(({ localName }) => localName === 'param');
  const named = params.flatMap((param, at) => (param.getAttribute('name') ? [at] : []));
  const taken = named.length > 0 ? named : params.map((_, at) => at);
  if (taken.length === 0 || (offset === 0 && taken.length === stride)) return;
  const numbers = list.textContent.trim().split(/\s+/).slice(offset);
  const count = Number(accessor.getAttribute('count') ?? Math.floor(numbers.length / stride));
  const packed = Array.from({ length: count }, (_, place) => taken.map(at => numbers[place * stride + at] ?? '0'));
  list.textContent = packed.flat().join(' ');
  accessor.setAttribute('stride', String(taken.length));
  accessor.removeAttribute('offset');
  accessor.replaceChildren();
}
