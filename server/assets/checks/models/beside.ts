import { checkImage, imageUses } from '../images/image.ts';
import { Refusal } from '../../refusal.ts';
import { decoded } from '../../sources/path.ts';
import { imageUnlessAbsent, isMissing } from '../absent.ts';
import type { Beside, ReadBeside } from '../model-kind.ts';
import { tooLarge } from '../refuse.ts';

/** Images of one model. */
const MAX_IMAGES = 500;

/**
 * Reads and checks the images that a model names as textures.
 * @param names as the model writes them: relative, or absolute on its author's machine
 * @throws Refusal that names the image, where it exists and cannot be used
 */
export async function readImages(names: Iterable<string>, readBeside: ReadBeside): Promise<Beside> {
  const distinct = [...new Set(names)];
  if (distinct.length > MAX_IMAGES) throw tooLarge(`names ${distinct.length} images; the limit is ${MAX_IMAGES}`);
  const reading = distinct.map(async (name): Promise<[string, Uint8Array | Refusal]> => {
    const bytes = await imageUnlessAbsent(name, readNamed(name, readBeside), imageUses.texture);
    try {
      if (!(bytes instanceof Refusal)) checkImage(bytes, imageUses.texture);
    } catch (error) {
      throw error instanceof Refusal ? error.about(name) : error;
    }
    return [name, bytes];
  });
  // all have ended before this does: later failures have no other listener
  await Promise.allSettled(reading);
  return new Map(await Promise.all(reading));
}

/**
 * Reads a file that a model names: at the path that it names, else under the bare file name beside the model.
 * @throws Refusal that names the file and says how to send it
 */
export async function readNamed(name: string, readBeside: ReadBeside): Promise<Uint8Array> {
  let failure: Refusal | undefined;
  for (const place of placesOf(name))
    try {
      return await readBeside(place);
    } catch (error) {
      if (!isMissing(error)) throw error;
      failure ??= error;
    }
  throw new Refusal(
    'asset_not_found',
    'is named by the model, and was not found: put it beside the model, or send both in one multipart body',
    { file: baseName(name) || name, cause: failure },
  );
}

function placesOf(name: string): string[] {
  if (/^(https?|data):/i.test(name)) return [name];
  const path = slashed(name);
  const base = baseName(name);
  const absolute = /^(?:[a-z]:|\/)/i.test(path);
  // old programs write names, and cameras their endings, in capitals
  const lowered = [base.toLowerCase(), base.replace(/\.\w+$/, ending => ending.toLowerCase())];
  // an absolute path often has a folder that lies beside the model too
  const folder = path.split('/').slice(-2).join('/');
  const places = absolute ? [base, ...lowered, folder] : [path, base, ...lowered];
  return [...new Set(places)].filter(place => place !== '' && !/^[a-z]:/i.test(place)).map(encoded);
}

/** The last segment of a path of any system. */
export function baseName(name: string): string {
  const path = slashed(name);
  return path.slice(path.lastIndexOf('/') + 1);
}

function slashed(name: string): string {
  return decoded(name.trim())
    .replace(/^file:\/{0,2}/i, '')
    .replaceAll('\\', '/');
}

/** A path as a URI, so that `#`, `?` and `%` are part of the name. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
