import { tokens } from './client/json.js';
import { type Html, html } from './html.ts';

const classes = { key: 'k', string: 's', number: 'n', word: 'w' } as const;

/** JSON with syntax colours. */
export function coloured(text: string): Html {
  return html`${tokens(text).map(({ kind, start, end }) => {
    const part = text.slice(start, end);
    return kind === 'key' || kind === 'string' || kind === 'number' || kind === 'word'
      ? html`<span class="${classes[kind]}">${part}</span>`
      : html`${part}`;
  })}`;
}
