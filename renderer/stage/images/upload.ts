import { type Material, type Mesh, type Object3D, Source, SRGBColorSpace, type Texture } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { things } from '../graph/drawables.ts';
import type { SamplingPlan } from '../sampling/plan.ts';
import { settled } from '../util/settled.ts';
import { hasLevels } from '../gpu/texture-lookups.ts';
import { isSharpened } from './sharpness.ts';
import { timed } from '../util/stopwatch.ts';
import { isTexture } from '../graph/textures-in.ts';
import type { Timings } from '../../contract.ts';
import { pixelsPerUnit, type Sight } from './density.ts';
import { keepMean } from './mean.ts';
import { type TextureImage, textureImageOf } from './texture-image.ts';

/** Textures that are not laid over a surface by its coordinates, or move its vertices: they are needed whole. */
const whole = new Set(['displacementMap', 'envMap', 'matcap', 'gradientMap']);

/** Of each texture that was uploaded, its largest level, and whether its image was turned upside down for it. */
const uploaded = new WeakMap<Texture, { level: number; flip: boolean }>();

interface Use {
  texture: Texture;
  image: TextureImage;
  /** The largest level of which a picture can show anything. */
  level: number;
}

/**
 * Uploads the textures of what a camera sees, no larger than its picture can show: levels that a GPU would
 * not look at are left out, so that nothing of the picture changes. What was uploaded large enough stays as it is.
 */
export async function uploadTextures(
  { renderer, device }: Gpu,
  subject: Object3D,
  sight: Sight,
  plan: SamplingPlan,
  timings: Timings,
): Promise<void> {
  const missing = usesIn(subject, sight, plan).filter(({ texture, level }) => level < levelOf(texture));
  if (missing.length === 0) return;
  await timed(timings, 'decode', () => settled(missing.map(fill)));
  for (const { image } of missing) image.drop();
  await timed(timings, 'upload', async () => {
    for (const { texture } of missing) renderer.initTexture(texture);
    await device.queue.onSubmittedWorkDone();
  });
}

/** Puts an image's levels into a texture, as raw numbers: Chrome uploads those five times as fast as images. */
async function fill({ texture, image, level }: Use): Promise<void> {
  const before = uploaded.get(texture);
  const flip = before?.flip ?? texture.flipY;
  const levels = await image.take(level, texture.colorSpace === SRGBColorSpace, flip);
  keepMean(texture, levels);
  if (before) texture.dispose();
  uploaded.set(texture, { level, flip });
  texture.source = new Source(levels[0]);
  Object.assign(texture, {
    isDataTexture: true,
    flipY: false,
    generateMipmaps: false,
    mipmaps: hasLevels(texture) ? levels : [],
    needsUpdate: true,
  });
}

/** Bytes of the textures below an object that were uploaded here. */
export function uploadedBytes(subject: Object3D): number {
  const textures = new Set(
    things(subject).flatMap(({ material }) =>
      [material].flat().flatMap(one => imagesOf(one).map(([, texture]) => texture)),
    ),
  );
  // four bytes a texel, and a third of it again for the levels below
  return [...textures].reduce((sum, { width, height }) => sum + (width * height * 4 * 4) / 3, 0);
}

/** Of what was uploaded; `Infinity` where nothing was. */
function levelOf(texture: Texture): number {
  return uploaded.get(texture)?.level ?? Infinity;
}

/** How those textures are used of which more may be needed than is there. */
function usesIn(subject: Object3D, sight: Sight, plan: SamplingPlan): Use[] {
  const uses = new Map<Texture, Use>();
  for (const mesh of things(subject)) {
    const density = densitiesOf(mesh as Mesh, sight);
    for (const material of [mesh.material].flat())
      for (const [name, texture, image] of imagesOf(material)) {
        if (levelOf(texture) === 0) continue;
        const pixels = density(texture) * (isSharpened(texture) ? 2 ** -plan.bias : 1);
        const level = whole.has(name) || !hasLevels(texture) ? 0 : levelFor(texture, image, pixels);
        uses.set(texture, { texture, image, level: Math.min(level, uses.get(texture)?.level ?? Infinity) });
      }
  }
  return [...uses.values()];
}

function imagesOf(material: Material): [name: string, texture: Texture, image: TextureImage][] {
  return Object.entries(material).flatMap(([name, value]) => {
    const image = isTexture(value) ? textureImageOf(value) : undefined;
    return image ? [[name, value, image]] : [];
  });
}

/** Measured once for each set of coordinates. */
function densitiesOf(mesh: Mesh, sight: Sight): (texture: Texture) => number {
  const known = new Map<string, number>();
  return ({ channel, anisotropy }) => {
    const strictly = anisotropy > 1;
    const key = `${channel} ${strictly}`;
    const density = known.get(key) ?? ('isMesh' in mesh ? pixelsPerUnit(mesh, channel, sight, strictly) : Infinity);
    known.set(key, density);
    return density;
  };
}

/** The level whose texels are about as large as pixels, or the next finer one. */
function levelFor({ repeat }: Texture, { width, height }: TextureImage, pixels: number): number {
  const texels = Math.min(width * Math.abs(repeat.x), height * Math.abs(repeat.y));
  const last = Math.floor(Math.log2(Math.max(width, height)));
  return Math.min(last, Math.max(0, Math.floor(Math.log2(texels / pixels)) || 0));
}
