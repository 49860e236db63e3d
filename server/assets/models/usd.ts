import { text } from '../formats/bytes.ts';
import { readImages } from './beside.ts';
import type { Beside, ModelKind, ReadBeside } from './model-kind.ts';
import { nothing } from './model-kind.ts';
import { invalid, quoted, unsupported } from './refuse.ts';
import { beginning, textOf } from './text.ts';
import { checkTexture, isZip, names } from './threemf.ts';
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
  if (!layer.test(files[0]?.name ?? '')) throw invalid('is a USDZ whose first file is no USD layer');
  for (const file of files) {
    if (layer.test(file.name)) checkLayerIn(await file.read(), files);
    else if (image.test(file.name)) await checkTexture(file);
  }
  return nothing;
}

function checkLayerIn(bytes: Uint8Array, files: Packed[]): void {
  if (isCrate(bytes)) return checkCrate(bytes);
  for (const path of assetsOf(textOf(bytes))) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!files.some(file => file.name.endsWith(name)))
      throw invalid(`names ${quoted(path)}, which is not in the package`);
    if (!image.test(path) && !layer.test(path))
      throw unsupported(`names ${quoted(path)}, which is neither PNG, JPEG, AVIF nor USD`);
  }
}

async function openLayer(bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  if (isCrate(bytes)) {
    checkCrate(bytes);
    return nothing;
  }
  if (!isText(bytes)) throw invalid('is no USD: it begins neither as USDA, USDC nor USDZ');
  const paths = assetsOf(textOf(bytes));
  const other = paths.find(path => layer.test(path) || /\.usdz$/i.test(path));
  if (other) throw unsupported(`refers to another USD file, ${quoted(other)}: send both as one USDZ package`);
  return readImages(paths, readBeside);
}

/** What a layer refers to: `@path@`. */
function assetsOf(usda: string): string[] {
  const plain = usda.replace(/"""[^"]*(?:""?(?!")[^"]*)*"""|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|#[^\n]*/g, '');
  return [...plain.matchAll(/@@@([^\n@]+)@@@|@([^@\n]+)@/g)].map(([, long, short]) => long ?? short ?? '');
}
