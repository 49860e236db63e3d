import {
  ClampToEdgeWrapping,
  Color,
  DataTexture,
  type LoadingManager,
  MeshPhongMaterial,
  RepeatWrapping,
  SRGBColorSpace,
  type Texture,
  TextureLoader,
} from 'three/webgpu';
import { nowhere } from '../../util/absent-url.ts';
import { white } from '../../materials/ink.ts';
import { child, color, flag, number, numbers, text } from './fields.ts';
import type { Node } from './tree.ts';

/** What surfaces are made of. A node without colours is white, and taken for none. */
export function surfaceMaterial(appearance: Node | undefined, manager: LoadingManager): MeshPhongMaterial {
  const node = child(appearance, 'material');
  const material = new MeshPhongMaterial({ name: nameOf(appearance, node) });
  if (node) {
    material.emissive.copy(color(node, 'emissiveColor') ?? material.emissive);
    // what shines is no bare material, and has the colour that the format gives it
    const otherwise = material.emissive.getHex() === 0 ? white() : new Color().setRGB(0.8, 0.8, 0.8, SRGBColorSpace);
    material.color.copy(color(node, 'diffuseColor') ?? otherwise);
    material.specular.copy(color(node, 'specularColor') ?? material.specular);
    // of 128, as lamps of its time had it
    material.shininess = number(node, 'shininess', 0.2) * 128;
    material.opacity = 1 - number(node, 'transparency', 0);
    material.transparent = material.opacity < 1;
  }
  const image = child(appearance, 'texture');
  const map = image && (imageOf(image, manager) ?? pixelsOf(image));
  if (!map) return material;
  material.map = map;
  material.transparent ||= numbers(image, 'image')[2] === 2 || numbers(image, 'image')[2] === 4;
  // an image takes the place of the colour
  material.color.set(0xffffff);
  place(map, image, child(appearance, 'textureTransform'));
  return material;
}

/** What lines and points are drawn in: what they shine with, as they are lit by nothing; else what surfaces would have. */
export function lineColor(appearance: Node | undefined) {
  const node = child(appearance, 'material');
  if (!node) return undefined;
  const shining = color(node, 'emissiveColor');
  return shining && shining.getHex() !== 0 ? shining : color(node, 'diffuseColor');
}

export function nameOf(appearance: Node | undefined, material = child(appearance, 'material')): string {
  return appearance?.name || material?.name || '';
}

function imageOf(node: Node, manager: LoadingManager): Texture | undefined {
  const url = node.type === 'ImageTexture' ? text(node, 'url') : undefined;
  // without it, the colour is seen whose place it would take
  if (url === undefined || manager.resolveURL(url) === nowhere) return undefined;
  return new TextureLoader(manager).load(url);
}

/** Width, height, how many parts each pixel has, and then the pixels, of which each is one number. */
function pixelsOf(node: Node): Texture | undefined {
  const [width = 0, height = 0, parts = 0, ...pixels] = numbers(node, 'image');
  if (node.type !== 'PixelTexture' || !(width > 0 && height > 0)) return undefined;
  if (pixels.length < width * height)
    throw new Error(`an image in it has ${width} by ${height} pixels, and names ${pixels.length}`);
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    const bytes = [24, 16, 8, 0].slice(4 - parts).map(shift => ((pixels[at] ?? 0) >>> shift) & 255);
    const [r = 0, g = r, b = r, a = 255] = parts > 2 ? bytes : [bytes[0], bytes[0], bytes[0], bytes[1]];
    data.set([r, g, b, a], at * 4);
  }
  const texture = new DataTexture(data, width, height);
  texture.needsUpdate = true;
  return texture;
}

function place(texture: Texture, image: Node, transform: Node | undefined): void {
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = flag(image, 'repeatS', true) ? RepeatWrapping : ClampToEdgeWrapping;
  texture.wrapT = flag(image, 'repeatT', true) ? RepeatWrapping : ClampToEdgeWrapping;
  if (!transform) return;
  const pair = (field: string, otherwise: number) => {
    const [x = otherwise, y = otherwise] = numbers(transform, field);
    return [x, y] as const;
  };
  texture.center.set(...pair('center', 0));
  texture.offset.set(...pair('translation', 0));
  texture.repeat.set(...pair('scale', 1));
  texture.rotation = number(transform, 'rotation', 0);
}
