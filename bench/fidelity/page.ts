import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sampling } from '../../scenes/output.ts';
import { verdicts } from '../support/report.ts';
import type { Comparison } from './compare.ts';
import { escape, htmlOf } from './html.ts';
import { differenceFileOf, fileOf, writePictures } from './pictures.ts';
import { titleOf } from './scenarios.ts';
import { isFurthest, peersOf, verdictsOf } from './standings.ts';
import { behind, distances, failures, figure } from './table.ts';

/** Writes the page, and all its pictures next to it. Returns its path. */
export async function writePage(
  folder: string,
  comparisons: readonly Comparison[],
  samplings: readonly Sampling[],
): Promise<string> {
  for (const comparison of comparisons) await writePictures(folder, comparison);
  const path = join(folder, 'index.html');
  await writeFile(path, await pageOf(comparisons, samplings));
  return path;
}

async function pageOf(comparisons: readonly Comparison[], samplings: readonly Sampling[]): Promise<string> {
  const [style, script] = await Promise.all(
    ['page.css', 'enlarge.js'].map(name => readFile(new URL(name, import.meta.url), 'utf8')),
  );
  const traced = new Set(comparisons.flatMap(({ references }) => references.map(({ renderer }) => renderer)));
  const columns: Columns = { samplings, tracers: [...traced].toSorted(), peers: peersOf(comparisons) };
  const tables = [
    verdicts(verdictsOf(comparisons, samplings)),
    ...failures(comparisons),
    distances(comparisons, samplings),
    behind(comparisons, samplings),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Darkroom beside the path tracers</title>
<style>${style}</style>
<header>
  <h1>Darkroom beside the path tracers</h1>
  <p>Khronos’ Render Fidelity scenarios, drawn by the service (${samplings.join(', ')}). A number is a picture’s distance to the
  nearer path tracer: on white, at 256 × 256, RMS over RGB, 0–255; less is nearer. Below each picture is what is between it and
  that path tracer: mid grey is equal, brighter is too bright and darker too dark, twice as strong as it is. Click a picture to
  enlarge it; ← and → then go through its row in place, pictures or differences.</p>
</header>
<main>
${tables.map(table => htmlOf(table, linkOf(comparisons))).join('\n')}
<h2>Pictures</h2>
${comparisons.map(comparison => rowOf(comparison, columns)).join('\n')}
</main>
<dialog><figure><img alt=""><figcaption></figcaption></figure></dialog>
<script>${script}</script>
</html>
`;
}

interface Columns {
  samplings: readonly string[];
  tracers: readonly string[];
  peers: readonly string[];
}

/** A table's first cell leads to the row of its scenario. */
function linkOf(comparisons: readonly Comparison[]): (cell: string) => string | undefined {
  const names = new Map(comparisons.map(({ scenario }) => [titleOf(scenario), scenario.name]));
  return cell => names.get(cell);
}

function rowOf(comparison: Comparison, { samplings, tracers, peers }: Columns): string {
  const { scenario, apart } = comparison;
  const { width, height } = scenario.dimensions;
  const furthest = samplings.filter(sampling => isFurthest(comparison, sampling));
  const notes = [
    `${width} × ${height}`,
    ...(apart === undefined ? ['one path tracer'] : [`path tracers ${figure(apart)} apart`]),
    ...furthest.map(sampling => `<strong>${sampling} is further away than every peer</strong>`),
  ];
  const cells = [
    ...samplings.map(name => measuredCell(comparison, name, 'ours')),
    ...tracers.map(name => tracedCell(comparison, name)),
    ...peers.map(name => measuredCell(comparison, name, 'peer')),
  ];
  return `<section id="${escape(scenario.name)}" style="--shape: ${width} / ${height}; --columns: ${cells.length}">
<h3>${escape(titleOf(scenario))} <small>${notes.join(' · ')}</small></h3>
<div class="row">${cells.join('')}</div>
</section>`;
}

function measuredCell(comparison: Comparison, renderer: string, kind: 'ours' | 'peer'): string {
  const all = [...comparison.ours, ...comparison.peers];
  const own = all.find(one => one.renderer === renderer);
  const name = kind === 'ours' ? `Darkroom, ${renderer}` : renderer;
  if (!own) return missing(name, comparison.failures.find(one => one.renderer === renderer)?.why);
  const number = figure(own.distance);
  const nearest = all.every(({ distance }) => own.distance <= distance) ? 'nearest' : '';
  return `<figure class="${kind} ${nearest}">${link('picture', fileOf(comparison, renderer), `${name}: ${number}`)}
<figcaption>${escape(name)} <b>${number} ${nearest}</b> <span>from ${escape(own.nearer)}</span></figcaption>
${link('difference', differenceFileOf(comparison, renderer), `${name}, difference from ${own.nearer}: ${number}`)}</figure>`;
}

function tracedCell(comparison: Comparison, renderer: string): string {
  if (!comparison.references.some(one => one.renderer === renderer)) return missing(renderer);
  return `<figure class="traced">${link('picture', fileOf(comparison, renderer), `${renderer}, path tracer`)}
<figcaption>${escape(renderer)} <b>path tracer</b></figcaption></figure>`;
}

function missing(name: string, why = 'no picture'): string {
  return `<figure class="missing"><p>${escape(why)}</p><figcaption>${escape(name)}</figcaption></figure>`;
}

function link(kind: 'picture' | 'difference', file: string, caption: string): string {
  const url = escape(encodeURI(file));
  return `<a class="${kind}" href="${url}"><img src="${url}" alt="${escape(caption)}" loading="lazy"></a>`;
}
