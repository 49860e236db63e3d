import { type RenderTarget, Vector3 } from 'three/webgpu';
import type { StageCamera } from '../camera/camera.ts';

/**
 * How a camera sees, in shares of the scene's radius. Of what it sees, `nearness` is kept: 1 ÷ depth, or where parallel lines stay so, the
 * depth itself. Along a plane it changes by the same from pixel to pixel.
 */
const view = /* wgsl */ `
  struct View {
    /** Where from, less the middle of the scene. */
    eye: vec3f,
    /** 1 where parallel lines stay so. */
    isFlat: f32,
    /** To where a ray moves from a pixel to that on its right, and to that below. */
    across: vec3f,
    width: f32,
    down: vec3f,
    height: f32,
    forward: vec3f,
    /** Of a pixel, at the depth 1. */
    size: f32,
    /** Radians between a direction and those beside it, times what a map reaches from end to end: it knows gaps as shares of that. */
    spread: f32,
    /** Within which a map's texels show. */
    texel: f32,
  }
`;
/** What all that estimate have in common: WGSL. */
export const common = /* wgsl */ `
  ${view}
  fn pixelOf(at: vec2i, view: View) -> u32 { return u32(at.y) * u32(view.width) + u32(at.x); }
  /** As near is a pixel that shows nothing. */
  const nothing = 1e30;
`;

/** Bytes. */
export const viewSize = 80;

/** Cosine of the angle between surfaces that are taken for one. */
export const bend = 0.6;
/** Cosine of the angle at which a surface is seen, at the least: what is seen from its edge would be endlessly steep. */
export const flattest = 0.02;

export function isFlat(camera: StageCamera): boolean {
  return 'isOrthographicCamera' in camera;
}

/** How high a pixel is at the depth 1, in shares of the scene's radius. */
export function pixelOf(camera: StageCamera, height: number, radius: number): number {
  return 2 / ((camera.projectionMatrix.elements[5] ?? 1) * height * (isFlat(camera) ? radius : 1));
}

/** @param center of the scene, in metres, as its radius */
export function viewOf(
  camera: StageCamera,
  { width, height }: RenderTarget,
  { center, radius }: { center: Vector3; radius: number },
  { spread, texel }: { spread: number; texel: number },
): Float32Array<ArrayBuffer> {
  const [right, up, back] = [new Vector3(), new Vector3(), new Vector3()];
  camera.matrixWorld.extractBasis(right, up, back);
  const eye = camera.getWorldPosition(new Vector3()).sub(center).divideScalar(radius);
  const { elements } = camera.projectionMatrix;
  const high = pixelOf(camera, height, radius);
  const wide = ((high * height) / width) * ((elements[5] ?? 1) / (elements[0] ?? 1));
  return new Float32Array([
    ...eye,
    Number(isFlat(camera)),
    ...right.multiplyScalar(wide),
    width,
    ...up.multiplyScalar(-high),
    height,
    ...back.negate(),
    high,
    spread,
    texel,
    0,
    0,
  ]);
}
