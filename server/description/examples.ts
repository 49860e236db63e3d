import { readdirSync, readFileSync } from 'node:fs';
import { exampleTitles } from '../../scenes/example-titles.ts';

/** An example scene: a request body as it stands in its file. */
export interface Example {
  /** The file's name, without `.json`. */
  name: string;
  title: string;
  /** Caption: what the scene shows; '' where it has none. */
  shows: string;
  /** The file's text. */
  text: string;
  scene: unknown;
  /** Its picture, where one lies beside it. */
  picture: Uint8Array | undefined;
}

const folder = new URL('../../scenes/examples/', import.meta.url);

/** The examples, in the order of their titles; those without come last. Read once, when the process starts. */
export const examples: readonly Example[] = readExamples();

function readExamples(): Example[] {
  const files = readdirSync(folder);
  const order = Object.keys(exampleTitles);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return files
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace(/\.json$/, ''))
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(name => {
      const text = readFileSync(new URL(`${name}.json`, folder), 'utf8').trim();
      const picture = files.includes(`${name}.webp`) ? readFileSync(new URL(`${name}.webp`, folder)) : undefined;
      return { name, shows: '', title: titled(name), ...exampleTitles[name], text, scene: JSON.parse(text), picture };
    });
}

/** `two-views` → `Two views`. */
function titled(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
