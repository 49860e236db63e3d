import { text } from '../images/bytes.ts';
import { type ModelKind, nothing } from '../model-kind.ts';
import { invalid, tooLarge, unsupported } from '../refuse.ts';
import { beginning, countOf, firstLine, textOf } from './text.ts';

/** Moves, each of which becomes eight triangles. */
const MAX_MOVES = 2_000_000;

/** G-code of printers and mills: the paths that they extrude or cut. */
export const gcode: ModelKind = {
  is: bytes =>
    /^(?:%|\(.*|(?:N\d+\s*)?[GMT]\d{1,3}(?:\s.*)?)$/.test(firstLine(bytes, ';')) &&
    /^[ \t]*(?:N\d+[ \t]*)?G0?[01]\b[^\n]*[XYZ]/im.test(beginning(bytes, 65_536)),
  names: ['.gcode', '.gco', '.g', '.nc', '.bgcode'],
  async open(bytes) {
    if (text(bytes, 0, 4) === 'GCDE') throw unsupported('is binary G-code; send the text form');
    const moves = countOf(textOf(bytes), /^[ \t]*(?:N\d+[ \t]*)?G0?[123]\b[^;\n]*?[XYZ]/gim);
    if (moves === 0) throw invalid('is G-code without a move (G1), or not G-code');
    if (moves > MAX_MOVES) throw tooLarge(`has ${moves} moves; the limit is ${MAX_MOVES}`);
    return nothing;
  },
};
