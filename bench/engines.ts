import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { best, bestReport } from './engines/best.ts';
import { findModels } from './engines/models.ts';
import { pictures, picturesReport } from './engines/pictures.ts';
import { openClient } from './support/client.ts';
import type { Report } from './support/report.ts';
import { startService } from './support/service.ts';

/** Lavapipe beside SwiftShader, each with a service of its own and one browser, in turns: what `best` takes, and how alike pictures are. */
export async function engines(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-models-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const models = await findModels(folder);
  const settings = { ASSET_ROOT: folder, RENDERERS: '1', RENDER_TIMEOUT: '600' };
  const lavapipe = stack.use(await startService({ ...settings, GPU: 'cpu' }));
  if (lavapipe.engine !== 'lavapipe') return nothing(`${lavapipe.engine} draws by \`GPU=cpu\`: lavapipe is not there`);
  const swiftShader = stack.use(await startService({ ...settings, GPU: 'software' }));
  const client = stack.use(openClient({ patience: 600_000 }));
  const pair = { client, lavapipe: lavapipe.url, swiftShader: swiftShader.url };
  const parts = [bestReport(await best(pair)), picturesReport(await pictures(pair, models))];
  return {
    rows: parts.flatMap(({ rows }) => rows),
    details: parts.flatMap(({ details }) => details),
    notes: parts.flatMap(({ notes = [] }) => notes),
  };
}

function nothing(why: string): Report {
  return { rows: [], details: [{ title: 'Not measured', head: ['', 'why'], lines: [['engines', why]] }] };
}
