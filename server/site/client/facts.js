import { byId, element } from './page.js';

/** @typedef {import('./ask.js').Render} Render */

/** @type {Readonly<Record<string, string>>} */
const kinds = { 'image/png': 'PNG', 'image/jpeg': 'JPEG', 'image/webp': 'WebP', 'image/avif': 'AVIF' };

const tints = ['#c7330f', '#e8743b', '#edae49', '#66a182', '#2e86ab', '#6b5ca5', '#a0668c', '#8d8177'];

/**
 * Tells what a render is and where its time went.
 * @param {Render} render
 * @param {boolean} stored it was there already
 * @param {number} ms that the request took
 */
export function tellFacts({ frames: [frame], timings, preview, warnings = [] }, stored, ms) {
  if (!frame) return;
  const kind = kinds[frame.type] ?? frame.type;
  const took = stored
    ? `stored already, answered in ${milliseconds(ms)}`
    : `drawn in ${milliseconds(timings['total'] ?? ms)}`;
  byId('summary', HTMLElement).textContent =
    `${frame.width} × ${frame.height} · ${kind} · ${kilobytes(frame.bytes)} · ${took}`;
  const list = byId('warnings', HTMLElement);
  list.replaceChildren(...warnings.map(({ detail }) => element('li', detail)));
  list.hidden = warnings.length === 0;
  tellTimings(timings);
  byId('preview', HTMLInputElement).value = preview;
  byId('open', HTMLAnchorElement).href = preview;
  byId('facts', HTMLElement).hidden = false;
}

/** @param {Record<string, number>} timings */
function tellTimings(timings) {
  const parts = Object.entries(timings).filter(([name]) => name !== 'total');
  const whole = parts.reduce((sum, [, spent]) => sum + spent, 0) || 1;
  const large = parts
    .filter(([, spent]) => spent / whole > 0.02)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, tints.length - 1);
  const rest = whole - large.reduce((sum, [, spent]) => sum + spent, 0);
  const shown = rest > 0.5 ? [...large, /** @type {[string, number]} */ (['other', rest])] : large;
  const told = shown.map(([name, spent]) => `${name} ${milliseconds(spent)}`);
  const bar = byId('timings', HTMLElement);
  bar.setAttribute('aria-label', told.join(', '));
  bar.replaceChildren(
    ...shown.map(([, spent], at) => {
      const part = element('i');
      part.style.flexGrow = String(spent / whole);
      part.style.setProperty('--tint', tints[at] ?? '');
      return part;
    }),
  );
  byId('legend', HTMLElement).replaceChildren(
    ...told.map((text, at) => {
      const part = element('li', text);
      part.style.setProperty('--tint', tints[at] ?? '');
      return part;
    }),
  );
}

/** @param {number} spent */
function milliseconds(spent) {
  return spent < 1000 ? `${spent < 10 ? spent.toFixed(1) : Math.round(spent)} ms` : `${(spent / 1000).toFixed(2)} s`;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
