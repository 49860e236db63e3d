import { type Material, type Node, type Texture, Vector2, Vector3 } from 'three/webgpu';
import {
  context,
  diffuseColor,
  dFdx,
  dFdy,
  float,
  normalViewGeometry,
  positionView,
  screenCoordinate,
  screenUV,
  texture,
  uniform,
  vec2,
  vec3,
} from 'three/tsl';
import { createGlow, type Glow } from './glow.ts';
import { isLit } from './lit.ts';
import { reaching } from './reaching.ts';
import { type Layer, layerOf } from './surfaces.ts';
import { flattest } from './view.ts';

/** How surfaces are shaded by what was estimated of the light around them. */
export interface Shading {
  /** For three.js' `renderer.contextNode`: where nothing glows, no shader has to ask what does. */
  contextFor(glows: boolean): ReturnType<typeof context>;
  /** Of the scene, in metres. */
  radius: { value: number };
  /** 1 where the camera keeps parallel lines so, else 0. */
  isFlat: { value: number };
  /** Of a pixel at the depth 1, in radii of the scene. */
  size: { value: number };
  /** How many pixels that were looked at lie on one of the picture's, across and down. */
  scale: { value: Vector2 };
  /** Irradiance from all around, linear RGB: what comes back from things in the way is a share of it. */
  around: { value: Vector3 };
  glow: Glow;
}

/** What a thing in the way sends back of the light that falls on it, beside its colour: it is in the way of some itself. */
const returned = 0.5;
/** What is never quite dark: the irradiance from things in the way is divided by it. */
const least = 0.02;

/** Shades surfaces by the share of the environment's light that reaches them, and by what comes back from what is in its way. */
export function createShading(shares: Record<Layer, Texture>): Shading {
  const [radius, isFlat, size, scale] = [uniform(1), uniform(0), uniform(1), uniform(new Vector2(1, 1))];
  const around = uniform(new Vector3());
  const glow = createGlow();
  const share = (layer: Layer): Node<'float'> => {
    const depth = positionView.z.negate().div(radius).toConst();
    const near = isFlat.greaterThan(0).select(depth, float(1).div(depth)).toConst();
    const wide = isFlat.greaterThan(0).select(size, size.mul(near));
    const map = texture(shares[layer], screenUV).level(float(0));
    const slope = slopeOf(isFlat);
    const found = reaching(map, texture(shares[layer]), screenCoordinate.xy, scale, near, changeOf(near), slope, wide);
    return (found as unknown as Node<'float'>).max(least);
  };
  const reached = { solid: share('solid'), veil: share('veil') } satisfies Record<Layer, Node<'float'>>;
  const shades = (glows: boolean) =>
    context({
      getAO: (own: Node<'float'> | null, { material }: { material: Material }) => {
        if (!isLit(material)) return own;
        const share = reached[layerOf(material)];
        return own === null ? share : own.mul(share);
      },
      getGI: (own: Node<'vec3'> | null, { material }: { material: Material }) => {
        if (!isLit(material)) return own;
        const share = reached[layerOf(material)];
        const sent = diffuseColor.rgb.mul(around).mul(returned).mul(share.oneMinus());
        // three.js takes the share of all that comes from around
        const back = (glows ? sent.add(glow.irradiance(share)) : sent).div(share);
        return own === null ? back : own.add(back);
      },
    });
  const [plain, glowing] = [shades(false), shades(true)];
  return { contextFor: glows => (glows ? glowing : plain), radius, isFlat, size, scale, around, glow };
}

/** By how much a number grows from pixel to pixel, across and down: three.js has dFdy go up. */
function changeOf(number: Node<'float'>): Node<'vec2'> {
  return vec2(dFdx(number), dFdy(number).negate());
}

/** By how many sizes of a pixel a surface comes nearer from pixel to pixel, across and down, as its normal tells. */
function slopeOf(isFlat: Node<'float'>): Node<'vec2'> {
  const flat = isFlat.greaterThan(0);
  const ray = flat.select(vec3(0, 0, -1), positionView.div(positionView.z.negate()));
  const lean = normalViewGeometry.dot(ray).toConst();
  const { x, y } = normalViewGeometry;
  return vec2(x, y.negate())
    .mul(flat.select(-1, 1))
    .div(lean.greaterThan(0).select(lean.max(flattest), lean.min(-flattest)));
}
