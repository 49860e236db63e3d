import {
  type BufferGeometry,
  type DataTexture,
  EdgesGeometry,
  type LoadingManager,
  ObjectLoader,
  TextureSource,
  WireframeGeometry,
} from 'three/webgpu';
import { RoundedBoxGeometry } from 'three/addons/geometries/RoundedBoxGeometry.js';
import { nowhere } from '../../util/absent-url.ts';
import { loadTextureImage } from '../../images/image-loader.ts';
import type { TextureImage } from '../../images/texture-image.ts';
import { receive } from '../../page/send.ts';
import { isJson, type Json, textOf } from '../../../../scenes/json.ts';
import { faceOf, type Pixels, pixelsOf, settlePixels } from './pixels.ts';

type Parsed<K extends 'parseGeometries' | 'parseTextures'> = ReturnType<ObjectLoader[K]>;
type Images = Record<string, TextureSource<unknown>>;

/** three.js' loader, with images as all other models have them, and with the geometries that it writes but does not read. */
export class DocumentLoader extends ObjectLoader {
  /** Images of what is around the scene: no camera says how large they are needed. */
  #around: readonly string[] = [];

  override parseAsync(json: unknown): ReturnType<ObjectLoader['parseAsync']> {
    this.#around = imagesAround(json);
    return super.parseAsync(json);
  }

  override parseGeometries(json: unknown, shapes?: unknown): Parsed<'parseGeometries'> {
    const list = Array.isArray(json) ? json.filter(isJson) : [];
    const derived = list.filter(({ type }) => unread.has(textOf(type)));
    const others = list.filter(geometry => !derived.includes(geometry));
    const parse: (json: unknown, shapes: unknown) => Parsed<'parseGeometries'> = super.parseGeometries;
    const geometries = parse.call(this, others, shapes);
    for (const geometry of derived) {
      const [source] = Object.values(this.parseGeometries([geometry['geometry']], shapes));
      const made = geometry['type'] === 'RoundedBoxGeometry' ? rounded(geometry) : source && derive(geometry, source);
      if (made) geometries[textOf(geometry['uuid'])] = made;
    }
    return geometries;
  }

  override async parseImagesAsync(json: unknown): Promise<Images> {
    const images = Array.isArray(json) ? json.filter(isJson) : [];
    const sources = images.map(async ({ uuid, url }): Promise<[string, TextureSource<unknown>]> => {
      const image = textOf(uuid);
      const open: Open<TextureImage | ImageBitmap> = this.#around.includes(image) ? loadBitmap : loadTextureImage;
      const data = Array.isArray(url)
        ? wholeOf(await Promise.all(url.map(face => this.#face(face))))
        : await this.#image(url, open);
      return [image, new TextureSource(data)];
    });
    return Object.fromEntries(await Promise.all(sources));
  }

  override parseTextures(json: unknown, images: Images): Parsed<'parseTextures'> {
    const textures = super.parseTextures(json, images);
    for (const texture of Object.values(textures)) settlePixels(texture);
    return textures;
  }

  async #image<T>(image: unknown, open: Open<T>): Promise<T | Pixels | null> {
    if (isJson(image)) return pixelsOf(image);
    if (typeof image !== 'string' || image === '') return null;
    const url = this.manager.resolveURL(image);
    if (url === nowhere) return null;
    try {
      return await open(this.manager, url);
    } catch {
      this.manager.itemError(url);
      return null;
    }
  }

  async #face(image: unknown): Promise<ImageBitmap | DataTexture | null> {
    const face = await this.#image(image, loadBitmap);
    return face === null || face instanceof ImageBitmap ? face : faceOf(face);
  }
}

/** A cube has all of its faces, or is none. */
function wholeOf<T>(faces: readonly T[]): readonly T[] | null {
  return faces.includes(null as T) ? null : faces;
}

type Open<T> = (manager: LoadingManager, url: string) => Promise<T>;

/** Decoded whole: an image element would count as loaded once its size is known, whatever comes of the rest. */
async function loadBitmap(_: LoadingManager, url: string): Promise<ImageBitmap> {
  const blob = new Blob([await receive(url)]);
  return createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
}

function imagesAround(json: unknown): string[] {
  if (!isJson(json) || !isJson(json['object'])) return [];
  const { background, environment } = json['object'];
  const textures = Array.isArray(json['textures']) ? json['textures'].filter(isJson) : [];
  return textures.filter(({ uuid }) => uuid === background || uuid === environment).map(({ image }) => textOf(image));
}

const unread = new Set(['EdgesGeometry', 'WireframeGeometry', 'RoundedBoxGeometry']);

function rounded(json: Json): BufferGeometry {
  const [width, height, depth, segments, radius] = ['width', 'height', 'depth', 'segments', 'radius'].map(field =>
    json[field] === undefined ? undefined : Number(json[field]),
  );
  return new RoundedBoxGeometry(width, height, depth, segments, radius);
}

function derive({ type, thresholdAngle }: Json, source: BufferGeometry): BufferGeometry {
  if (type === 'WireframeGeometry') return new WireframeGeometry(source);
  return new EdgesGeometry(source, typeof thresholdAngle === 'number' ? thresholdAngle : 1);
}
