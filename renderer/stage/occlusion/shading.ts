import { type Material, type Node, type Texture, Vector3 } from 'three/webgpu';
import {
  context,
  cross,
  diffuseColor,
  faceDirection,
  Fn,
  int,
  interleavedGradientNoise,
  normalWorld,
  normalWorldGeometry,
  positionWorld,
  samplerComparison,
  screenCoordinate,
  texture,
  uniform,
  uniformArray,
  vec2,
  vec3,
  vec4,
  wgslFn,
} from 'three/tsl';
import { cellOf, height, width } from './atlas.ts';

/** What the shading of a surface needs to know of the light around it. */
export interface Shading {
  /** For three.js' `renderer.contextNode`. */
  context: ReturnType<typeof context>;
  /** The direction to each map's light, as long as its weight; nothing where there is none. */
  lights: Vector3[];
  /** Texels per side of a map. */
  side: { value: number };
  center: { value: Vector3 };
  radius: { value: number };
  /** By how much of a circle (0–1) surfaces look aside in other directions than those of each pixel: of several exposures, each by another. */
  turn: { value: number };
  /** Irradiance from all around, linear RGB: what comes back from things in the way is a share of it. */
  around: { value: Vector3 };
  /** Irradiance from glowing things in the way. */
  glow: { value: Vector3 };
}

/** What a thing in the way sends back of the light that falls on it, beside its colour: it is in the way of some itself. */
const returned = 0.7;
/** What is never quite dark: the irradiance from things in the way is divided by it. */
const least = 0.02;
/** Texels by which a surface is held to be nearer to the light than it is. */
const off = 2.5;
/** How far a surface looks aside at most, as a share of the scene's radius. */
const aside = 0.04;
/** Radians: its multiples are spread evenly. */
const golden = Math.PI * (3 - Math.sqrt(5));

/** Of steps that fill a disc evenly, the length of one. */
const reach = (index: number) => aside * Math.sqrt((index * 0.618) % 1);

/**
 * What a light gives a place, and how much of it arrives there. Numbers that the shader is given are few here, and nothing is clamped: each
 * that is looked up costs a CPU as much as twenty multiplications, since it is checked to be within its buffer, and so does `max`,
 * which has to know what is no number.
 */
const arriving = wgslFn<
  [Node, Node, Node<'vec3'>, Node<'vec2'>, Node<'vec3'>, Node<'vec3'>, Node<'vec3'>, Node<'vec4'>]
>(`
  fn arriving(
    depths: texture_depth_2d,
    comparing: sampler_comparison,
    light: vec3f,
    cell: vec2f,
    place: vec3f,
    normal: vec3f,
    facing: vec3f,
    map: vec4f
  ) -> vec2f {
    let toward = light * inverseSqrt(dot(light, light) + 1e-30);
    let right = vec3f(toward.z, 0.0, -toward.x) * inverseSqrt(toward.x * toward.x + toward.z * toward.z + 1e-30);
    let up = cross(toward, right);
    let spot = vec2f(dot(place, right), dot(place, up));
    // never in a map's neighbours
    let bound = vec2f(map.z);
    let within = select(select(spot, bound, spot > bound), -bound, spot < -bound);
    let at = (within * vec2f(0.5, -0.5) + cell + 0.5) * map.xy;
    let lit = textureSampleCompareLevel(depths, comparing, at, dot(place, toward) * -0.5 + map.w);
    let given = dot(facing, light);
    let share = select(0.0, given, given > 0.0);
    // what faces away from a light lies in its own shadow, which the map is too coarse to show
    return vec2f(share, select(0.0, share * lit, dot(normal, toward) > 0.0));
  }
`);

/**
 * Shades surfaces by the share of the environment's light that reaches them, and by what comes back from what is in its way.
 * @param count of maps, at most
 */
export function createShading(depths: Texture, count: number): Shading {
  const lights = Array.from({ length: count }, () => new Vector3());
  const light = uniformArray<'vec3'>(lights, 'vec3');
  const side = uniform(256);
  const [center, radius, turn] = [uniform(new Vector3()), uniform(1), uniform(0)];
  const [around, glow] = [uniform(new Vector3()), uniform(new Vector3())];
  const map = texture(depths);

  const reached = Fn(() => {
    // of the side that is seen; by its winding, since along a silhouette normals are blended past the edge
    const normal = normalWorldGeometry.mul(faceDirection).toConst();
    const texel = side.reciprocal().toConst();
    // Steps off the surface, so that it does not shade itself: a map knows its depth within some texels only.
    const place = positionWorld
      .sub(center)
      .div(radius)
      .add(normal.mul(off * 2).mul(texel))
      .toConst();
    const isLevel = normal.y.abs().lessThan(0.9).toFloat().toConst();
    const level = cross(normal, vec3(isLevel.oneMinus(), isLevel, 0))
      .normalize()
      .toConst();
    const steep = cross(normal, level).toConst();
    // A step aside along the surface, in another direction for each pixel and light: their shadows' edges become a fine grain.
    const angle = interleavedGradientNoise(screenCoordinate.xy)
      .add(turn)
      .mul(2 * Math.PI)
      .toConst();
    const [cosine, sine] = [angle.cos().toConst(), angle.sin().toConst()];
    const across = level.mul(cosine).add(steep.mul(sine)).toConst();
    const along = steep.mul(cosine).sub(level.mul(sine)).toConst();
    const facing = normalWorld.toConst();
    const measures = vec4(
      side.div(width),
      side.div(height),
      texel.mul(2).oneMinus(),
      texel.mul(-0.5).add(0.5),
    ).toConst();
    // written out and not a loop: a CPU looks up what a loop counts for each pixel by itself, which takes longer than all else
    let sum: Node<'vec2'> = vec2(1e-6, 0);
    for (let at = 0; at < count; at++) {
      const [x, y] = [reach(at) * Math.cos(at * golden), reach(at) * Math.sin(at * golden)];
      const from = place.add(across.mul(x)).add(along.mul(y));
      const cell = vec2(...cellOf(at));
      const arrived = arriving(
        map,
        samplerComparison(map),
        light.element(int(at)),
        cell,
        from,
        normal,
        facing,
        measures,
      );
      sum = sum.add(arrived as Node<'vec2'>).toConst();
    }
    return sum.y.div(sum.x).max(least);
  })();

  const back = reached.oneMinus().div(reached).mul(diffuseColor.rgb.mul(around).mul(returned).add(glow));
  const shades = context({
    getAO: (own: Node<'float'> | null, { material }: { material: Material }) =>
      !isLit(material) ? own : own === null ? reached : own.mul(reached),
    getGI: (own: Node<'vec3'> | null, { material }: { material: Material }) =>
      !isLit(material) ? own : own === null ? back : own.add(back),
  });
  return { context: shades, lights, side, center, radius, turn, around, glow };
}

/** Only these are lit by an environment in three.js. */
function isLit(material: Material): boolean {
  return 'isMeshStandardNodeMaterial' in material || 'isMeshStandardMaterial' in material;
}
