import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { at, decode, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';
import type { Renderer } from '../../renderer/renderer.ts';

const output = { width: 96, height: 96 } as const;
const unlit = (color: string, opacity = 1) => ({ type: 'basic', color, opacity }) as const;
const facing: SceneInput['camera'] = { type: 'orthographic', orbit: [0, 0], margin: 0.25 };

async function picture(renderer: Renderer, scene: SceneInput): Promise<Pixels> {
  const [frame] = await draw(renderer, { ground: 'none', environment: 'none', output, ...scene });
  return decode(frame?.bytes ?? new Uint8Array());
}

test('colours are what they are asked to be', async () => {
  await withRenderer(async renderer => {
    const square = { geometry: { type: 'plane' }, material: unlit('#4080c0') } as const;
    const plain = await picture(renderer, {
      nodes: [square],
      camera: facing,
      toneMapping: 'none',
      background: '#123456',
    });
    assert.equal(
      at(plain, 0.5, 0.5),
      [0x40, 0x80, 0xc0, 255],
      'an unlit colour comes out as it was given, where nothing maps tones',
    );
    assert.equal(at(plain, 0.05, 0.05), [0x12, 0x34, 0x56, 255], 'a background is exact');

    for (const toneMapping of ['neutral', 'agx', 'aces'] as const) {
      const mapped = await picture(renderer, { nodes: [square], camera: facing, toneMapping, background: '#ffffff' });
      assert.equal(at(mapped, 0.05, 0.05), [255, 255, 255, 255], `a white background stays white under ${toneMapping}`);
    }
    const bright = await picture(renderer, {
      nodes: [square],
      camera: facing,
      toneMapping: 'linear',
      exposure: 2,
      background: '#000000',
    });
    // twice the light of #80, by sRGB's own formula, is #af
    assert.ok(Math.abs(at(bright, 0.5, 0.5)[1] - 0xaf) <= 1, `${at(bright, 0.5, 0.5)}`);
  });
});

test('transparency is straight, and right over black and over white', async () => {
  await withRenderer(async renderer => {
    const scene = { camera: facing, toneMapping: 'none', background: 'transparent' } as const;
    const half = await picture(renderer, {
      ...scene,
      nodes: [{ geometry: { type: 'plane' }, material: unlit('#ffffff', 0.5) }],
    });
    const [r, , , a] = at(half, 0.5, 0.5);
    assert.ok(r === 255 && Math.abs(a - 128) <= 1, `white of half opacity is white at alpha 128, not grey: ${r} ${a}`);
    assert.equal(at(half, 0.05, 0.05)[3], 0);

    // A tilted edge has pixels of every coverage; each must keep the colour of what covers it.
    const edge = await picture(renderer, {
      ...scene,
      nodes: [{ geometry: { type: 'plane' }, material: unlit('#ff8000'), rotation: [0, 0, 20] }],
    });
    let partial = 0;
    for (let pixel = 0; pixel < edge.data.length; pixel += 4) {
      const alpha = edge.data[pixel + 3] ?? 0;
      if (alpha < 16 || alpha > 239) continue;
      partial++;
      assert.ok(
        (edge.data[pixel] ?? 0) >= 250 && Math.abs((edge.data[pixel + 1] ?? 0) - 128) <= 4,
        `an edge's pixel is ${edge.data.slice(pixel, pixel + 4).join()}`,
      );
    }
    assert.ok(partial > 50, `${partial} pixels are partly covered`);
  });
});

test('glass is seen on a transparent background, and lets it through', async () => {
  await withRenderer(async renderer => {
    const glass = { type: 'physical', transmission: 1, roughness: 0, thickness: 0, color: '#ffffff' } as const;
    const tinted = { ...glass, color: '#ff4040' } as const;
    const scene: SceneInput = {
      camera: facing,
      environment: 'studio',
      background: 'transparent',
      nodes: [{ geometry: { type: 'sphere' }, material: glass }],
    };
    const clear = at(await picture(renderer, scene), 0.5, 0.5);
    assert.ok(clear[3] > 0 && clear[3] < 120, `clear glass lets most through: ${clear}`);
    const red = at(
      await picture(renderer, { ...scene, nodes: [{ geometry: { type: 'sphere' }, material: tinted }] }),
      0.5,
      0.5,
    );
    assert.ok(red[3] > clear[3] && red[0] > red[1] + 30, `red glass is red, and lets less through: ${red}`);
    const redOnWhite = at(
      await picture(renderer, {
        ...scene,
        background: '#ffffff',
        nodes: [{ geometry: { type: 'sphere' }, material: tinted }],
      }),
      0.5,
      0.5,
    );
    assert.ok(
      redOnWhite[0] > 180 && redOnWhite[1] < 120,
      `red glass on white is as red as it lets through: ${redOnWhite}`,
    );
    const onWhite = at(await picture(renderer, { ...scene, background: '#ffffff' }), 0.5, 0.5);
    assert.ok(onWhite[0] > 200, `clear glass on white is light: ${onWhite}`);
  });
});

test('the front is at azimuth 0, and azimuth grows to the right', async () => {
  await withRenderer(async renderer => {
    const face = (color: string, rotation: [number, number, number], position: [number, number, number]) =>
      ({ geometry: { type: 'plane' }, material: unlit(color), rotation, position }) as const;
    const cube: SceneInput['nodes'] = [
      face('#ff0000', [0, 0, 0], [0, 0, 0.5]),
      face('#00ff00', [0, 90, 0], [0.5, 0, 0]),
      face('#0000ff', [0, 180, 0], [0, 0, -0.5]),
      face('#ffff00', [-90, 0, 0], [0, 0.5, 0]),
    ];
    const seen = { front: [0, 0], right: [90, 0], back: [180, 0], top: [0, 90] } as const;
    const expected = { front: [255, 0, 0], right: [0, 255, 0], back: [0, 0, 255], top: [255, 255, 0] };
    const views = Object.fromEntries(
      Object.entries(seen).map(([name, orbit]) => [name, { orbit: [...orbit] as [number, number] }]),
    );
    const frames = await draw(renderer, {
      nodes: cube,
      views,
      environment: 'none',
      ground: 'none',
      toneMapping: 'none',
      output,
    });
    for (const frame of frames) {
      const name = frame.name.replace('.png', '') as keyof typeof expected;
      assert.equal(at(await decode(frame.bytes), 0.5, 0.5).slice(0, 3), expected[name], name);
    }
    assert.equal(
      frames.map(frame => frame.name),
      ['front.png', 'right.png', 'back.png', 'top.png'],
      'frames come in the order of the views',
    );
  });
});

test('a directional light casts a shadow where it must, and draft, standard and best show the same scene', async () => {
  await withRenderer(async renderer => {
    const nodes: SceneInput['nodes'] = [
      {
        geometry: { type: 'plane', size: [6, 6] },
        material: { color: '#ffffff', roughness: 1 },
        rotation: [-90, 0, 0],
      },
      { geometry: { type: 'box' }, material: { color: '#ffffff', roughness: 1 }, position: [0, 0.5, 0] },
      { light: { type: 'directional', intensity: 3, castShadow: true }, position: [-3, 3, 0] },
    ];
    const means: number[] = [];
    for (const sampling of ['draft', 'standard', 'best'] as const) {
      const seen = await picture(renderer, {
        nodes,
        camera: { type: 'orthographic', orbit: [0, 90] },
        toneMapping: 'none',
        output: { ...output, sampling },
      });
      const [shadowed] = at(seen, 0.62, 0.5);
      const [lit] = at(seen, 0.3, 0.5);
      assert.ok(
        shadowed < 20 && lit > 120,
        `${sampling}: right of the box is dark (${shadowed}), left of it lit (${lit})`,
      );
      means.push(seen.data.reduce((sum, value) => sum + value, 0) / seen.data.length);
    }
    assert.ok(Math.max(...means) - Math.min(...means) < 2, `${means}`);
  });
});

test('two uses of one model keep their own pose and look', async () => {
  await withRenderer(async renderer => {
    const closed = 'box.glb';
    const open = { src: 'box.glb', animation: { clip: 'open', time: 1.5 } };
    const place = (x: number, model: NonNullable<SceneInput['model']>) => ({
      model,
      position: [x, 0, 0] as [number, number, number],
    });
    const view: SceneInput = {
      background: 'transparent',
      camera: { type: 'orthographic', position: [0, 0.3, 3], target: [0, 0.3, 0], height: 1.2 },
    };
    const alone = await picture(renderer, { ...view, nodes: [place(-0.3, closed), place(0.3, closed)] });
    const both = await picture(renderer, { ...view, nodes: [place(-0.3, open), place(0.3, closed)] });
    const half = (pixels: Pixels, from: number) => {
      let count = 0;
      for (let y = 0; y < 96; y++)
        for (let x = from; x < from + 48; x++) if ((pixels.data[(y * 96 + x) * 4 + 3] ?? 0) > 128) count++;
      return count;
    };
    assert.is(half(both, 48), half(alone, 48), 'the closed box is as closed as it is alone');
    assert.ok(half(both, 0) > half(alone, 0), 'the open one is taller');
  });
});

test.run();
