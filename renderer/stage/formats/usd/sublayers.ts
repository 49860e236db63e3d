import type { Layer } from './specs.ts';

/** Adds what the layers below a layer say, where it says nothing itself: the first of them is the strongest. */
export function layOver(
  layer: Layer,
  path: string,
  files: Readonly<Record<string, object>>,
  open: readonly string[] = [],
): void {
  const root = layer.specsByPath['/'];
  const names = [root?.fields['subLayers']].flat().filter(name => typeof name === 'string');
  if (open.includes(path)) throw new Error(`its layer ${path} lies over itself`);
  for (const name of names) {
    const below = new URL(name, `file:///${path}`).pathname.slice(1);
    const file = files[decodeURI(below)];
    if (!file || !isLayer(file)) throw new Error(`it names the layer "${name}", which is not in it`);
    layOver(file, below, files, [...open, path]);
    for (const [at, { specType, fields }] of Object.entries(file.specsByPath)) {
      const own = layer.specsByPath[at];
      const typeName = own?.fields['typeName'] || fields['typeName'];
      layer.specsByPath[at] = {
        specType: own?.specType ?? specType,
        fields: { ...fields, ...own?.fields, ...(typeName !== undefined && { typeName }) },
      };
    }
  }
  delete root?.fields['subLayers'];
}

function isLayer(file: object): file is Layer {
  return 'specsByPath' in file;
}
