import { ImageLoader, type LoadingManager } from 'three/webgpu';
import { nowhere } from '../util/absent-url.ts';
import { receive } from '../page/send.ts';
import type { TextureImage } from './texture-image.ts';
import type { TextureImages } from './texture-images.ts';

/** Where the images go that a manager's loaders ask for. */
export interface ImageDestination {
  images: TextureImages;
  /** What is thrown where one of such an address turns out to be broken, once it is needed. */
  broken(address: string): () => Error;
}

const destinations = new WeakMap<LoadingManager, ImageDestination>();

export function setImageDestination(manager: LoadingManager, destination: ImageDestination): void {
  destinations.set(manager, destination);
}

/** Fetches an image for one of a manager's loaders, to be decoded once it is known how large it is needed. */
export async function loadTextureImage(manager: LoadingManager, address: string): Promise<TextureImage> {
  return openTextureImage(manager, address, await receive(address));
}

/** The same of one that a model holds. @param name what it is called there */
export async function openTextureImage(
  manager: LoadingManager,
  name: string,
  bytes: ArrayBuffer,
): Promise<TextureImage> {
  const destination = destinations.get(manager);
  if (!destination) throw new Error('an image is loaded by a manager that no stage has');
  return destination.images.open(bytes, destination.broken(name));
}

/**
 * Has three.js' loaders of models take images of ours in place of image elements, which would be decoded one after the other, uploaded whole, and
 * made levels of by the GPU: of large images that is most of a thumbnail's time. They ask for images by this class, all of them. It is so for all
 * stages of a page, and whose an image is, its loader's manager says.
 */
ImageLoader.prototype.load = function load(this: ImageLoader, url, onLoad, _progress, onError) {
  const { manager } = this;
  // some loaders take it away
  const path = this.path as string | undefined;
  const address = manager.resolveURL((path ?? '') + url);
  manager.itemStart(address);
  // what has no image is taken off what it would cover, once all is known of that
  (address === nowhere ? Promise.resolve(null) : loadTextureImage(manager, address))
    .then(image => onLoad?.(image as unknown as HTMLImageElement))
    .catch((error: unknown) => {
      onError?.(error);
      manager.itemError(address);
    })
    .finally(() => manager.itemEnd(address));
  // nobody looks at it: it is what three.js' types ask for
  return undefined as unknown as HTMLImageElement;
};
