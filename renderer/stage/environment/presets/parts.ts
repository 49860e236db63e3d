import { BackSide, Color, Mesh, MeshBasicNodeMaterial, type Node, PlaneGeometry, SphereGeometry } from 'three/webgpu';
import { float, mix, normalize, positionLocal, smoothstep, uv, vec3 } from 'three/tsl';

export interface Panel {
  /** Metres from the centre, towards which it faces. */
  at: [x: number, y: number, z: number];
  size: [width: number, height: number];
  /** Radiance; 1 is paper white. */
  brightness: number;
  /** `#rrggbb`. */
  tint?: string;
  /** Radiance at its rim, as a share of that in its middle, towards which it grows. Default: 1 */
  rim?: number;
}

/** A softbox: a bright rectangle that faces the centre. */
export function panel({ at, size, brightness, tint = '#ffffff', rim = 1 }: Panel): Mesh {
  const material = new MeshBasicNodeMaterial();
  const inside = uv().mul(uv().oneMinus()).mul(4);
  material.colorNode = tinted(tint, brightness).mul(mix(float(rim), float(1), inside.x.mul(inside.y)));
  const mesh = new Mesh(new PlaneGeometry(...size), material);
  mesh.position.set(...at);
  mesh.lookAt(0, 0, 0);
  return mesh;
}

export interface Dome {
  /** Colours with their radiance at the bottom, the horizon and the top. */
  bottom: [hex: string, brightness: number];
  horizon: [hex: string, brightness: number];
  top: [hex: string, brightness: number];
}

/** What is all around: a gradient from below to above. */
export function dome({ bottom, horizon, top }: Dome): Mesh {
  const shade = (end: [hex: string, brightness: number]) => tinted(...end);
  const height = normalize(positionLocal).y;
  const lower = mix(shade(horizon), shade(bottom), smoothstep(0, 0.5, height.negate()));
  const upper = mix(shade(horizon), shade(top), smoothstep(0, 0.8, height));
  return shell(mix(lower, upper, smoothstep(-0.02, 0.02, height)));
}

/** Radiance as a node. */
export function tinted(hex: string, brightness: number): Node<'vec3'> {
  const { r, g, b } = new Color(hex).multiplyScalar(brightness);
  return vec3(r, g, b);
}

/** A sphere around everything, coloured by direction. */
export function shell(radiance: Node<'vec3'>): Mesh {
  const material = new MeshBasicNodeMaterial({ side: BackSide });
  material.colorNode = radiance;
  return new Mesh(new SphereGeometry(100, 64, 32), material);
}
