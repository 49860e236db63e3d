import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import type { Vec3 } from '../../scenes/values.ts';
import { grainAt } from '../support/grain.ts';
import { decode, type Pixels } from '../support/pixels.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Node = NonNullable<SceneInput['nodes']>[number];

const side = 256;
const grey = { color: '#c0c0c0', roughness: 1, metalness: 0, side: 'double' } as const;
const camera: SceneInput['camera'] = { type: 'orthographic', position: [0, 8, 0], target: [0, 0, 0], height: 2 };

const floor: Node = { geometry: { type: 'plane', size: [12, 12] }, material: grey, rotation: [-90, 0, 0] };
/** Black, as what is behind it: seen from above, both are one. */
const slab: Node = {
  geometry: { type: 'box', size: [4, 0.1, 2] },
  material: { type: 'basic', color: '#000000' },
  position: [0, 1.2, 1.7],
  rotation: [0, 17, 0],
};

const lamps = {
  directional: { type: 'directional', intensity: 2 },
  spot: { type: 'spot', intensity: 50, angle: 70, penumbra: 0 },
  point: { type: 'point', intensity: 50 },
} as const;
const kinds = Object.keys(lamps) as (keyof typeof lamps)[];

async function picture(renderer: Renderer, kind: keyof typeof lamps, place: Vec3, nodes: Node[]): Promise<Pixels> {
  const lamp: Node = { light: { ...lamps[kind], castShadow: true }, position: place };
  const [frame] = await draw(renderer, {
    nodes: [...nodes, lamp],
    camera,
    environment: 'none',
    ground: 'none',
    toneMapping: 'none',
    output: { width: side, height: side },
  });
  return decode(frame?.bytes ?? new Uint8Array());
}

/** Rows to either side of an edge, within which light does not change but for it. */
const near = 8;

/** In each column, how far down the light ends: by how much of the rows around there is dark. */
function edgeOf({ data, width, height }: Pixels): number[] {
  return Array.from({ length: width - 80 }, (_, at) => {
    const column = Array.from({ length: height }, (_, y) => data[(y * width + at + 40) * 4 + 1] ?? 0);
    const dark = column.findIndex(value => value < Math.max(...column) / 3);
    const around = column.slice(dark - near, dark + near);
    return dark - around.reduce((sum, value) => sum + 1 - value / (around[0] ?? 0), 0);
  });
}

/** By how much numbers leave a line, as a standard deviation, and where they do most. */
function offLine(values: readonly number[]): { rms: number; most: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const slope = values.reduce((sum, value, at) => sum + value * (at - middle), 0) / spread;
  const rest = values.map((value, at) => Math.abs(value - mean - slope * (at - middle)));
  return { rms: Math.hypot(...rest) / Math.sqrt(rest.length), most: Math.max(...rest) };
}

test('a shadow of a straight edge is straight to a third of a pixel, whatever casts it', () =>
  withRenderer(async renderer => {
    for (const kind of kinds) {
      const { rms, most } = offLine(edgeOf(await picture(renderer, kind, [0.4, 6, 3], [floor, slab])));
      assert.ok(rms < 0.18, `${kind}: ${rms} pixels`);
      assert.ok(most < 0.36, `${kind}: ${most} pixels at most`);
    }
  }));

test('a floor that is lit at a flat angle casts no shadow on itself', () =>
  withRenderer(async renderer => {
    for (const kind of kinds) {
      const grain = grainAt(await picture(renderer, kind, [5, 1.5, 2], [floor]), [96, 96], 64);
      assert.ok(grain < 0.5, `${kind}: ${grain}`);
    }
  }));

test.run();
