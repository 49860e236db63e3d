import { text, viewOf } from '../images/bytes.ts';
import { type ModelKind, nothing } from '../model-kind.ts';
import { invalid, tooLarge, truncated, within } from '../refuse.ts';
import { beginning, firstLine, textOf } from './text.ts';

/** Points of a cloud, each of which becomes two triangles. */
const MAX_POINTS = 20_000_000;

/** A point cloud of the Point Cloud Library: text, binary, or binary compressed. */
export const pcd: ModelKind = {
  is: bytes => /^VERSION\s+0?\.\d/.test(firstLine(bytes, '#')) && /^FIELDS\s/m.test(beginning(bytes)),
  names: ['.pcd'],
  async open(bytes) {
    const header = readHeader(bytes);
    if (header.points > MAX_POINTS) throw tooLarge(`has ${header.points} points; the limit is ${MAX_POINTS}`);
    bodies[header.data]?.(bytes, header);
    return nothing;
  },
};

interface Header {
  data: string;
  points: number;
  /** Bytes of a point. */
  size: number;
  end: number;
}

function readHeader(bytes: Uint8Array): Header {
  const start = text(bytes, 0, 65_536);
  const found = /^[ \t]*DATA[ \t]+(\w+)[ \t]*\r?\n/im.exec(start);
  if (!found) throw invalid('is not a PCD, or its header is cut short: it has no DATA');
  const header = start.slice(0, found.index);
  const words = (name: string) =>
    new RegExp(`^[ \\t]*${name}[ \\t]+(.*)$`, 'im').exec(header)?.[1]?.trim().split(/\s+/) ?? [];
  const fields = words('FIELDS');
  if (!['x', 'y', 'z'].every(axis => fields.includes(axis))) throw invalid('is a PCD whose points have no x, y and z');
  const sizes = words('SIZE').map(Number);
  const counts = words('COUNT').map(Number);
  if (sizes.length !== fields.length || words('TYPE').length !== fields.length)
    throw invalid('is a PCD whose FIELDS, SIZE and TYPE differ in number');
  const size = sizes.reduce((sum, one, at) => sum + one * (counts[at] ?? 1), 0);
  const points = Number(words('POINTS')[0] ?? Number(words('WIDTH')[0]) * Number(words('HEIGHT')[0] ?? 1));
  if (![points, size].every(value => Number.isSafeInteger(value) && value > 0))
    throw invalid('is a PCD without a point');
  return { data: (found[1] ?? '').toLowerCase(), points, size, end: found.index + found[0].length };
}

const announced = ({ points }: Header) => `${points} points`;

const bodies: Record<string, (bytes: Uint8Array, header: Header) => void> = {
  ascii(bytes, header) {
    if (header.end + header.points * 6 - 1 > bytes.length) throw truncated(announced(header));
    const body = textOf(bytes.subarray(header.end)).trimEnd();
    let lines = 1;
    for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) lines += 1;
    if (lines < header.points) throw truncated(`${announced(header)}, and has ${lines}`);
  },
  binary(bytes, header) {
    if (header.end + header.points * header.size > bytes.length) throw truncated(announced(header));
  },
  binary_compressed(bytes, header) {
    within(announced(header), () => {
      const view = viewOf(bytes);
      const compressed = view.getUint32(header.end, true);
      const unpacked = view.getUint32(header.end + 4, true);
      if (header.end + 8 + compressed > bytes.length) throw truncated(announced(header));
      // LZF packs 264 bytes into three at best
      if (unpacked !== header.points * header.size || unpacked > compressed * 88)
        throw invalid('is a PCD whose compressed size does not fit its points');
    });
  },
};
