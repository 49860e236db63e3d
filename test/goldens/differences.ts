import type { Renderer } from '../../renderer/renderer.ts';
import { differsFromGolden } from '../support/golden.ts';
import type { GoldenScene } from './tables.ts';
import { toleranceOf } from './tolerances.ts';

/** Draws scenes, and compares their pictures with their goldens: what is wrong, a line each. */
export async function differences(renderer: Renderer, scenes: readonly GoldenScene[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { frames } of scenes)
    for (const [golden, { bytes, device }] of await frames(renderer)) {
      const difference = await differsFromGolden(golden, bytes, toleranceOf(golden, device.engine));
      if (difference) wrong.push(`on ${device.engine} ${difference}`);
    }
  return wrong;
}
