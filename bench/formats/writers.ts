import { Document, NodeIO } from '@gltf-transform/core';
import type { Balls } from './ball.ts';

/** A model's files by their names; the first is the model. */
export type Files = [name: string, contents: Uint8Array | string][];

/** The same balls in each format; `name` is the model's, without its ending. */
export const writers = {
  GLB: glb,
  'OBJ and MTL': obj,
  'three.js JSON': three,
} satisfies Record<string, (balls: Balls, name: string) => Promise<Files> | Files>;

async function glb({ each }: Balls, name: string): Promise<Files> {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene();
  for (const { geometry, picture } of each) {
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
          .setBaseColorTexture(document.createTexture().setMimeType('image/jpeg').setImage(picture)),
      );
    scene.addChild(document.createNode().setMesh(document.createMesh().addPrimitive(primitive)));
  }
  return [[`${name}.glb`, await new NodeIO().writeBinary(document)]];
}

function obj({ each }: Balls, name: string): Files {
  const lines = [`mtllib ${name}.mtl`];
  let first = 1;
  for (const [at, { geometry }] of each.entries()) {
    const rows = (attribute: string, size: number) => {
      const { array } = geometry.getAttribute(attribute);
      return Array.from({ length: array.length / size }, (_, row) =>
        array.slice(row * size, (row + 1) * size).join(' '),
      );
    };
    for (const row of rows('position', 3)) lines.push(`v ${row}`);
    for (const row of rows('uv', 2)) lines.push(`vt ${row}`);
    for (const row of rows('normal', 3)) lines.push(`vn ${row}`);
    lines.push(`usemtl skin-${at}`);
    const corners = Array.from(
      geometry.index?.array ?? [],
      vertex => `${vertex + first}/${vertex + first}/${vertex + first}`,
    );
    for (let corner = 0; corner < corners.length; corner += 3)
      lines.push(`f ${corners.slice(corner, corner + 3).join(' ')}`);
    first += geometry.getAttribute('position').count;
  }
  const materials = each.map((_, at) => `newmtl skin-${at}\nmap_Kd ${pictureName(name, at)}\n`);
  return [[`${name}.obj`, lines.join('\n')], [`${name}.mtl`, materials.join('')], ...pictures({ each }, name)];
}

function three({ each }: Balls, name: string): Files {
  const model = {
    metadata: { version: 4.7, type: 'Object' },
    geometries: each.map(({ geometry }, at) => ({
      uuid: `geometry-${at}`,
      type: 'BufferGeometry',
      data: {
        attributes: written(geometry.attributes),
        index: { type: 'Uint16Array', array: [...(geometry.index?.array ?? [])] },
      },
    })),
    images: each.map((_, at) => ({ uuid: `image-${at}`, url: pictureName(name, at) })),
    textures: each.map((_, at) => ({ uuid: `texture-${at}`, image: `image-${at}`, colorSpace: 'srgb' })),
    materials: each.map((_, at) => ({
      uuid: `material-${at}`,
      type: 'MeshStandardMaterial',
      color: 0xffffff,
      roughness: 1,
      metalness: 0,
      map: `texture-${at}`,
    })),
    object: {
      uuid: 'row',
      type: 'Group',
      children: each.map((_, at) => ({
        uuid: `ball-${at}`,
        type: 'Mesh',
        geometry: `geometry-${at}`,
        material: `material-${at}`,
      })),
    },
  };
  return [[`${name}.json`, JSON.stringify(model)], ...pictures({ each }, name)];
}

function written(attributes: Balls['each'][number]['geometry']['attributes']): object {
  const entries = Object.entries(attributes).map(([name, { array, itemSize }]) => [
    name,
    { type: 'Float32Array', itemSize, array: [...array] },
  ]);
  return Object.fromEntries(entries) as object;
}

function pictures({ each }: Balls, name: string): Files {
  return each.map(({ picture }, at) => [pictureName(name, at), picture]);
}

function pictureName(name: string, at: number): string {
  return `${name}-${at}.jpg`;
}
