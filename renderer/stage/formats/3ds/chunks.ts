/** A part of a 3DS: what it is, and where its content is. */
export interface Chunk {
  id: number;
  start: number;
  end: number;
}

/** The parts that lie between two places of a file, one after the other. */
export function* chunksOf(view: DataView, { start, end }: Pick<Chunk, 'start' | 'end'>): Generator<Chunk> {
  for (let at = start; at + 6 <= end; ) {
    const next = at + view.getUint32(at + 2, true);
    if (next < at + 6 || next > end) throw new Error('a part of it is longer than what it is in');
    yield { id: view.getUint16(at, true), start: at + 6, end: next };
    at = next;
  }
}

export function chunkOf(view: DataView, within: Pick<Chunk, 'start' | 'end'>, id: number): Chunk | undefined {
  return chunksOf(view, within).find(chunk => chunk.id === id);
}

/** Text that ends at a zero, and where what is after it begins. */
export function wordAt(view: DataView, { start, end }: Pick<Chunk, 'start' | 'end'>): [word: string, next: number] {
  let word = '';
  let at = start;
  for (; at < end && view.getUint8(at) !== 0; at++) word += String.fromCharCode(view.getUint8(at));
  return [word, at + 1];
}

export function floatsAt(view: DataView, start: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => view.getFloat32(start + at * 4, true));
}
