import { readdirSync, readFileSync } from 'node:fs';
import { exampleWords } from './words/examples.ts';

/** A scene that shows what the language can do: a request body as it stands in its file. */
export interface Example {
  /** The file's name, without `.json`. */
  name: string;
  title: string;
  /** What there is to see in it; '' where nobody has said so yet. */
  shows: string;
  /** The file as it is written. */
  text: string;
  scene: unknown;
  /** Its picture, where one lies beside it. */
  picture: Uint8Array | undefined;
}

const folder = new URL('../../scenes/examples/', import.meta.url);

/** The examples, in the order of their words; those without words come last. Read once, when the process starts. */
export const examples: readonly Example[] = readExamples();

function readExamples(): Example[] {
  const files = readdirSync(folder);
  const order = Object.keys(exampleWords);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return files
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace(/\.json$/, ''))
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(name => {
      const text = readFileSync(new URL(`${name}.json`, folder), 'utf8').trim();
      const picture = files.includes(`${name}.webp`) ? readFileSync(new URL(`${name}.webp`, folder)) : undefined;
      return { name, shows: '', title: titled(name), ...exampleWords[name], text, scene: JSON.parse(text), picture };
    });
}

/** `two-views` → `Two views`. */
function titled(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
