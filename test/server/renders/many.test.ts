import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../../scenes/scene.ts';
import { pictureOf, pointersOf, problemOf, type Render, renderOf } from '../../support/answers.ts';
import { drawn, openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService();
const small = { width: 96, height: 64 } as const;

/** A chair in its variants, on a ground that each darkens, in light that each is in the way of. */
function chair(variant: string | string[] | undefined, over: SceneInput = {}): SceneInput {
  return { model: { src: 'chair.glb', ...(variant && { variant }) }, output: small, ...over };
}

/** The bytes of every frame, by name. */
async function framesOf(scene: SceneInput): Promise<[Render, Map<string, Buffer>]> {
  const render = await renderOf(service.render(scene));
  const frames = render.frames.map(
    async ({ name, url, type }): Promise<[string, Buffer]> => [
      name,
      Buffer.from(await pictureOf(fetch(url), type, 200)),
    ],
  );
  return [render, new Map(await Promise.all(frames))];
}

async function aloneOf(scene: SceneInput, name = 'main.png'): Promise<Buffer> {
  const [, frames] = await framesOf(scene);
  const bytes = frames.get(name);
  assert.ok(bytes, `there is ${name}`);
  return bytes;
}

function same(a: Buffer | undefined, b: Buffer, what: string): void {
  assert.ok(a?.equals(b), what);
}

test('a variant of a list is the one that is drawn alone, whatever the order', async () => {
  const alone = { oak: await aloneOf(chair('oak')), walnut: await aloneOf(chair('walnut')) };
  assert.not.ok(alone.oak.equals(alone.walnut));
  for (const order of [
    ['oak', 'walnut'],
    ['walnut', 'oak'],
  ]) {
    const before = await drawn(service);
    const [render, frames] = await framesOf(chair(order));
    assert.is(await drawn(service), before + 1);
    assert.equal(
      render.frames.map(({ name, view, variant, output }) => [name, view, variant, output]),
      order.map(one => [`main.${one}.png`, 'main', one, undefined]),
    );
    same(frames.get('main.oak.png'), alone.oak, `oak of ${order.join()}`);
    same(frames.get('main.walnut.png'), alone.walnut, `walnut of ${order.join()}`);
  }
});

test('a material is changed in the variants that have it; one that none has is refused', async () => {
  const changed = (variant: string | string[], name = 'oiled oak'): SceneInput => ({
    ...chair(undefined),
    model: { src: 'chair.glb', variant, materials: { [name]: { color: '#2040ff' } } },
  });
  const [, frames] = await framesOf(changed(['oak', 'walnut']));
  same(frames.get('main.oak.png'), await aloneOf(changed('oak')), 'oak');
  same(frames.get('main.walnut.png'), await aloneOf(chair(['walnut']), 'main.walnut.png'), 'walnut');
  const told = await problemOf(service.render(changed(['oak', 'walnut'], 'gold')), 422, 'scene_invalid');
  assert.equal(pointersOf(told), ['/model/materials/gold']);
});

test('glass, glow and holes of one variant are not left in another', async () => {
  const scene = (variant: string | string[]): SceneInput => ({
    ...chair(undefined, { background: 'transparent', environment: 'neutral' }),
    model: {
      src: 'chair.glb',
      variant,
      materials: {
        'oiled walnut': { transmission: 1, thickness: 0.1 },
        'rust cloth': { emissive: '#ff8040', emissiveIntensity: 4 },
        'forest cloth': { opacity: 0 },
      },
    },
  });
  const [, frames] = await framesOf(scene(['walnut', 'oak', 'black']));
  for (const one of ['walnut', 'oak', 'black'])
    same(frames.get(`main.${one}.png`), await aloneOf(scene([one]), `main.${one}.png`), one);
});

test('* is every variant that the file has, and a file without them says so', async () => {
  const render = await renderOf(service.render(chair('*', { ground: 'none' })), 201);
  const listed = render.frames.map(({ variant }) => variant);
  assert.ok(listed.length >= 2 && listed.includes('oak') && listed.includes('walnut'));
  const told = await problemOf(service.render({ model: { src: 'mug.glb', variant: '*' } }), 422, 'scene_invalid');
  assert.equal(pointersOf(told), ['/model/variant']);
  const unknown = await problemOf(service.render(chair(['oak', 'gold'])), 422, 'scene_invalid');
  assert.equal(pointersOf(unknown), ['/model/variant/1']);
});

test('an output of a map is that output alone; what differs by encoding is drawn once', async () => {
  const outputs = {
    large: { width: 160, height: 120 },
    draft: { ...small, sampling: 'draft' },
    web: { width: 160, height: 120, format: 'webp', quality: 80 },
    small,
    best: { ...small, sampling: 'best', format: 'jpeg' },
    again: { ...small, format: 'avif' },
  } as const;
  const { output: _, ...scene } = chair('oak');
  const [render, frames] = await framesOf({ ...scene, outputs });
  assert.equal(
    render.frames.map(({ name, view, output }) => [name, view, output]),
    Object.entries({ large: 'png', draft: 'png', web: 'webp', small: 'png', best: 'jpg', again: 'avif' }).map(
      ([name, ending]) => [`main.${name}.${ending}`, 'main', name],
    ),
  );
  for (const [name, output] of Object.entries(outputs)) {
    const extension = { png: 'png', webp: 'webp', jpeg: 'jpg', avif: 'avif' }[
      'format' in output ? output.format : 'png'
    ];
    const alone = await aloneOf({ ...scene, output }, `main.${extension}`);
    same(frames.get(`main.${name}.${extension}`), alone, name);
  }
});

test('variants × views × outputs: each is there, and Accept: image/* gives the first', async () => {
  const { output: _, ...scene } = chair(['walnut', 'oak'], { ground: 'none' });
  const asked = {
    ...scene,
    views: { front: { orbit: [0, 5] as [number, number] }, side: { orbit: [90, 5] as [number, number] } },
    outputs: { b: small, a: { ...small, format: 'webp' as const } },
  };
  const first = await pictureOf(service.render(asked, { accept: 'image/*' }), 'image/png', 201);
  const render = await renderOf(service.render(asked), 200);
  const names = render.frames.map(({ name }) => name);
  assert.equal(
    names,
    ['walnut', 'oak'].flatMap(variant =>
      ['front', 'side'].flatMap(view => [`${view}.${variant}.b.png`, `${view}.${variant}.a.webp`]),
    ),
  );
  const stored = await service.get(`/renders/${render.id}/front.walnut.b.png`);
  same(Buffer.from(await pictureOf(stored, 'image/png', 200)), Buffer.from(first), 'the first');
  const page = await (await fetch(render.preview)).text();
  for (const name of names) assert.match(page, name);
  assert.match(page, 'side · oak · a');
});

test('what cannot be asked for together is refused, by name', async () => {
  const refused: [SceneInput, string, RegExp][] = [
    [{ ...cube(), outputs: { a: {} } }, '/outputs', /either an output or outputs/],
    [{ model: 'chair.glb', outputs: {} }, '/outputs', /at least one/],
    [{ model: 'chair.glb', outputs: { 'a.b': {} } }, '/outputs/a.b', /output's name/],
    [chair(['oak', 'oak']), '/model/variant', /twice/],
    [chair([]), '/model/variant', /at least 1 entry/],
    [
      {
        nodes: [
          { model: { src: 'chair.glb', variant: ['oak'] } },
          { children: [{ model: { src: 'chair.glb', variant: '*' } }] },
        ],
      },
      '/nodes/1/children/0/model/variant',
      /one model of a scene/,
    ],
  ];
  for (const [scene, pointer, why] of refused) {
    const told = await problemOf(service.render(scene), 422, 'scene_invalid');
    assert.equal(pointersOf(told), [pointer], JSON.stringify(told));
    assert.match(told.errors?.[0]?.detail ?? '', why);
  }
});

test('too many frames and too many pixels are refused before anything is fetched', async () => {
  const views = Object.fromEntries(Array.from({ length: 64 }, (_, at) => [`v${at}`, {}]));
  const outputs = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`o${at}`, { width: 8, height: 8 }]));
  const frames = await problemOf(
    service.render({ model: 'http://nowhere.test/a.glb', views, outputs }),
    422,
    'scene_invalid',
  );
  assert.match(frames.detail, /64 views × 5 outputs are 320 frames; one request makes at most 256/);
  const large = { width: 4096, height: 4096 };
  const pixels = await problemOf(
    service.render({ model: 'http://nowhere.test/a.glb', views, output: large }),
    422,
    'scene_invalid',
  );
  assert.match(pixels.detail, /1073741824 pixels; one request draws at most 268435456/);
  const several = { ...chair('*'), output: large, views: Object.fromEntries(Object.entries(views).slice(0, 16)) };
  const found = await problemOf(service.render(several), 422, 'scene_invalid');
  assert.equal(pointersOf(found), ['/model/variant']);
  assert.match(found.detail, /variants are \d+ pixels/);
});

test('a thumbnail is one picture', async () => {
  const told = await problemOf(service.get('/thumbnail?src=chair.glb&variant=*'), 422, 'scene_invalid');
  assert.equal(pointersOf(told), ['?variant']);
});

test('closing leaves no browser', () => service.close());

test.run();
