import { readFileSync, writeFileSync } from 'node:fs';
import { describedSettings, type DescribedSetting } from '../settings.ts';

const begins = '<!-- settings: made by npm run docs -->';
const ends = '<!-- /settings -->';

/**
 * The README with its table of settings as `server/settings.ts` has them.
 * @throws {Error} where the comments around the table are missing
 */
export function withSettings(readme: string): string {
  const [before, after] = [readme.split(begins)[0], readme.split(ends)[1]];
  if (before === undefined || after === undefined || !readme.includes(begins))
    throw new Error(`the README has no table between ${begins} and ${ends}`);
  return `${before}${begins}\n\n${table()}\n\n${ends}${after}`;
}

/** A Markdown table, padded as the formatter leaves it. */
function table(): string {
  const rows = [['setting', 'default', 'takes', 'meaning'], ...describedSettings.map(rowOf)];
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const lines = rows.map(row => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** A setting's row, without its details. */
function rowOf({ name, default: value, unset = '', takes, description }: DescribedSetting): string[] {
  const plain = value === undefined ? escaped(unset) : `\`${value}\``;
  return [`\`${name}\``, plain, escaped(takes), escaped(description.replace(/\.$/, ''))];
}

/** Text in which Markdown has no marks. */
function escaped(text: string): string {
  return text.replaceAll(/[|*]/g, mark => `\\${mark}`);
}

if (import.meta.main) {
  const file = new URL('../../README.md', import.meta.url);
  writeFileSync(file, withSettings(readFileSync(file, 'utf8')));
}
