import { text } from '../images/bytes.ts';
import type { Refusal } from '../../refusal.ts';
import { readImages } from './beside.ts';
import type { Beside, ModelKind, ReadBeside } from '../model-kind.ts';
import { invalid, quoted, unsupported } from '../refuse.ts';
import { beginning, textOf } from './text.ts';
import { checkTexture, isZip, names } from './threemf.ts';
import { crateAssets } from './usd-crate-assets.ts';
import { checkCrate } from './usd-crate.ts';
import { type Packed, readZip } from './zip.ts';

const layer = /\.usd[ac]?$/i;
const image = /\.(?:png|jpe?g|avif)$/i;

/** Universal Scene Description: USDZ packages, and single layers as text (USDA) or binary (USDC). */
export const usd: ModelKind = {
  is: bytes => isCrate(bytes) || isText(bytes) || (isZip(bytes) && layer.test(names(bytes)[0] ?? '')),
  names: ['.usdz', '.usda', '.usdc', '.usd'],
  async open(bytes, readBeside) {
    if (isZip(bytes)) return openPackage(readZip(bytes));
    return openLayer(bytes, readBeside);
  },
};

function isCrate(bytes: Uint8Array): boolean {
  return text(bytes, 0, 8) === 'PXR-USDC';
}

function isText(bytes: Uint8Array): boolean {
  return /^\s*#usda\s/.test(beginning(bytes, 64));
}

async function openPackage(files: Packed[]): Promise<Beside> {
  if (!layer.test(files[0]?.name ?? '')) throw invalid('is a USDZ whose first file is not a USD layer');
  const absent = new Map<string, Refusal>();
  for (const file of files) {
    if (layer.test(file.name)) checkLayerIn(await file.read(), files, absent);
    else if (image.test(file.name)) await checkTexture(file);
  }
  return absent;
}

function checkLayerIn(bytes: Uint8Array, files: Packed[], absent: Map<string, Refusal>): void {
  if (isCrate(bytes)) return checkCrate(bytes);
  for (const path of assetsOf(textOf(bytes))) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const refusal = invalid(`names ${quoted(path)}, which is not in the package`);
    const isThere = files.some(file => file.name.endsWith(name));
    if (!isThere && !image.test(path)) throw refusal;
    if (!isThere) absent.set(path, refusal);
    else if (!image.test(path) && !layer.test(path))
      throw unsupported(`names ${quoted(path)}, which is neither PNG, JPEG, AVIF nor USD`);
  }
}

async function openLayer(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  if (isCrate(bytes)) return openCrate(bytes, readBeside);
  if (!isText(bytes)) throw invalid('is not a USD: it begins neither as USDA, USDC nor USDZ');
  const paths = assetsOf(textOf(bytes));
  checkAlone(paths);
  return readImages(paths, readBeside);
}

function openCrate(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  checkCrate(bytes);
  const { assets, hasReferences, tokens } = crateAssets(bytes);
  if (hasReferences) checkAlone(tokens);
  return readImages(
    assets.filter(path => image.test(path)),
    readBeside,
  );
}

function checkAlone(paths: readonly string[]): void {
  const other = paths.find(path => layer.test(path) || /\.usdz$/i.test(path));
  if (other) throw unsupported(`refers to another USD file, ${quoted(other)}: send both as one USDZ package`);
}

/** Metadata of a prim, in which paths are names that are not read. */
const notes = /\b(?:assetInfo|customData|customLayerData|clips|sdrMetadata)\s*=\s*\{/g;

/** The paths that a layer refers to: `@path@`. */
function assetsOf(usda: string): string[] {
  const plain = withoutNotes(usda.replace(/"""[^"]*(?:""?(?!")[^"]*)*"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|#[^\n]*/g, ''));
  return [...plain.matchAll(/@@@((?:(?!@@@)[^\n])+)@@@|@([^@\n]+)@/g)].map(([, long, short]) => long ?? short ?? '');
}

function withoutNotes(usda: string): string {
  let [kept, from] = ['', 0];
  for (const { 0: start, index } of usda.matchAll(notes)) {
    if (index < from) continue;
    kept += usda.slice(from, index);
    from = index + start.length;
    for (let depth = 1; depth > 0 && from < usda.length; from++)
      depth += usda[from] === '{' ? 1 : usda[from] === '}' ? -1 : 0;
  }
  return kept + usda.slice(from);
}
