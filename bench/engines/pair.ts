import type { SceneInput } from '../../scenes/scene.ts';
import { type Answer, type Client, drawnIn, renderedIn } from '../support/client.ts';

/** Two services that draw the same. */
export interface Pair {
  client: Client;
  /** Where they listen. */
  lavapipe: string;
  swiftShader: string;
}

export type Side = 'lavapipe' | 'swiftShader';

/** What one of them answers to a scene that it has to draw, without the picture. */
export async function render({ client, ...urls }: Pair, side: Side, scene: SceneInput): Promise<Answer> {
  const answer = await client.post(`${urls[side]}/renders`, scene);
  drawnIn(answer);
  return answer;
}

/** The picture of one of them. */
export async function picture(pair: Pair, side: Side, scene: SceneInput): Promise<Uint8Array> {
  const { frames } = renderedIn(await render(pair, side, scene));
  return (await pair.client.get(frames[0]?.url ?? '')).bytes;
}
