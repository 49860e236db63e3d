import { text, viewOf } from '../images/bytes.ts';
import { checkExpansion } from './expansion.ts';
import { type ModelKind, nothing } from '../model-kind.ts';
import { invalid, tooLarge, truncated, within } from './refuse.ts';

/** MagicaVoxel's own limit: a place in a volume is a byte. */
const SIDE = 256;
/** Voxels of all volumes together, empty ones too. */
const MOST = 512 * 2 ** 20;

/** MagicaVoxel: volumes of coloured voxels, and how they are placed. */
export const vox: ModelKind = {
  is: bytes => text(bytes, 0, 4) === 'VOX ',
  names: ['.vox'],
  async open(bytes) {
    if (text(bytes, 0, 4) !== 'VOX ') throw invalid('is no VOX: it does not begin with "VOX "');
    within('more chunks', () => checkChunks(bytes));
    return nothing;
  },
};

function checkChunks(bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const version = view.getUint32(4, true);
  if (version !== 150 && version !== 200) throw invalid(`is a VOX of version ${version}; 150 and 200 are read`);
  const uses = new Map<string, string[]>();
  const kinds = new Map<string, string>();
  let [volumes, cells, voxels] = [0, 0, 0];
  for (let at = 8; at < bytes.length; ) {
    const name = text(bytes, at, at + 4);
    const start = at + 12;
    const end = start + view.getUint32(at + 4, true);
    if (end > bytes.length) throw truncated(`a chunk "${printable(name)}"`);
    if (name === 'SIZE') {
      cells += checkSize(view, start);
      volumes += 1;
    } else if (name === 'XYZI') voxels += checkVoxels(view, start, end, volumes);
    else if (/^n(?:TRN|GRP|SHP)$/.test(name)) readNode(view, start, end, name, uses, kinds);
    at = end;
  }
  if (cells > MOST) throw tooLarge(`has volumes of ${cells} voxels; the limit is ${MOST}`);
  if (voxels === 0) throw invalid('is a VOX without a voxel');
  checkNodes(uses, kinds, volumes);
}

function checkSize(view: DataView, at: number): number {
  const sides = [0, 4, 8].map(axis => view.getUint32(at + axis, true));
  if (sides.some(side => side < 1 || side > SIDE))
    throw invalid(`has a volume of ${sides.join(' × ')} voxels; 1 to ${SIDE} along a side are read`);
  return sides.reduce((product, side) => product * side);
}

function checkVoxels(view: DataView, at: number, end: number, volumes: number): number {
  const count = view.getUint32(at, true);
  if (at + 4 + count * 4 > end) throw truncated(`${count} voxels`);
  if (volumes === 0) throw invalid('has voxels before the size of their volume');
  return count;
}

function readNode(
  view: DataView,
  start: number,
  end: number,
  name: string,
  uses: Map<string, string[]>,
  kinds: Map<string, string>,
): void {
  const id = String(view.getUint32(start, true));
  let at = skipWords(view, start + 4, end);
  const list = (stride: (at: number) => number) => {
    const count = view.getUint32(at, true);
    if (at + 4 + count * 4 > end) throw truncated(`${count} children`);
    at += 4;
    return Array.from({ length: count }, () => {
      const child = String(view.getUint32(at, true));
      at = stride(at + 4);
      return child;
    });
  };
  kinds.set(id, name);
  if (name === 'nTRN') uses.set(id, [String(view.getUint32(at, true))]);
  else if (name === 'nGRP')
    uses.set(
      id,
      list(next => next),
    );
  else
    uses.set(
      id,
      list(next => skipWords(view, next, end)).map(volume => `volume ${volume}`),
    );
}

/** Past a dictionary of names and values. */
function skipWords(view: DataView, start: number, end: number): number {
  const count = view.getUint32(start, true) * 2;
  let at = start + 4;
  for (let word = 0; word < count; word++) {
    at += 4 + view.getUint32(at, true);
    if (at > end) throw truncated('words of a node');
  }
  return at;
}

function checkNodes(uses: Map<string, string[]>, kinds: Map<string, string>, volumes: number): void {
  if (kinds.size > 0 && !kinds.has('0')) throw invalid('has nodes, and none of them is the first');
  for (const used of uses.values())
    for (const part of used) {
      const [, volume] = /^volume (\d+)$/.exec(part) ?? [];
      if (volume === undefined ? !kinds.has(part) : Number(volume) >= volumes)
        throw invalid(`has a node that names ${part}, which is not there`);
    }
  checkExpansion(uses);
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?');
}
