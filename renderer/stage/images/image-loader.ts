import { ImageLoader, type LoadingManager } from 'three/webgpu';
import { nowhere } from '../util/absent-url.ts';
import { receive } from '../page/send.ts';
import { Picture } from './texture-image.ts';

/** What is said of an image of such an address that cannot be decoded, by whose it is. */
const complaints = new WeakMap<LoadingManager, (address: string) => () => Error>();

/** Says what is thrown where an image that a manager's loaders ask for turns out to be broken, once it is needed. */
export function complain(manager: LoadingManager, broken: (address: string) => () => Error): void {
  complaints.set(manager, broken);
}

/** Fetches an image for one of a manager's loaders, to be decoded once it is known how large it is needed. */
export async function loadPicture(manager: LoadingManager, address: string): Promise<Picture> {
  return openPicture(manager, address, await receive(address));
}

/** The same of one that a model holds. @param name what it is called there */
export function openPicture(manager: LoadingManager, name: string, bytes: ArrayBuffer): Promise<Picture> {
  const broken = complaints.get(manager)?.(name) ?? (() => new Error('an image could not be decoded'));
  return Picture.open(bytes, broken);
}

/**
 * Has three.js' loaders of models take pictures in place of image elements, which would be decoded one after the other, uploaded whole, and
 * made levels of by the GPU: of large images that is most of a thumbnail's time. They ask for images by this class, all of them.
 */
ImageLoader.prototype.load = function load(this: ImageLoader, url, onLoad, _progress, onError) {
  const { manager } = this;
  // some loaders take it away
  const path = this.path as string | undefined;
  const address = manager.resolveURL((path ?? '') + url);
  manager.itemStart(address);
  // what has no image is taken off what it would cover, once all is known of that
  (address === nowhere ? Promise.resolve(null) : loadPicture(manager, address))
    .then(picture => onLoad?.(picture as unknown as HTMLImageElement))
    .catch((error: unknown) => {
      onError?.(error);
      manager.itemError(address);
    })
    .finally(() => manager.itemEnd(address));
  // nobody looks at it: it is what three.js' types ask for
  return undefined as unknown as HTMLImageElement;
};
