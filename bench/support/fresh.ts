import { randomUUID } from 'node:crypto';
import { type Accessor, Logger, NodeIO, VertexLayout } from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import { commented } from './comment.ts';

/** Makes new models of one: each looks the same, and nothing in it has bytes that were seen before. */
export interface FreshModels {
  /** A GLB; never the same twice. */
  next(): Promise<Uint8Array>;
}

/** Reads a model of which new ones are to be made. */
export async function freshModels(path: string): Promise<FreshModels> {
  const io = new NodeIO().registerExtensions(ALL_EXTENSIONS);
  io.setLogger(new Logger(Logger.Verbosity.SILENT)).setVertexLayout(VertexLayout.SEPARATE);
  const document = await io.read(path);
  const root = document.getRoot();
  const meshes = root.listMeshes().flatMap(mesh => mesh.listPrimitives());
  const positions = new Set(meshes.map(one => one.getAttribute('POSITION')).filter(one => one !== null));
  const pictures = root.listTextures().map(texture => ({ texture, image: texture.getImage() }));
  let made = 0;
  return {
    async next() {
      const name = `${randomUUID()} ${++made}`;
      root.getAsset().generator = `bench ${name}`;
      for (const accessor of positions) nudge(accessor, made);
      for (const { texture, image } of pictures)
        if (image) texture.setImage(commented(image, texture.getMimeType(), name));
      return io.writeBinary(document);
    },
  };
}

/** Moves one vertex by the least that its numbers can express. */
function nudge(accessor: Accessor, turn: number): void {
  const vertex = turn % accessor.getCount();
  const [x = 0, ...others] = accessor.getElement(vertex, []);
  accessor.setElement(vertex, [neighbourOf(x), ...others]);
}

/** The next number that a 32-bit float can be, away from zero. */
function neighbourOf(x: number): number {
  const float = new Float32Array([x]);
  const bits = new Uint32Array(float.buffer);
  bits[0] = (bits[0] ?? 0) + 1;
  return float[0] ?? x;
}
