import type { Table } from '../support/report.ts';

/** Text as it may stand in HTML, in quotes too. */
export function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, letter => names[letter] ?? letter);
}

/**
 * A table of a report. Its cells are Markdown, of which only bold is used.
 * @param linkOf the id that a line's first cell leads to, if any
 */
export function htmlOf({ title, head, lines }: Table, linkOf: (cell: string) => string | undefined): string {
  const row = (tag: 'th' | 'td', [first = '', ...others]: readonly string[]) => {
    const id = linkOf(first);
    const name = id === undefined ? cellOf(first) : `<a href="#${escape(id)}">${cellOf(first)}</a>`;
    return `<tr><th>${name}</th>${others.map(other => `<${tag}>${cellOf(other)}</${tag}>`).join('')}</tr>`;
  };
  const body = lines.length > 0 ? lines.map(line => row('td', line)).join('\n') : '<tr><th>nowhere</th></tr>';
  return `<h2>${escape(title)}</h2>
<div class="table"><table><thead>${row('th', head)}</thead><tbody>${body}</tbody></table></div>`;
}

function cellOf(text: string): string {
  return escape(text).replace(/\*\*(.+?)\*\*/g, '<b>$1</b>');
}
