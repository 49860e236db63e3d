import { type BufferGeometry, Group, InstancedBufferAttribute, type Node } from 'three/webgpu';
import { sRGBTransferEOTF, vec3, vec4 } from 'three/tsl';
import { GaussianSplat } from 'three/addons/objects/GaussianSplat.js';
import {
  createGaussianSplatGeometry,
  createPackedSphericalHarmonicsBand,
  sigmoid,
  writeColorBytesFromSH0,
  writeCovariance,
} from 'three/addons/utils/GaussianSplatUtils.js';
import type { Gpu } from '../gpu/gpu.ts';
import type { Table } from './ply-table.ts';

/** Splats that a CPU draws in some seconds. */
const mostSplats = 20_000;

/** A use of splats is a copy of them: they hold buffers that three.js makes with them. */
class Splats extends GaussianSplat {
  override clone(): this {
    const made = new Splats(this.splatGeometry);
    made.frame();
    made.applyMatrix4(this.matrix);
    return made as this;
  }

  frame(): void {
    this.geometry.setAttribute('framed', new InstancedBufferAttribute(solidOf(this.splatGeometry), 3));
    // materials of others (shadows) know nothing of how splats are placed: for them they are at one point
    this.material.positionNode = vec3(0);
    this.frustumCulled = false;
    // they are trained on the colours of photographs, and three.js takes them for amounts of light
    const seen = this.material.colorNode as Node<'vec4'>;
    this.material.colorNode = vec4(sRGBTransferEOTF(seen.rgb) as Node<'vec3'>, seen.a);
  }
}

/** Gaussian splats as their trainers write them: logarithms of scales, logits of opacities, harmonics of colours; y down, z away. */
export function readSplats(vertex: Table, { adapter }: Gpu): Group {
  const { count } = vertex;
  if (adapter.fallback && count > mostSplats)
    throw new Error(`it has ${count} Gaussian splats; this service draws without a GPU, and so ${mostSplats} at most`);
  const value = (name: string, entry: number) => vertex.columns.get(name)?.[entry] ?? 0;
  const centers = new Float32Array(count * 3);
  const covariances = new Float32Array(count * 6);
  const colors = new Uint8ClampedArray(count * 4);
  const column = (name: string) => vertex.columns.get(name) ?? new Float32Array(count);
  const [x, y, z, s0, s1, s2] = ['x', 'y', 'z', 'scale_0', 'scale_1', 'scale_2'].map(column) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const [w, i, j, k] = ['rot_0', 'rot_1', 'rot_2', 'rot_3'].map(column) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let at = 0; at < count; at++) {
    centers.set([x[at] ?? 0, y[at] ?? 0, z[at] ?? 0], at * 3);
    const scale = [s0, s1, s2].map(axis => Math.exp(axis[at] ?? 0)) as [number, number, number];
    writeCovariance(covariances, at * 6, ...scale, i[at] ?? 0, j[at] ?? 0, k[at] ?? 0, w[at] ?? 1);
    writeColorBytesFromSH0(
      colors,
      at * 4,
      value('f_dc_0', at),
      value('f_dc_1', at),
      value('f_dc_2', at),
      sigmoid(value('opacity', at)),
    );
  }
  const splats = new Splats(createGaussianSplatGeometry(centers, covariances, colors, harmonicsOf(vertex)));
  splats.frame();
  const group = new Group();
  group.rotation.x = Math.PI;
  return group.add(splats);
}

/** Coefficients of one colour, by degree: those of red come first, then those of green, then of blue. */
const coefficients = [0, 3, 8, 15];

function harmonicsOf({ columns, count }: Table): Record<string, Uint32Array> {
  const rest = Array.from({ length: 45 }, (_, at) => columns.get(`f_rest_${at}`)).filter(
    column => column !== undefined,
  );
  const degree = coefficients.indexOf(rest.length / 3);
  if (degree < 0)
    throw new Error(`it has ${rest.length} coefficients of its colours (f_rest_…); 0, 9, 24 and 45 are known`);
  const stride = coefficients[degree] ?? 0;
  const bands: Record<string, Uint32Array> = {};
  for (let band = 1; band <= degree; band++) {
    const { packed, bytes } = createPackedSphericalHarmonicsBand(count, band);
    const [first = 0, end = 0] = [coefficients[band - 1], coefficients[band]];
    const width = bytes.length / count;
    for (let at = 0; at < count; at++)
      for (let coefficient = first; coefficient < end; coefficient++)
        for (let channel = 0; channel < 3; channel++)
          bytes[at * width + (coefficient - first) * 3 + channel] =
            (rest[coefficient + channel * stride]?.[at] ?? 0) * 128 + 128;
    bands[`sh${band}`] = packed;
  }
  return bands;
}

/** Places of the splats that can be seen, without the few that float far off: what a camera frames. */
function solidOf(geometry: BufferGeometry): Float32Array {
  const position = geometry.getAttribute('position');
  const color = geometry.getAttribute('color');
  const seen: number[] = [];
  for (let at = 0; at < position.count; at++) if (color.getW(at) > 0.15) seen.push(at);
  const few = seen.length < 200;
  const limits = [0, 1, 2].map(axis => {
    const values = Float32Array.from(seen, at => position.getComponent(at, axis)).toSorted();
    const end = few ? 0 : Math.floor(values.length * 0.01);
    return [values[end] ?? 0, values[values.length - 1 - end] ?? 0] as const;
  });
  const solid = seen.filter(at =>
    limits.every(
      ([low, high], axis) => position.getComponent(at, axis) >= low && position.getComponent(at, axis) <= high,
    ),
  );
  return Float32Array.from(solid.flatMap(at => [position.getX(at), position.getY(at), position.getZ(at)]));
}
