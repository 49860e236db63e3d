import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { circlesIn, type Graph } from './walls/circles.ts';
import { refusal } from './walls/directions.ts';
import { type Arrow, arrowsOf } from './walls/graph.ts';
import { importsOf } from './walls/imports-of.ts';

const arrows = await arrowsOf(fileURLToPath(new URL('../', import.meta.url)));

const graphOf = (all: readonly Pick<Arrow, 'from' | 'to'>[]): Graph =>
  new Map([...Map.groupBy(all, ({ from }) => from)].map(([from, some]) => [from, some.map(({ to }) => to)]));

test('imports go one way: server, renderer, scenes', () => {
  assert.ok(arrows.length > 1000, `${arrows.length} imports were found`);
  assert.equal(
    arrows.map(({ from, to, isType }) => refusal(from, to, isType)).filter(one => one !== undefined),
    [],
  );
});

test('no files and no folders import each other in circles, types included', () => {
  const ours = arrows.filter(({ from, to }) => /^(scenes|renderer|server|cli|bench)\//.test(from) && /\.\w+$/.test(to));
  assert.equal(circlesIn(graphOf(ours)), []);
});

const refused: [from: string, to: string, isType?: boolean][] = [
  ['scenes/a.ts', 'server/problems/problem.ts'],
  ['scenes/a.ts', 'renderer/error.ts', true],
  ['scenes/new/room/a.ts', 'node:path'],
  ['renderer/a.ts', 'server/problems/problem.ts'],
  ['renderer/new/a.ts', 'renderer/stage/util/fault.ts'],
  ['renderer/stage/a.ts', 'renderer/pixels.ts'],
  ['renderer/stage/new/room/a.ts', 'renderer/pixels.ts'],
  ['renderer/stage/new/room/a.ts', 'node:path'],
  ['server/a.ts', 'renderer/stage/util/fault.ts', true],
  ['server/new/a.ts', 'test/support/studio.ts'],
  ['server/assets/a.ts', 'server/http/body.ts', true],
  ['server/assets/new/a.ts', 'koa', true],
  ['server/renders/a.ts', 'server/routes/renders.ts'],
  ['nowhere/a.ts', 'scenes/scene.ts'],
];
const taken: typeof refused = [
  ['scenes/new/a.ts', 'zod'],
  ['renderer/stage/new/a.ts', 'renderer/contract.ts', true],
  ['renderer/stage/new/a.ts', 'three/webgpu'],
  ['server/http/a.ts', 'renderer/error.ts'],
  ['server/routes/a.ts', 'koa'],
  ['test/a.ts', 'server/main.ts'],
];

test('who may import whom holds for new folders as well', () => {
  for (const [from, to, isType = false] of refused)
    assert.ok(refusal(from, to, isType), `${from} may not import ${to}`);
  for (const [from, to, isType = false] of taken) assert.is(refusal(from, to, isType), undefined);
});

test('circles are found at any depth, and told by what closes them', () => {
  const circle = circlesIn(
    graphOf([
      { from: 'a/b/c/one.ts', to: 'a/b/d/two.ts' },
      { from: 'a/b/d/two.ts', to: 'a/b/d/three.ts' },
      { from: 'a/b/d/four.ts', to: 'a/b/c/five.ts' },
    ]),
  );
  assert.equal(circle, ['a/b: c → d → c (a/b/d/four.ts imports a/b/c/five.ts)']);
  assert.equal(
    circlesIn(
      graphOf([
        { from: 'a/x.ts', to: 'a/b/y.ts' },
        { from: 'a/b/y.ts', to: 'a/b/z.ts' },
      ]),
    ),
    [],
  );
});

test('every way to import is read', () => {
  const code = `
    import a from './a.ts';
    import { type B } from './b.ts';
    import type { C } from './c.ts';
    export { d } from './d.ts';
    export type { E } from './e.ts';
    import './f.ts';
    const g = await import('./g.ts');
    type H = import('./h.ts').H;
    import { type I, i } from './i.ts';
  `;
  assert.equal(
    importsOf('x.ts', code).map(({ specifier, isType }) => `${specifier.slice(2, 3)}${isType ? ' type' : ''}`),
    ['a', 'b type', 'c type', 'd', 'e type', 'f', 'g', 'h type', 'i'],
  );
});

test.run();
