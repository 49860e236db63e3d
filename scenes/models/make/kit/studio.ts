import {
  type Buffer,
  Document,
  type Material,
  type Mesh,
  type Node,
  type Scene,
  type Texture,
  type TypedArray,
} from '@gltf-transform/core';
import { type BufferGeometry, Color } from 'three';
import { smooth, tangents } from './smooth.ts';

/** A model in the making. */
export interface Studio {
  document: Document;
  scene: Scene;
  buffer: Buffer;
}

export function openStudio(title: string): Studio {
  const document = new Document();
  const asset = document.getRoot().getAsset();
  asset.generator = 'Darkroom, scenes/models/make.ts';
  asset.copyright = 'CC0-1.0, the Darkroom project';
  const scene = document.createScene(title);
  document.getRoot().setDefaultScene(scene);
  return { document, scene, buffer: document.createBuffer() };
}

/** `#rrggbb` in linear light, as glTF keeps colours. */
export function linear(hex: string): [number, number, number] {
  const { r, g, b } = new Color(hex);
  return [r, g, b];
}

export function texture(studio: Studio, name: string, image: Uint8Array): Texture {
  const type = image[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return studio.document.createTexture(name).setImage(image).setMimeType(type);
}

export interface Look {
  /** `#rrggbb`; multiplies `map`. Default white. */
  color?: string;
  alpha?: number;
  /** 0–1. Default 0.5. */
  roughness?: number;
  /** 0–1. Default 0. */
  metallic?: number;
  map?: Texture;
  /** Green is roughness, blue is metalness. */
  surface?: Texture;
  normal?: Texture;
  normalScale?: number;
  emissive?: string;
  emissiveMap?: Texture;
  doubleSided?: boolean;
}

export function material(studio: Studio, name: string, look: Look): Material {
  const made = studio.document
    .createMaterial(name)
    .setBaseColorFactor([...linear(look.color ?? '#ffffff'), look.alpha ?? 1])
    .setRoughnessFactor(look.roughness ?? 0.5)
    .setMetallicFactor(look.metallic ?? 0)
    .setDoubleSided(look.doubleSided ?? false);
  if (look.map) made.setBaseColorTexture(look.map);
  if (look.surface) made.setMetallicRoughnessTexture(look.surface);
  if (look.normal) made.setNormalTexture(look.normal).setNormalScale(look.normalScale ?? 1);
  if (look.emissive) made.setEmissiveFactor(linear(look.emissive));
  if (look.emissiveMap) made.setEmissiveTexture(look.emissiveMap);
  return made;
}

/** A shape and what it is made of; `crease` in degrees as in `smooth`. */
export interface Part {
  shape: BufferGeometry;
  material: Material;
  crease?: number;
}

/** A node with a mesh of one primitive a part. */
export function node(studio: Studio, name: string, parts: Part[], parent?: Node): Node {
  const made = studio.document.createNode(name);
  if (parts.length > 0) made.setMesh(mesh(studio, name, parts));
  (parent ?? studio.scene).addChild(made);
  return made;
}

export function mesh(studio: Studio, name: string, parts: Part[]): Mesh {
  const made = studio.document.createMesh(name);
  for (const part of parts) made.addPrimitive(primitive(studio, part));
  return made;
}

export function primitive(studio: Studio, { shape, material: look, crease }: Part) {
  const { document } = studio;
  const welded = smooth(shape, crease);
  const made = document.createPrimitive().setMaterial(look);
  const textured = [
    look.getBaseColorTexture(),
    look.getNormalTexture(),
    look.getMetallicRoughnessTexture(),
    look.getEmissiveTexture(),
  ];
  made.setAttribute('POSITION', accessor(studio, 'VEC3', array(welded, 'position')));
  made.setAttribute('NORMAL', accessor(studio, 'VEC3', array(welded, 'normal')));
  if (textured.some(map => map))
    made.setAttribute('TEXCOORD_0', accessor(studio, 'VEC2', upsideDown(array(welded, 'uv'))));
  if (look.getNormalTexture()) made.setAttribute('TANGENT', accessor(studio, 'VEC4', tangents(welded)));
  const count = welded.getAttribute('position').count;
  const index = welded.index?.array ?? [];
  return made.setIndices(accessor(studio, 'SCALAR', count > 65535 ? new Uint32Array(index) : new Uint16Array(index)));
}

export function accessor(studio: Studio, type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4' | 'MAT4', data: TypedArray) {
  return studio.document.createAccessor().setBuffer(studio.buffer).setType(type).setArray(data);
}

const array = (geometry: BufferGeometry, name: string): Float32Array<ArrayBuffer> =>
  new Float32Array(geometry.getAttribute(name).array);

/** three.js measures v upwards, glTF downwards. */
function upsideDown(uv: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return uv.map((value, index) => (index % 2 === 1 ? 1 - value : value));
}
