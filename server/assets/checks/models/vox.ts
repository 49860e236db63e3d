import { text, viewOf } from '../images/bytes.ts';
import { checkExpansion } from './expansion.ts';
import { type ModelKind, nothing } from '../model-kind.ts';
import { invalid, tooLarge, truncated, within } from '../refuse.ts';

/** Voxels along a side, MagicaVoxel's own limit: a coordinate is a byte. */
const MAX_SIDE = 256;
/** Voxels of all volumes together, including empty ones. */
const MAX_CELLS = 512 * 2 ** 20;

/** MagicaVoxel: volumes of coloured voxels with their transforms. */
export const vox: ModelKind = {
  is: bytes => text(bytes, 0, 4) === 'VOX ',
  names: ['.vox'],
  async open(bytes) {
    if (text(bytes, 0, 4) !== 'VOX ') throw invalid('is not a VOX: it does not begin with "VOX "');
    within('more chunks', () => checkChunks(bytes));
    return nothing;
  },
};

interface Chunk {
  name: string;
  start: number;
  end: number;
}

function checkChunks(bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const version = view.getUint32(4, true);
  if (version !== 150 && version !== 200) throw invalid(`is a VOX of version ${version}; 150 and 200 are read`);
  const graph: Graph = { uses: new Map(), kinds: new Map() };
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
    else if (/^n(?:TRN|GRP|SHP)$/.test(name)) readNode(view, { name, start, end }, graph);
    at = end;
  }
  if (cells > MAX_CELLS) throw tooLarge(`has volumes of ${cells} voxels; the limit is ${MAX_CELLS}`);
  if (voxels === 0) throw invalid('is a VOX without a voxel');
  checkNodes(graph, volumes);
}

function checkSize(view: DataView, at: number): number {
  const sides = [0, 4, 8].map(axis => view.getUint32(at + axis, true));
  if (sides.some(side => side < 1 || side > MAX_SIDE))
    throw invalid(`has a volume of ${sides.join(' × ')} voxels; 1 to ${MAX_SIDE} along a side are read`);
  return sides.reduce((product, side) => product * side);
}

function checkVoxels(view: DataView, at: number, end: number, volumes: number): number {
  const count = view.getUint32(at, true);
  if (at + 4 + count * 4 > end) throw truncated(`${count} voxels`);
  if (volumes === 0) throw invalid('has voxels before the size of their volume');
  return count;
}

/** Nodes of the scene graph, by their ids. */
interface Graph {
  /** Nodes and volumes that each node refers to. */
  uses: Map<string, string[]>;
  kinds: Map<string, string>;
}

function readNode(view: DataView, { name, start, end }: Chunk, { uses, kinds }: Graph): void {
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
  else {
    const volumes = list(next => skipWords(view, next, end));
    uses.set(
      id,
      volumes.map(volume => `volume ${volume}`),
    );
  }
}

/** Skips a dictionary of names and values. */
function skipWords(view: DataView, start: number, end: number): number {
  const count = view.getUint32(start, true) * 2;
  let at = start + 4;
  for (let word = 0; word < count; word++) {
    at += 4 + view.getUint32(at, true);
    if (at > end) throw truncated('words of a node');
  }
  return at;
}

function checkNodes({ uses, kinds }: Graph, volumes: number): void {
  if (kinds.size > 0 && !kinds.has('0')) throw invalid('has nodes, but no root node');
  for (const used of uses.values())
    for (const part of used) {
      const [, volume] = /^volume (\d+)$/.exec(part) ?? [];
      if (volume === undefined ? !kinds.has(part) : Number(volume) >= volumes)
        throw invalid(`has a node that names ${part}, which does not exist`);
    }
  checkExpansion(uses);
}

function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?');
}
