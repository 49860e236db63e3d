import type { Picture } from '../../scenes/pictures.ts';
import type { Scene } from '../../scenes/scene.ts';
import type { Drawn } from '../contract.ts';
import type { Exposed } from './encode-pictures.ts';
import { RenderError } from '../error.ts';
import { look } from '../encode/blank-check.ts';
import type { AttestedBrowser } from '../browser/attested-browser.ts';

/** How a scene's pictures are exposed in one go. */
export interface Exposing {
  scene: Scene;
  pictures: readonly Picture[];
  /** Whether it went wrong before: what is blank now, is blank. */
  again: boolean;
  /** Whether another picture is to be begun. */
  goesOn(): boolean;
}

/**
 * Exposes pictures, one after the other; the next is drawn while one is brought over and looked at. The first is begun at once. Where this
 * is broken off, it ends with the picture that was begun.
 */
export function exposeAll(
  { handover, engine, adapter }: Omit<AttestedBrowser, 'browser'>,
  { scene, pictures, again, goesOn }: Exposing,
): AsyncGenerator<Exposed> {
  const drawer = { engine, adapter };
  const begin = (picture: Picture | undefined) => {
    if (!picture || !goesOn()) return undefined;
    const { prints: _, ...shot } = picture;
    return { picture, ...handover.draw(shot) };
  };
  let begun = begin(pictures[0]);
  const expose = async function* (): AsyncGenerator<Exposed> {
    try {
      for (let next = 1; begun; next++) {
        const { picture, pixels, drawn: drawing } = begun;
        const drawn = await drawing;
        begun = begin(pictures[next]);
        yield { ...examine(scene, picture, drawn, await pixels, again), drawer };
      }
    } finally {
      await Promise.allSettled([begun?.drawn, begun?.pixels]);
    }
  };
  return expose();
}

/**
 * Looks at a picture's pixels before they leave.
 * @throws {RenderError} where they are blank and must not be
 */
function examine(
  scene: Scene,
  picture: Picture,
  drawn: Drawn,
  pixels: Uint8Array,
  again: boolean,
): Omit<Exposed, 'drawer'> {
  const { view } = picture;
  const seen = look(pixels);
  const suspicious = drawn.inView && (seen.empty || (seen.uniform && scene.background === 'environment'));
  if (suspicious && !again)
    throw new RenderError('renderer_failed', `The picture "${view}" came out blank.`, { step: 'draw' });
  if (seen.empty && !scene.allowEmpty)
    throw new RenderError(
      'nothing_in_view',
      `Nothing is to be seen in view "${view}": what is in it is invisible, or shows its back. Set "allowEmpty" if that is meant.`,
      { pointer: `/views/${view}` },
    );
  const background = drawn.flat ? 'painted' : scene.background.startsWith('#') ? scene.background : undefined;
  return { picture, pixels, background, timings: drawn.timings };
}
