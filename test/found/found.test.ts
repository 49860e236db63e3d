import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { RenderError } from '../../renderer/error.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { Problem } from '../../server/problems/problem.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { coverOf, drawFiles, type Files, partsOf, rangeAt, unlike } from '../support/files.ts';
import type { Pixels } from '../support/pixels.ts';
import { type Row, rows } from './rows.ts';

const folder = fileURLToPath(new URL('inputs/', import.meta.url));
/** What lies beside the models. */
const beside = ['o-lines.mtl', 'textures/check.png'];
/** Pixels of a square that is held to be even, and by how much of 255 its pixels may differ. */
const square = { side: 12, range: 4 };

const test = drawnTests();

test('each file that was once drawn or refused wrongly is right', async renderer => {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.includes('.'));
  assert.equal(names.toSorted(), [...Object.keys(rows), ...beside].toSorted());
  const wrong: string[] = [];
  for (const [name, row] of Object.entries(rows))
    wrong.push(...(await faultsOf(renderer, name, row)).map(says => `${name} (${row.what}): ${says}`));
  assert.equal(wrong, []);
});

async function faultsOf(renderer: Renderer, name: string, row: Row): Promise<string[]> {
  const files: Record<string, Uint8Array> = {};
  for (const file of [name, ...beside]) files[file] = await readFile(folder + file);
  const started = performance.now();
  const result = await outcome(renderer, files, row);
  const took = performance.now() - started;
  const faults = result instanceof Error ? refusals(result, row) : [...pictured(result, row)];
  return took > (row.within ?? Infinity) ? [...faults, `took ${Math.round(took)} ms`] : faults;
}

async function outcome(renderer: Renderer, files: Files, { view }: Row): Promise<Pixels | Problem | RenderError> {
  try {
    return await drawFiles(renderer, files, { ground: 'none', ...view });
  } catch (error) {
    if (error instanceof Problem || error instanceof RenderError) return error;
    throw error;
  }
}

function refusals({ code, message }: Problem | RenderError, { refused }: Row): string[] {
  return refused?.code === code && refused.says.test(message) ? [] : [`is refused as ${code}: ${message}`];
}

function* pictured(pixels: Pixels, { seen, cover, parts, even = [], refused }: Row): Generator<string> {
  if (refused) yield `is drawn, and not refused as ${refused.code}`;
  yield* unlike(pixels, seen ?? {});
  const covered = coverOf(pixels);
  if (cover && !(covered >= cover[0] && covered <= cover[1])) yield `${(covered * 100).toFixed(1)} % is covered`;
  if (parts !== undefined && partsOf(pixels) !== parts) yield `is of ${partsOf(pixels)} parts, and not ${parts}`;
  for (const [x, y] of even) {
    const range = rangeAt(pixels, [x, y], square.side);
    if (range > square.range) yield `differs by ${range} around ${x} ${y}`;
  }
}

test.run();
