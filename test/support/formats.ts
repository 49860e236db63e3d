import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Frame } from '../../renderer/frame.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { assetsOf, sceneFrom } from './studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

const folder = fileURLToPath(new URL('../../scenes/models/formats/', import.meta.url));

/** Moments of files that move; the others are shown as they rest. */
const moments: Readonly<Record<string, number>> = { 'letter.fbx': 0.5, 'letter.dae': 1 };

/** The letter in each format and dialect, by what its golden is called. */
export async function formatScenes(): Promise<[golden: string, scene: SceneInput][]> {
  const names = (await readdir(folder)).filter(name => name.startsWith('letter') && !name.endsWith('.mtl')).toSorted();
  return names.map(name => [`format-${name.replace('.', '-')}`, sceneOf(name)]);
}

function sceneOf(src: string): SceneInput {
  const time = moments[src];
  return {
    model: time === undefined ? src : { src, animation: { time } },
    camera: { orbit: [25, 15] },
    background: '#ffffff',
    output: { width: 192, height: 192 },
  };
}

export async function drawFormat(renderer: Renderer, input: SceneInput): Promise<Frame> {
  const scene = sceneFrom(input);
  const assets = await assetsOf(scene, folder);
  const [frame] = await Array.fromAsync(framesOf(renderer.render({ scene, assets }, new AbortController().signal)));
  if (!frame) throw new Error('nothing was drawn');
  return frame;
}
