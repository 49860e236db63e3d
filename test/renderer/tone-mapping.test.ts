import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ToneMapping } from '../../scenes/tone-mapping.ts';
import { at, decode } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** What each makes of a grey light, 0 and up; the published curves, whose matrices leave greys as they are. */
const curves = {
  none: x => x,
  linear: x => x,
  reinhard: x => x / (1 + x),
  cineon(light) {
    const x = Math.max(0, light - 0.004);
    return ((x * (6.2 * x + 0.5)) / (x * (6.2 * x + 1.7) + 0.06)) ** 2.2;
  },
  aces(light) {
    const x = light / 0.6;
    return (x * (x + 0.0245786) - 0.000090537) / (x * (0.983729 * x + 0.432951) + 0.238081);
  },
  agx(light) {
    const x = Math.min(1, Math.max(0, (Math.log2(light) + 12.47393) / (4.026069 + 12.47393)));
    const curve = 15.5 * x ** 6 - 40.14 * x ** 5 + 31.96 * x ** 4 - 6.868 * x ** 3 + 0.4298 * x ** 2 + 0.1191 * x;
    return Math.max(0, curve - 0.00232) ** 2.2;
  },
  neutral(light) {
    const start = 0.8 - 0.04;
    const x = light - (light < 0.08 ? light - 6.25 * light * light : 0.04);
    return x < start ? x : 1 - (1 - start) ** 2 / (x + 1 - 2 * start);
  },
} satisfies Record<ToneMapping, (light: number) => number>;

function displayed(light: number): number {
  const x = Math.min(1, Math.max(0, light));
  return 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);
}

test('tones are mapped by the published curves, in the dark and in the light', async () => {
  await withRenderer(async renderer => {
    const grey = ((0x80 / 255 + 0.055) / 1.055) ** 2.4;
    for (const [toneMapping, curve] of Object.entries(curves) as [ToneMapping, (light: number) => number][])
      for (const exposure of [0.2, 1, 6]) {
        // none maps nothing, exposure neither
        const light = toneMapping === 'none' ? grey : grey * exposure;
        const [frame] = await draw(renderer, {
          nodes: [{ geometry: { type: 'plane' }, material: { type: 'basic', color: '#808080' } }],
          camera: { type: 'orthographic', orbit: [0, 0] },
          environment: 'none',
          ground: 'none',
          toneMapping,
          exposure,
          output: { width: 16, height: 16 },
        });
        const [r, g, b] = at(await decode(frame?.bytes ?? new Uint8Array()), 0.5, 0.5);
        const meant = displayed(curve(light));
        for (const value of [r, g, b])
          assert.ok(Math.abs(value - meant) <= 1.5, `${toneMapping} at ${exposure}: ${r} ${g} ${b}, meant ${meant}`);
      }
  });
});

test.run();
