import { type Material, type Node, type Texture, Vector3, Vector4 } from 'three/webgpu';
import {
  context,
  cross,
  diffuseColor,
  dot,
  faceDirection,
  float,
  Fn,
  int,
  interleavedGradientNoise,
  normalWorld,
  normalWorldGeometry,
  positionWorld,
  screenCoordinate,
  texture,
  uniform,
  uniformArray,
  vec2,
  vec3,
} from 'three/tsl';
import { height, width } from './atlas.ts';

/** What the shading of a surface needs to know of the light around it. */
export interface Shading {
  /** For three.js' `renderer.contextNode`. */
  context: ReturnType<typeof context>;
  /** Of each map: its camera's right (weight in w, 0 where there is none), up, the direction to the light, and its centre in the atlas. */
  rights: Vector4[];
  ups: Vector4[];
  towards: Vector4[];
  tiles: Vector4[];
  /** Texels per side of a map. */
  side: { value: number };
  center: { value: Vector3 };
  radius: { value: number };
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
 * Shades surfaces by the share of the environment's light that reaches them, and by what comes back from what is in its way.
 * @param count of maps, at most
 */
export function createShading(depths: Texture, count: number): Shading {
  const vectors = () => Array.from({ length: count }, () => new Vector4());
  const arrays = { rights: vectors(), ups: vectors(), towards: vectors(), tiles: vectors() };
  const [rights, ups, towards, tiles] = [arrays.rights, arrays.ups, arrays.towards, arrays.tiles].map(values =>
    uniformArray<'vec4'>(values, 'vec4'),
  ) as [Vectors, Vectors, Vectors, Vectors];
  const side = uniform(256);
  const [center, radius] = [uniform(new Vector3()), uniform(1)];
  const [around, glow] = [uniform(new Vector3()), uniform(new Vector3())];

  const reached = Fn(() => {
    // of the side that is seen; by its winding, since along a silhouette normals are blended past the edge
    const normal = normalWorldGeometry.mul(faceDirection).toVar();
    // Steps off the surface, so that it does not shade itself: a map knows its depth within some texels only.
    const place = positionWorld.sub(center).div(radius).add(normal.mul(off).mul(2).div(side)).toVar();
    const level = cross(
      normal,
      normal.y
        .abs()
        .lessThan(0.9)
        .select(vec3(0, 1, 0), vec3(1, 0, 0)),
    )
      .normalize()
      .toVar();
    const steep = cross(normal, level).toVar();
    // A step aside along the surface, in another direction for each pixel and light: their shadows' edges become a fine grain.
    const turn = interleavedGradientNoise(screenCoordinate.xy)
      .mul(2 * Math.PI)
      .toVar();
    const [across, along] = [
      level.mul(turn.cos()).add(steep.mul(turn.sin())).toVar(),
      steep.mul(turn.cos()).sub(level.mul(turn.sin())).toVar(),
    ];
    const inner = side.reciprocal().mul(2).oneMinus().toVar();
    const scale = vec2(side.div(2 * width), side.div(-2 * height)).toVar();
    const bias = side.reciprocal().mul(0.5).toVar();
    const [seen, all] = [float(0).toVar(), float(1e-6).toVar()];
    // written out and not a loop: a CPU looks up what a loop counts for each pixel by itself, which takes longer than all else
    for (let i = 0; i < count; i++) {
      const [right, up, toward, tile] = [rights, ups, towards, tiles].map(array => array.element(int(i)).xyz) as [
        Node<'vec3'>,
        Node<'vec3'>,
        Node<'vec3'>,
        Node<'vec3'>,
      ];
      const share = rights.element(int(i)).w.mul(dot(normalWorld, toward).max(0)).toVar();
      all.addAssign(share);
      const [x, y] = [reach(i) * Math.cos(i * golden), reach(i) * Math.sin(i * golden)];
      const from = place.add(across.mul(x)).add(along.mul(y)).toVar();
      // never in a map's neighbours
      const spot = vec2(dot(from, right), dot(from, up)).clamp(inner.negate(), inner);
      const depth = dot(from, toward).mul(-0.5).add(0.5).sub(bias);
      // what faces away from a light lies in its own shadow, which the map is too coarse to show
      const lit = dot(normal, toward)
        .greaterThan(0)
        .select(texture(depths, spot.mul(scale).add(tile.xy)).compare(depth).r, float(0));
      seen.addAssign(share.mul(lit));
    }
    return seen.div(all).max(least);
  })();

  const back = reached.oneMinus().div(reached).mul(diffuseColor.rgb.mul(around).mul(returned).add(glow));
  const shades = context({
    getAO: (own: Node<'float'> | null, { material }: { material: Material }) =>
      !isLit(material) ? own : own === null ? reached : own.mul(reached),
    getGI: (own: Node<'vec3'> | null, { material }: { material: Material }) =>
      !isLit(material) ? own : own === null ? back : own.add(back),
  });
  return { context: shades, ...arrays, side, center, radius, around, glow };
}

type Vectors = ReturnType<typeof uniformArray<'vec4'>>;

/** Only these are lit by an environment in three.js. */
function isLit(material: Material): boolean {
  return 'isMeshStandardNodeMaterial' in material || 'isMeshStandardMaterial' in material;
}
