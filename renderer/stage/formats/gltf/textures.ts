import { Loader, type LoadingManager, NoColorSpace, SRGBColorSpace, Texture } from 'three/webgpu';
import type { GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import { nowhere } from '../../util/absent-url.ts';
import { type TextureImage, textureImageOf } from '../../images/texture-image.ts';
import type { TextureImages } from '../../images/texture-images.ts';
import { receive } from '../../page/send.ts';
import type { GltfJson } from './json.ts';

/**
 * One texture for each way in which an image is used: three.js' loader lets uses share one, so that an image that is colour here and
 * data there would be either in both places; and makes one each where they could share, which uploads the image as often. Data
 * are numbers whatever the image's file says of its colours.
 *
 * @param images where they are opened
 * @param failed gets the names of images that cannot be decoded: the loader goes on without them, and their pictures would be wrong
 * @param broken what is said of one where that comes to light only when it is uploaded
 */
export function textures(images: TextureImages, failed: Set<string>, broken: (image: string) => Error) {
  return (parser: GLTFParser): GLTFLoaderPlugin => {
    const uses = new Map<string, Promise<Texture | null>>();
    const assign = parser.assignTexture.bind(parser);
    parser.assignTexture = async (parameters, map, definition, colorSpace = NoColorSpace) => {
      const transform: unknown = definition.extensions?.KHR_texture_transform;
      const key = JSON.stringify([definition.index, definition.texCoord ?? 0, transform, colorSpace]);
      const use = uses.get(key) ?? own(assign({}, map, definition), colorSpace);
      uses.set(key, use);
      const texture = await use;
      if (texture) parameters[map] = texture;
      return texture;
    };
    watchImages(parser, images, failed, broken);
    return { name: 'DARKROOM_textures' };
  };
}

async function own(loading: Promise<Texture | null>, colorSpace: string): Promise<Texture | null> {
  const texture = (await loading)?.clone() ?? null;
  if (!texture) return null;
  texture.colorSpace = colorSpace;
  textureImageOf(texture)?.begin(colorSpace === SRGBColorSpace);
  return texture;
}

function watchImages(
  parser: GLTFParser,
  images: TextureImages,
  failed: Set<string>,
  broken: (image: string) => Error,
): void {
  const json: GltfJson = parser.json;
  const load = parser.loadImageSource.bind(parser);
  parser.loadImageSource = async (index, loader) => {
    const name = json.images?.[index]?.name;
    const image = name ? `image ${index} ("${name.slice(0, 80)}")` : `image ${index}`;
    const { manager, ktx2Loader } = parser.options;
    const open = opening(images, brokenOne(broken, image));
    try {
      return await load(index, imageLoader(manager, ktx2Loader ?? loader, open));
    } catch (error) {
      failed.add(image);
      throw error;
    }
  };
}

function opening(images: TextureImages, broken: () => Error): (bytes: ArrayBuffer) => Promise<TextureImage> {
  return bytes => images.open(bytes, broken);
}

/** Stands apart, as an image may outlive its file by long: it then holds on to a name, and not to all that was read. */
function brokenOne(broken: (image: string) => Error, image: string): () => Error {
  return () => broken(image);
}

/**
 * In place of three.js' own loader: images are uploaded once it is known how large they are seen. All but KTX2, which has its levels in it,
 * and is told by its content: not all who write it name it by its extension.
 */
function imageLoader(
  manager: LoadingManager,
  ktx2: Loader,
  openImage: (bytes: ArrayBuffer) => Promise<TextureImage>,
): Loader {
  const open = async (bytes: ArrayBuffer): Promise<Texture> => {
    if (isKtx2(bytes) && isParser(ktx2)) return new Promise((resolve, reject) => ktx2.parse(bytes, resolve, reject));
    return new Texture(await openImage(bytes));
  };
  return Object.assign(new Loader(manager), {
    // what three.js hands a buffer view itself to, instead of the address of a copy that Chrome would have to be asked for
    isKTX2Loader: true,
    parse(bytes: ArrayBuffer, onLoad: (texture: Texture) => void, onError: (error: unknown) => void) {
      open(bytes).then(onLoad, onError);
    },
    load(url: string, onLoad: (texture: Texture) => void, _progress: unknown, onError: (error: unknown) => void) {
      const address = manager.resolveURL(url);
      if (address === nowhere) onLoad(new Texture());
      else receive(address).then(open).then(onLoad, onError);
    },
  });
}

interface Parser {
  parse(bytes: ArrayBuffer, onLoad: (texture: Texture) => void, onError: (error: unknown) => void): void;
}

function isParser(loader: object): loader is Parser {
  return 'parse' in loader;
}

function isKtx2(bytes: ArrayBuffer): boolean {
  return new TextDecoder('latin1').decode(bytes.slice(1, 7)) === 'KTX 20';
}
