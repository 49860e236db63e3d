import { nearest, places } from './json.js';

/**
 * @typedef {import('./json.js').Span} Span
 * @typedef {import('./ask.js').Problem} Problem
 * @typedef {{ pointer: string, detail: string, span: Span | undefined }} Fault
 * @typedef {{ detail: string, code: string, requestId: string, faults: Fault[] }} Trouble
 */

/**
 * What is wrong with a text before anybody is asked, or undefined.
 * @param {string} text
 * @returns {Trouble | undefined}
 */
export function troubleOfText(text) {
  const { flaw } = places(text);
  if (!flaw) return undefined;
  const line = text.slice(0, flaw.at).split('\n').length;
  const span = { start: Math.min(flaw.at, Math.max(0, text.length - 1)), end: endOfWord(text, flaw.at) };
  return {
    detail: text.trim() === '' ? 'Write a scene, or choose an example.' : 'This is not JSON yet.',
    code: '',
    requestId: '',
    faults: text.trim() === '' ? [] : [{ pointer: `line ${line}`, detail: flaw.says, span }],
  };
}

/**
 * A problem's answer, with the places of the text that it points to.
 * @param {string} text
 * @param {Problem} problem
 * @returns {Trouble}
 */
export function troubleOf(text, { detail, code, requestId = '', errors = [] }) {
  const { places: found } = places(text);
  const faults = errors.map(error => ({ ...error, span: spanOf(text, nearest(found, error.pointer)) }));
  return { detail: headingOf(detail, errors), code, requestId, faults };
}

/**
 * A sentence that only repeats what the list below it says is not said twice.
 * @param {string} detail @param {readonly { detail: string }[]} errors
 */
function headingOf(detail, errors) {
  return errors.some(error => detail.includes(error.detail)) ? 'This scene cannot be rendered.' : detail;
}

/**
 * A field with its value where both are on one line, else its name alone; of an entry of a list its first line.
 * @param {string} text
 * @param {import('./json.js').Place | undefined} place
 * @returns {Span | undefined}
 */
function spanOf(text, place) {
  if (!place) return undefined;
  const { key, value } = place;
  const start = key ? key.start : value.start;
  if (!text.slice(start, value.end).includes('\n')) return { start, end: value.end };
  return key ?? { start, end: start + 1 };
}

/** @param {string} text @param {number} at */
function endOfWord(text, at) {
  const [word = ''] = /^[^\s,:{}[\]]+/.exec(text.slice(at)) ?? [];
  return Math.min(text.length, at + Math.max(1, word.length));
}
