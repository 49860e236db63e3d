import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SceneInput } from '../scenes/scene.ts';
import { type Client, drawnIn, openClient } from './support/client.ts';
import { commandLineOf, descendantsOf, kindOf, type Memory, memoryOf } from './support/processes.ts';
import type { Options } from './support/options.ts';
import { mebibytes, percent, type Report, type Row } from './support/report.ts';
import { type Service, startService } from './support/service.ts';
import { mean, slope } from './support/statistics.ts';
import { type Models, openModels } from './thumbnails/models.ts';
import { ownSource } from './thumbnails/sources.ts';

/** Renders between two looks, at least. */
const every = 10;
/** Looks in all, about. */
const looks = 100;
/** Of the renders, which are compared with which: caches are full by then. */
const early = [0.3, 0.5] as const;
const late = [0.8, 1] as const;
const limit = 0.05;

interface Sample {
  /** Renders before it. */
  after: number;
  node: Memory;
  chrome: Memory;
  /** Of Chrome: what runs the stage, and what draws. */
  page: Memory;
  gpu: Memory;
  /** Chrome's processes. */
  processes: number;
  /** Files and sockets that Node has open. */
  files: number;
}

type Measure = (sample: Sample) => number;

/** Whether a service that draws ever other models needs ever more memory. */
export async function memory({ models: renders }: Options): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-models-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const service = stack.use(await startService({ ASSET_ROOT: folder }));
  const client = stack.use(openClient());
  const models = await openModels(folder, sources);
  const samples = await sampled(service, client, models, renders);
  const all = samples.map(({ node, chrome }) => node.resident + chrome.resident);
  const peakIn = ([from, to]: readonly [number, number]) =>
    Math.max(...all.filter((_, at) => within(samples[at], renders, [from, to])));
  const [before, after] = [peakIn([0, 0.5]), peakIn([0.5, 1])];
  const series: [name: string, measure: Measure][] = [
    ['Node and Chrome, resident', ({ node, chrome }) => node.resident + chrome.resident],
    ['Node, resident', ({ node }) => node.resident],
    ['Chrome, resident', ({ chrome }) => chrome.resident],
    ['Node and Chrome, own', ({ node, chrome }) => node.own + chrome.own],
  ];
  return {
    rows: [
      {
        what: `memory: peak of Node and Chrome over ${renders} different models (${service.engine})`,
        asked: `second half < ${limit * 100} % above the first`,
        measured: `${mebibytes(Math.max(...all))} MiB, ${percent(after / before - 1)}`,
        holds: after / before - 1 < limit,
      },
      ...series.map(([name, measure]) => verdict(name, samples, renders, measure)),
    ],
    details: [
      {
        title: `Memory by renders (MiB, ${service.engine})`,
        head: [
          'renders',
          'Node',
          'Chrome',
          'its page, own',
          'its GPU process, own',
          'its processes',
          'files open in Node',
        ],
        lines: samples
          .filter((_, at) => at % 10 === 0 || at === samples.length - 1)
          .map(({ after, node, chrome, page, gpu, processes, files }) => [
            String(after),
            mebibytes(node.resident),
            mebibytes(chrome.resident),
            mebibytes(page.own),
            mebibytes(gpu.own),
            String(processes),
            String(files),
          ]),
      },
    ],
  };
}

async function sampled(service: Service, client: Client, models: Models, renders: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const step = Math.max(every, Math.ceil(renders / looks));
  for (let index = 0; index <= renders; index++) {
    if (index % step === 0 || index === renders) samples.push(await sample(service.pid, index));
    const source = sources[index % sources.length];
    if (index === renders || !source) continue;
    const file = await models.make(source);
    drawnIn(await client.post(`${service.url}/renders`, sceneAt(index, file)));
    await models.remove(file);
  }
  return samples;
}

async function sample(pid: number, after: number): Promise<Sample> {
  const below = await descendantsOf(pid);
  const kinds = Map.groupBy(await Promise.all(below.map(namedBy)), ({ kind }) => kind);
  const pids = (kind: string) => (kinds.get(kind) ?? []).map(process => process.pid);
  const [node, chrome, page, gpu, files] = await Promise.all([
    memoryOf([pid]),
    memoryOf(below),
    memoryOf(pids('renderer')),
    memoryOf(pids('gpu-process')),
    readdir(`/proc/${pid}/fd`),
  ]);
  return { after, node, chrome, page, gpu, processes: below.length, files: files.length };
}

async function namedBy(pid: number): Promise<{ pid: number; kind: string }> {
  return { pid, kind: kindOf(await commandLineOf(pid)) ?? 'browser' };
}

function verdict(name: string, samples: readonly Sample[], renders: number, measure: Measure): Row {
  const meanOf = (span: readonly [number, number]) =>
    mean(samples.filter(sample => within(sample, renders, span)).map(measure));
  const [before, after] = [meanOf(early), meanOf(late)];
  const growth = after / before - 1;
  const points = samples.filter(sample => within(sample, renders, [early[0], late[1]]));
  const rate = slope(points.map(one => [one.after, measure(one)] as const));
  return {
    what: `memory: ${name}`,
    asked: `growth < ${limit * 100} %`,
    measured: `${percent(growth)} (${mebibytes(before)} → ${mebibytes(after)} MiB), ${Math.round(rate / 1024)} KiB a render`,
    holds: growth < limit,
  };
}

/** Whether a sample was taken in this span of all renders (0–1). */
function within(sample: Sample | undefined, renders: number, [from, to]: readonly [number, number]): boolean {
  return sample !== undefined && sample.after >= from * renders && sample.after <= to * renders;
}

/** The project's own models, of which new ones are made. */
const sources = ['chair', 'mug', 'lamp', 'watch', 'sneaker', 'plant', 'box', 'flag', 'bottle'].map(ownSource);
const environments = ['studio', 'neutral', 'room', 'sunset', 'none'] as const;
const formats = ['png', 'webp', 'jpeg'] as const;
const backgrounds = ['#ffffff', 'transparent', '#223344'];

/** A small picture of a model, which differs from all others: size, light, format and sampling each go round at their own pace. */
function sceneAt(index: number, model: string): SceneInput {
  const round = Math.floor(index / 10);
  return {
    model,
    camera: { orbit: [(index % 4) * 90, 15] },
    environment: environments[round % environments.length] ?? 'studio',
    background: backgrounds[round % backgrounds.length] ?? '#ffffff',
    output: {
      width: 96 + (index % 150),
      height: 96 + ((index * 7) % 150),
      format: formats[index % formats.length] ?? 'png',
      sampling: index % 4 === 0 ? 'standard' : 'draft',
    },
  };
}
