import { text } from '../formats/bytes.ts';
import { type ModelKind, nothing } from './model-kind.ts';
import { invalid, tooLarge, unsupported } from './refuse.ts';
import { beginning, textOf } from './text.ts';

/** Moves, at most: each becomes eight triangles. */
const MOST = 2_000_000;

/** G-code of printers and mills: what they lay down, or cut. */
export const gcode: ModelKind = {
  is: bytes =>
    /^(?:[ \t]*(?:;[^\n]*)?\r?\n)*[ \t]*(?:[GMT]\d{1,3}\b[^\n]*\n\s*){1,}/.test(beginning(bytes)) &&
    /^\s*G0?[01]\b.*[XYZ]/im.test(beginning(bytes, 65_536)),
  names: ['.gcode', '.gco', '.g', '.nc', '.bgcode'],
  async open(bytes) {
    if (text(bytes, 0, 4) === 'GCDE') throw unsupported('is binary G-code; send the text form');
    const moves = textOf(bytes).match(/^\s*G0?[123]\b[^;\n]*[XYZ]/gim)?.length ?? 0;
    if (moves === 0) throw invalid('is G-code without a move (G1), or no G-code');
    if (moves > MOST) throw tooLarge(`has ${moves} moves; the limit is ${MOST}`);
    return nothing;
  },
};
