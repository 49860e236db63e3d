import { readdir } from 'node:fs/promises';
import type { SceneInput } from '../scenes/scene.ts';
import { type Client, drawnIn, openClient } from './support/client.ts';
import { commandLineOf, descendantsOf, type Memory, memoryOf } from './support/processes.ts';
import { percent, type Report, type Row } from './support/report.ts';
import { type Service, startService } from './support/service.ts';
import { mean, slope } from './support/statistics.ts';

const renders = 300;
const every = 10;
/** Which renders are compared with which. What is drawn repeats itself after 150, but for its angle. */
const early = [100, 150] as const;
const late = [250, 300] as const;
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

/** Whether a service that draws ever other scenes needs ever more memory. */
export async function memory(): Promise<Report> {
  await using service = await startService();
  await using client = openClient();
  const samples = await sampled(service, client);
  const series: [name: string, measure: Measure][] = [
    ['Node and Chrome, resident', ({ node, chrome }) => node.resident + chrome.resident],
    ['Node, resident', ({ node }) => node.resident],
    ['Chrome, resident', ({ chrome }) => chrome.resident],
    ['Node and Chrome, own', ({ node, chrome }) => node.own + chrome.own],
  ];
  return {
    rows: series.map(([name, measure]) => verdict(name, samples, measure)),
    details: [
      {
        title: 'Memory by renders (MiB)',
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
          .filter(({ after }) => after % 50 === 0)
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

async function sampled(service: Service, client: Client): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let index = 0; index <= renders; index++) {
    if (index % every === 0) samples.push(await sample(service.pid, index));
    if (index < renders) drawnIn(await client.post(`${service.url}/renders`, sceneAt(index)));
  }
  return samples;
}

async function sample(pid: number, after: number): Promise<Sample> {
  const below = await descendantsOf(pid);
  const kinds = Map.groupBy(await Promise.all(below.map(kindOf)), ({ kind }) => kind);
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

/** What Chrome calls one of its processes. */
async function kindOf(pid: number): Promise<{ pid: number; kind: string }> {
  const { args } = await commandLineOf(pid);
  return { pid, kind: args.find(arg => arg.startsWith('--type='))?.slice('--type='.length) ?? 'browser' };
}

function verdict(name: string, samples: readonly Sample[], measure: Measure): Row {
  const within = ([from, to]: readonly [number, number]) =>
    mean(samples.filter(({ after }) => after >= from && after <= to).map(measure));
  const growth = within(late) / within(early) - 1;
  const points = samples.filter(({ after }) => after >= renders - 200).map(one => [one.after, measure(one)] as const);
  return {
    what: `memory: ${name}`,
    asked: `growth < ${limit * 100} %`,
    measured: `${percent(growth)} (${mebibytes(within(early))} → ${mebibytes(within(late))} MiB), ${Math.round(slope(points) / 1024)} KiB a render`,
    holds: growth < limit,
  };
}

const models = ['chair', 'mug', 'lamp', 'watch', 'sneaker', 'plant', 'box', 'flag', 'bottle'];
const environments = ['studio', 'neutral', 'room', 'sunset', 'none'] as const;
const formats = ['png', 'webp', 'jpeg'] as const;
const backgrounds = ['#ffffff', 'transparent', '#223344'];

/** A small scene that differs from all others: model, size, light, views, format and sampling each go round at their own pace. */
function sceneAt(index: number): SceneInput {
  const round = Math.floor(index / 10);
  const model = models[index % 10];
  const orbit = (turn: number): { orbit: [number, number] } => ({ orbit: [turn + index / 100, 15] });
  const views = { front: orbit(0), side: orbit(90), back: orbit(180) };
  const chosen = Object.entries(views).slice(0, 1 + (index % 3));
  return {
    ...(model
      ? { model: `${model}.glb` }
      : { nodes: [{ geometry: { type: 'torusKnot' }, material: { color: '#cc3322' } }] }),
    views: Object.fromEntries(chosen),
    environment: environments[round % environments.length] ?? 'studio',
    background: backgrounds[round % backgrounds.length] ?? '#ffffff',
    output: {
      width: 96 + (index % 150),
      height: 96 + ((index * 7) % 150),
      format: formats[index % formats.length] ?? 'png',
      sampling: index % 2 === 0 ? 'standard' : 'draft',
    },
  };
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
