import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../support/report.ts';
import { mean, median } from '../support/statistics.ts';
import { type Pair, picture } from './pair.ts';
import { rmse } from './rmse.ts';

/** Of 255. */
const limit = 2;
/** How many of the least alike are listed. */
const worst = 5;

/** Where all are kept to be looked at; git does not. */
const folder = fileURLToPath(new URL('../../dist/bench/engines', import.meta.url));

/** How far both pictures of a model are apart. */
export interface Apart {
  model: string;
  rmse: number;
}

/** How alike both engines' default pictures are. */
export async function pictures(pair: Pair, models: readonly string[]): Promise<Apart[]> {
  const all: Apart[] = [];
  await mkdir(folder, { recursive: true });
  for (const model of models) {
    const scene = { model, output: { width: 512, height: 512 } };
    const [one, other] = [await picture(pair, 'lavapipe', scene), await picture(pair, 'swiftShader', scene)];
    await writeFile(join(folder, `${model}-lavapipe.png`), one);
    await writeFile(join(folder, `${model}-swiftshader.png`), other);
    all.push({ model, rmse: await rmse(one, other) });
  }
  return all;
}

export function picturesReport(all: readonly Apart[]): Report {
  const sorted = all.toSorted((a, b) => b.rmse - a.rmse);
  const values = sorted.map(one => one.rmse);
  const [most] = sorted;
  if (!most) return { rows: [], details: [] };
  return {
    rows: [
      {
        what: `engines: default pictures of ${all.length} models, lavapipe and SwiftShader apart: the most`,
        asked: `RMSE ≤ ${limit} of 255`,
        measured: `${most.rmse.toFixed(2)} (${most.model}); mean ${mean(values).toFixed(2)}, p50 ${median(values).toFixed(2)}`,
        holds: most.rmse <= limit,
      },
    ],
    details: [
      {
        title: `Pictures that are the least alike (512², RMSE of RGBA, of 255)`,
        head: ['', 'RMSE'],
        lines: sorted.slice(0, worst).map(one => [one.model, one.rmse.toFixed(2)]),
      },
    ],
    notes: [`Pictures of both engines, to be looked at: ${folder}`],
  };
}
