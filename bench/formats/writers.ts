import { Document, NodeIO } from '@gltf-transform/core';
import { OBJExporter } from 'three/addons/exporters/OBJExporter.js';
import { Group } from 'three';
import type { Balls } from './ball.ts';

/** A model's files by their names; the first is the model. */
export type Files = [name: string, contents: Uint8Array | string][];

/** The same balls in each format; `name` is the model's, without its ending. */
export const writers = {
  GLB: glb,
  'OBJ and MTL': obj,
  'three.js JSON': three,
} satisfies Record<string, (balls: Balls, name: string) => Promise<Files> | Files>;

async function glb({ balls, pictures }: Balls, name: string): Promise<Files> {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene();
  for (const [at, { geometry }] of balls.entries()) {
    const values = (attribute: string) => new Float32Array(geometry.getAttribute(attribute).array);
    const accessor = (type: 'VEC2' | 'VEC3', array: Float32Array<ArrayBuffer>) =>
      document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
    const index = new Uint16Array(geometry.index?.array ?? []);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', accessor('VEC3', values('position')))
      .setAttribute('NORMAL', accessor('VEC3', values('normal')))
      // glTF's begin at the upper left
      .setAttribute(
        'TEXCOORD_0',
        accessor(
          'VEC2',
          values('uv').map((value, at) => (at % 2 ? 1 - value : value)),
        ),
      )
      .setIndices(document.createAccessor().setType('SCALAR').setArray(index).setBuffer(buffer))
      .setMaterial(
        document
          .createMaterial()
          .setMetallicFactor(0)
          .setBaseColorTexture(
            document
              .createTexture()
              .setMimeType('image/jpeg')
              .setImage(pictures[at] ?? null),
          ),
      );
    scene.addChild(document.createNode().setMesh(document.createMesh().addPrimitive(primitive)));
  }
  return [[`${name}.glb`, await new NodeIO().writeBinary(document)]];
}

function obj({ balls, pictures }: Balls, name: string): Files {
  const materials = balls.map(({ material }, at) => `newmtl ${material.name}\nmap_Kd ${pictureName(name, at)}\n`);
  return [
    [`${name}.obj`, `mtllib ${name}.mtl\n${new OBJExporter().parse(rowOf(balls))}`],
    [`${name}.mtl`, materials.join('')],
    ...named(pictures, name),
  ];
}

/** three.js writes no picture without a canvas: each is told by its name. */
function three({ balls, pictures }: Balls, name: string): Files {
  const model = rowOf(balls).toJSON();
  const materials = balls.map(({ material }, at) => ({ ...material.toJSON(), map: `texture-${at}` }));
  const textures = pictures.map((_, at) => ({ uuid: `texture-${at}`, image: `image-${at}`, colorSpace: 'srgb' }));
  const images = pictures.map((_, at) => ({ uuid: `image-${at}`, url: pictureName(name, at) }));
  return [[`${name}.json`, JSON.stringify({ ...model, materials, textures, images })], ...named(pictures, name)];
}

function rowOf(balls: Balls['balls']): Group {
  return new Group().add(...balls);
}

function named(pictures: Balls['pictures'], name: string): Files {
  return pictures.map((picture, at) => [pictureName(name, at), picture]);
}

function pictureName(name: string, at: number): string {
  return `${name}-${at}.jpg`;
}
