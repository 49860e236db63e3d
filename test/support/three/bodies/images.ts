import {
  CubeReflectionMapping,
  CubeTexture,
  DataTexture,
  EquirectangularReflectionMapping,
  NearestFilter,
  RepeatWrapping,
  SRGBColorSpace,
} from 'three';

export const side = 8;

export function checker(): DataTexture {
  const pixels = Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    if (x < 2 && y < 2) return [220, 40, 30, 255];
    return (x + y) % 2 === 0 ? [235, 235, 225, 255] : [40, 60, 90, 255];
  });
  const texture = new DataTexture(new Uint8Array(pixels.flat()), side, side);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = NearestFilter;
  texture.wrapS = texture.wrapT = RepeatWrapping;
  return texture;
}

export function ball(): DataTexture {
  const pixels = Array.from({ length: 64 * 64 }, (_, at) => {
    const bright = Math.max(0, 1 - Math.hypot((at % 64) / 64 - 0.35, Math.floor(at / 64) / 64 - 0.65) * 1.4);
    return [bright * 255, bright * 255, 40 + bright * 200, 255].map(Math.round);
  });
  const texture = new DataTexture(new Uint8Array(pixels.flat()), 64, 64);
  texture.colorSpace = SRGBColorSpace;
  texture.magFilter = 1006;
  return texture;
}

export function sky(): DataTexture {
  const [width, height] = [64, 32];
  const pixels = Array.from({ length: width * height }, (_, at) => {
    const [u, v] = [(at % width) / width, Math.floor(at / width) / height];
    const sun = Math.hypot((u - 0.5) * 2, v - 0.65) < 0.08 ? 12 : 0;
    return v > 0.5 ? [0.3 + sun, 0.5 + sun, 0.9 + sun, 1] : [0.25, 0.2, 0.12 + u * 0.3, 1];
  });
  const texture = new DataTexture(new Float32Array(pixels.flat()), width, height, 1023, 1015);
  texture.mapping = EquirectangularReflectionMapping;
  texture.magFilter = texture.minFilter = 1006;
  return texture;
}

export function cube(): CubeTexture {
  const faces = [0xcc2222, 0x22cccc, 0xeeeeee, 0x666666, 0x2222cc, 0xcccc22].map(hex => {
    const color = [(hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255];
    const face = new DataTexture(new Uint8Array(Array.from({ length: 16 }, () => color).flat()), 4, 4);
    face.colorSpace = SRGBColorSpace;
    return face;
  });
  const texture = new CubeTexture(faces);
  texture.mapping = CubeReflectionMapping;
  texture.colorSpace = SRGBColorSpace;
  texture.format = 1023;
  return texture;
}
