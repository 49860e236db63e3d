import { tokens } from './json.js';

/** @typedef {import('./json.js').Span} Span */

const classes = { key: 'k', string: 's', number: 'n', word: 'w', mark: '', space: '', wrong: '' };

/** Longer texts are shown without colours: each keystroke paints them anew. */
const most = 100_000;

/**
 * Paints JSON below the text area that it is written in: coloured, in numbered lines, with what is wrong underlined.
 * @param {HTMLElement} ink
 * @param {string} text
 * @param {readonly Span[]} wrong
 */
export function paint(ink, text, wrong) {
  const parts =
    text.length > most ? [{ kind: /** @type {const} */ ('space'), start: 0, end: text.length }] : tokens(text);
  const cuts = new Set(wrong.flatMap(({ start, end }) => [start, end]));
  const lines = [newLine()];
  for (const { kind, start, end } of parts)
    for (const [from, to] of pieces(text, start, end, cuts)) {
      const piece = text.slice(from, to);
      const marked = wrong.some(span => span.start <= from && to <= span.end);
      lines
        .at(-1)
        ?.append(
          marked ? told('mark', piece, classes[kind]) : classes[kind] ? told('span', piece, classes[kind]) : piece,
        );
      if (marked) lines.at(-1)?.classList.add('wrong');
      if (piece === '\n') lines.push(newLine());
    }
  // a last line without a character would have no height
  lines.at(-1)?.append('​');
  ink.replaceChildren(...lines);
}

/**
 * A token, cut where lines end and where something wrong begins or ends.
 * @param {string} text @param {number} start @param {number} end @param {ReadonlySet<number>} cuts
 * @returns {Generator<[from: number, to: number]>}
 */
function* pieces(text, start, end, cuts) {
  let from = start;
  for (let at = start; at < end; at++) {
    const isBreak = text[at] === '\n';
    if (at > from && (isBreak || cuts.has(at))) {
      yield [from, at];
      from = at;
    }
    if (!isBreak) continue;
    yield [at, at + 1];
    from = at + 1;
  }
  if (from < end) yield [from, end];
}

function newLine() {
  return told('span', '', 'line');
}

/** @param {string} tag @param {string} text @param {string} className */
function told(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
