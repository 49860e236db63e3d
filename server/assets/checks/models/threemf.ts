import { text } from '../images/bytes.ts';
import { checkImage, imageUses } from '../images/image.ts';
import { inMiB } from '../../mebibytes.ts';
import { Refusal } from '../../refusal.ts';
import { decoded } from '../../sources/path.ts';
import { checkExpansion } from './expansion.ts';
import type { ModelKind } from '../model-kind.ts';
import { invalid, quoted, tooLarge, unsupported } from '../refuse.ts';
import { checkXml, textOf, unescaped } from './text.ts';
import { type Packed, readZip } from './zip.ts';

/** Bytes of a model part. */
const MAX_MODEL_BYTES = 256 * 2 ** 20;

/** 3D Manufacturing Format: a ZIP archive with the model as XML. */
export const threemf: ModelKind = {
  is: bytes =>
    isZip(bytes) &&
    text(bytes, 0, bytes.length).includes('3D/') &&
    names(bytes).some(name => /^3D\/.*\.model$/i.test(name)),
  names: ['.3mf'],
  async open(bytes) {
    if (!isZip(bytes)) throw invalid('is not a 3MF: it is not a ZIP archive');
    const files = readZip(bytes);
    const parts = new Map(files.map(file => [partName(file.name), file]));
    const models = files.filter(({ name }) => /\.model$/i.test(name));
    if (models.length === 0) throw invalid('is a 3MF without a 3D/….model');
    const uses = new Map<string, string[]>();
    const textures = new Set<string>();
    for (const model of models) await checkModel(model, uses, textures);
    checkExpansion(uses);
    if (!parts.has('_rels/.rels')) throw invalid('is a 3MF without _rels/.rels');
    const absent = new Map<string, Refusal>();
    const checking = [...textures].map(async path => {
      const texture = parts.get(partName(path)) ?? parts.get(partName(decoded(path)));
      if (texture) await checkTexture(texture);
      else absent.set(path, invalid(`names the texture ${quoted(path)}, which is not in the archive`));
    });
    await Promise.all(checking);
    return absent;
  },
};

export function isZip(bytes: Uint8Array): boolean {
  return text(bytes, 0, 4) === 'PK\x03\x04';
}

/** Names of the files of an archive; none where it cannot be read. */
export function names(bytes: Uint8Array): string[] {
  try {
    return readZip(bytes).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** A normalised part name: case does not count, nor a slash at the start. */
function partName(path: string): string {
  return path.replace(/^\//, '').toLowerCase();
}

async function checkModel(file: Packed, uses: Map<string, string[]>, textures: Set<string>): Promise<void> {
  if (file.size > MAX_MODEL_BYTES)
    throw tooLarge(`has a model of ${inMiB(file.size)}; the limit is ${inMiB(MAX_MODEL_BYTES)}`);
  const xml = textOf(await file.read());
  checkXml(xml, 'model');
  const [, required] = /<(?:\w+:)?model\b[^<>]*\brequiredextensions="([^"]*)"/.exec(xml.slice(0, 65_536)) ?? [];
  const secure = required?.split(/\s+/).find(prefix => /^(?:sc|slice|s)$/.test(prefix));
  if (secure === 'sc') throw unsupported('requires the secure content extension: it is encrypted');
  for (const [, path = ''] of xml.matchAll(/<(?:\w+:)?texture2d\b[^<>]*?\bpath="([^"<>]*)"/g))
    textures.add(unescaped(path));
  let used: string[] = [];
  for (const [, tag, attributes = ''] of xml.matchAll(/<(?:\w+:)?(object|component)\b([^<>]*)>/g)) {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    if (tag === 'component') used.push(objectName(value('path') || file.name, value('objectid')));
    else uses.set(objectName(file.name, value('id')), (used = []));
  }
}

/** The name of an object, whose id is unique within its part only. */
function objectName(part: string, id: string): string {
  return `${partName(part)} ${id}`;
}

/** Checks an image in an archive. */
export async function checkTexture(file: Packed): Promise<void> {
  const bytes = await file.read();
  try {
    checkImage(bytes, imageUses.texture);
  } catch (error) {
    throw error instanceof Refusal ? error.about(file.name) : error;
  }
}
