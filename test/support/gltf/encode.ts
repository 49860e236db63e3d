import { NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRDracoMeshCompression } from '@gltf-transform/extensions';
import draco3d from 'draco3dgltf';
import { encodeToKTX2 } from 'ktx2-encoder';
import { MeshoptEncoder } from 'meshoptimizer';
import sharp from 'sharp';

/** A GLB with its geometry packed by Draco. */
export async function draco(glb: Uint8Array): Promise<Buffer> {
  const encoder = await draco3d.createEncoderModule();
  const io = new NodeIO()
    .registerExtensions([KHRDracoMeshCompression])
    .registerDependencies({ 'draco3d.encoder': encoder });
  const document = await io.readBinary(glb);
  document.createExtension(KHRDracoMeshCompression).setRequired(true);
  return Buffer.from(await io.writeBinary(document));
}

/** A GLB with its buffers packed by meshopt, under the extension's old name or its new. */
export async function meshopt(glb: Uint8Array, name: 'EXT' | 'KHR'): Promise<Buffer> {
  await MeshoptEncoder.ready;
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression])
    .registerDependencies({ 'meshopt.encoder': MeshoptEncoder });
  const document = await io.readBinary(glb);
  document.createExtension(EXTMeshoptCompression).setRequired(true);
  const packed = Buffer.from(await io.writeBinary(document)).toString('latin1');
  return Buffer.from(packed.replaceAll('EXT_meshopt_compression', `${name}_meshopt_compression`), 'latin1');
}

/** An image as KTX2, by one of the two codecs that glTF has. */
export async function ktx2(png: Uint8Array, isUASTC: boolean, isNormalMap = false): Promise<Uint8Array> {
  const log = console.log;
  // the encoder tells of every slice
  console.log = () => {};
  try {
    return await encodeToKTX2(new Uint8Array(png), {
      isUASTC,
      isNormalMap,
      isPerceptual: !isNormalMap,
      isSetKTX2SRGBTransferFunc: !isNormalMap,
      generateMipmap: true,
      imageDecoder: decode,
    });
  } finally {
    console.log = log;
  }
}

async function decode(bytes: Uint8Array): Promise<{ data: Uint8Array; width: number; height: number }> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}
