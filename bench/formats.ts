import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ballMaker, count, side } from './formats/ball.ts';
import { type Files, writers } from './formats/writers.ts';
import { drawnIn, openClient } from './support/client.ts';
import { type Timed, whereItGoes } from './support/phases.ts';
import { ms, type Report } from './support/report.ts';
import { startService } from './support/service.ts';
import { median } from './support/statistics.ts';

const rounds = 12;
const warmUp = 2;

/** Whether a new model of large pictures is as quick in other formats as in glTF, one at a time and in turns. */
export async function formats(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-formats-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const service = stack.use(await startService({ ASSET_ROOT: folder }));
  const client = stack.use(openClient());
  const balls = await ballMaker();
  const taken = new Map(Object.keys(writers).map(format => [format, [] as Timed[]]));
  for (let round = 0; round < warmUp + rounds; round++)
    for (const [format, write] of Object.entries(writers)) {
      const name = randomUUID();
      const files = await write(balls(name), name);
      await put(folder, files);
      const model = files[0]?.[0] ?? '';
      const answer = await client.post(`${service.url}/renders`, { model, output: { width: 512, height: 512 } });
      const { timings } = drawnIn(answer);
      if (round >= warmUp) taken.get(format)?.push({ ms: answer.ms, timings });
      await Promise.all(files.map(([file]) => rm(join(folder, file))));
    }
  const p50 = (format: string) => median((taken.get(format) ?? []).map(one => one.ms));
  const base = p50('GLB');
  return {
    rows: Object.keys(writers)
      .filter(format => format !== 'GLB')
      .map(format => ({
        what: `formats: ${format} ÷ GLB, ${count} pictures of ${side}²`,
        measured: `${(p50(format) / base).toFixed(2)} × (${ms(p50(format))} ÷ ${ms(base)})`,
      })),
    details: [whereItGoes('Where the time of a format goes (p50)', taken)],
  };
}

async function put(folder: string, files: Files): Promise<void> {
  await Promise.all(files.map(([name, contents]) => writeFile(join(folder, name), contents)));
}
