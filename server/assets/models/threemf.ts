import { text } from '../formats/bytes.ts';
import { checkImage, imageUses } from '../formats/image.ts';
import { Refusal } from '../refusal.ts';
import { checkExpansion } from './expansion.ts';
import { type ModelKind, nothing } from './model-kind.ts';
import { invalid, tooLarge, unsupported } from './refuse.ts';
import { checkXml, textOf } from './text.ts';
import { type Packed, readZip } from './zip.ts';

/** 3D Manufacturing Format: a ZIP archive with the model as XML. */
export const threemf: ModelKind = {
  is: bytes =>
    isZip(bytes) &&
    text(bytes, 0, bytes.length).includes('3D/') &&
    names(bytes).some(name => /^3D\/.*\.model$/i.test(name)),
  names: ['.3mf'],
  async open(bytes) {
    if (!isZip(bytes)) throw invalid('is no 3MF: it is no ZIP archive');
    const files = readZip(bytes);
    const models = files.filter(({ name }) => /^3D\/.*\.model$/i.test(name));
    if (!models.some(({ name }) => /^3D\/[^/]*\.model$/.test(name))) throw invalid('is a 3MF without a 3D/….model');
    const uses = new Map<string, string[]>();
    for (const model of models) await checkModel(model, uses);
    checkExpansion(uses);
    if (!files.some(({ name }) => name === '_rels/.rels')) throw invalid('is a 3MF without _rels/.rels');
    for (const file of files) if (/^3D\/Textures?\//i.test(file.name)) await checkTexture(file);
    return nothing;
  },
};

export function isZip(bytes: Uint8Array): boolean {
  return text(bytes, 0, 4) === 'PK\x03\x04';
}

/** Names in an archive; none where it cannot be read. */
export function names(bytes: Uint8Array): string[] {
  try {
    return readZip(bytes).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

async function checkModel(file: Packed, uses: Map<string, string[]>): Promise<void> {
  if (file.size > 256 * 2 ** 20) throw tooLarge(`has a model of ${file.size} bytes in it`);
  const xml = textOf(await file.read());
  checkXml(xml, 'model');
  const [, required] = /<(?:\w+:)?model\b[^<>]*\brequiredextensions="([^"]*)"/.exec(xml.slice(0, 65_536)) ?? [];
  const secure = required?.split(/\s+/).find(prefix => /^(?:sc|slice|s)$/.test(prefix));
  if (secure === 'sc') throw unsupported('requires the secure content extension: it is encrypted');
  let parts: string[] = [];
  const tags = /<(?:\w+:)?object\b([^<>]*)>|<(?:\w+:)?component\b[^<>]*?\bobjectid="([^"<>]*)"/g;
  for (const [, attributes, part] of xml.matchAll(tags)) {
    if (part !== undefined) parts.push(`${file.name} ${part}`);
    else uses.set(`${file.name} ${/\bid="([^"]*)"/.exec(attributes ?? '')?.[1] ?? ''}`, (parts = []));
  }
}

/** An image in an archive, as strictly as one that comes by itself. */
export async function checkTexture(file: Packed): Promise<void> {
  const bytes = await file.read();
  try {
    checkImage(bytes, imageUses.texture);
  } catch (error) {
    throw error instanceof Refusal ? error.about(file.name) : error;
  }
}
