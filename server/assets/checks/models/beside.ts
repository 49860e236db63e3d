import { checkImage, imageUses } from '../images/image.ts';
import { Refusal } from '../../refusal.ts';
import { decoded } from '../../sources/path.ts';
import { imageUnlessAbsent, isElsewhere } from '../absent.ts';
import type { Beside, ReadBeside } from '../model-kind.ts';
import { tooLarge } from './refuse.ts';

/** Images of one model, at most. */
const MOST = 500;

/**
 * The images that a model names as textures, read and checked.
 * @param names as the model writes them: relative, or absolute on its author's machine
 * @throws Refusal that names the image, where it is there and no good
 */
export async function readImages(names: Iterable<string>, readBeside: ReadBeside): Promise<Beside> {
  const distinct = [...new Set(names)];
  if (distinct.length > MOST) throw tooLarge(`names ${distinct.length} images; the limit is ${MOST}`);
  const reading = distinct.map(async (name): Promise<[string, Uint8Array | Refusal]> => {
    const bytes = await imageUnlessAbsent(name, readNamed(name, readBeside), imageUses.texture);
    try {
      if (!(bytes instanceof Refusal)) checkImage(bytes, imageUses.texture);
    } catch (error) {
      throw error instanceof Refusal ? error.about(name) : error;
    }
    return [name, bytes];
  });
  // All have ended before this does: what fails after the first has no other listener.
  await Promise.allSettled(reading);
  return new Map(await Promise.all(reading));
}

/**
 * A file that a model names: where it says, else by its bare name beside the model, where most people put it.
 * @throws Refusal that names it and says how to send it
 */
export async function readNamed(name: string, readBeside: ReadBeside): Promise<Uint8Array> {
  let failure: Refusal | undefined;
  for (const place of placesOf(name))
    try {
      return await readBeside(place);
    } catch (error) {
      if (!isElsewhere(error)) throw error;
      failure ??= error;
    }
  throw new Refusal(
    'asset_not_found',
    `is named by the model, and was not found: put it beside the model, or send both in one multipart body`,
    { file: baseName(name) || name, cause: failure },
  );
}

function placesOf(name: string): string[] {
  if (/^(https?|data):/i.test(name)) return [name];
  const path = slashed(name);
  const base = baseName(name);
  const absolute = /^(?:[a-z]:|\/)/i.test(path);
  // old programs write names in capitals, for systems that do not mind, and cameras their endings
  const small = [base.toLowerCase(), base.replace(/\.\w+$/, ending => ending.toLowerCase())];
  // what was absolute there often lies in a folder here that is called the same
  const folder = path.split('/').slice(-2).join('/');
  const places = absolute ? [base, ...small, folder] : [path, base, ...small];
  return [...new Set(places)].filter(place => place !== '' && !/^[a-z]:/i.test(place)).map(encoded);
}

/** The last segment of a path, of whatever system. */
export function baseName(name: string): string {
  const path = slashed(name);
  return path.slice(path.lastIndexOf('/') + 1);
}

function slashed(name: string): string {
  return decoded(name.trim())
    .replace(/^file:\/{0,2}/i, '')
    .replaceAll('\\', '/');
}

/** As a URI has it, so that `#`, `?` and `%` are part of the name. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
