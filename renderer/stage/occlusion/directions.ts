import { Vector3 } from 'three/webgpu';
import { halton } from '../sampling/plan.ts';
import { luminance } from '../materials/luminance.ts';
import { type Sky, skyHeight, skyWidth } from '../environment/sky.ts';

/** A direction from which an environment shines. */
export interface SkyDirection {
  /** Unit vector, in the world; never quite upright. */
  toward: Vector3;
  /** How much light it stands for, relative to the others. */
  weight: number;
}

/** Share of the directions that is spread evenly: where a lamp is out of sight, there must be others to tell surfaces apart. */
const even = 0.3;

/** Sine of the least angle between a direction and the vertical. */
const least = 1e-3;

/** `count` directions: every `among`-th of all. */
export interface Batch {
  count: number;
  /** 0 is the first of `among`. */
  index: number;
  among: number;
}

/**
 * Directions from which an environment shines, more of them where it is brighter. All batches together are a Fibonacci lattice:
 * as many points of a sequence without end were two to three times as far off.
 * @param rotation of the environment about y, in radians
 */
export function directionsOf(sky: Sky, rotation: number, { count, index, among }: Batch): SkyDirection[] {
  const table = densityOf(sky);
  return Array.from({ length: count }, (_, at) => {
    const place = (at + halton(index, 2)) * among;
    const [row, column, down, across] = pick(table, (place + 0.5) / (count * among), fraction(place * golden));
    const cosine = heightOf(row) + (heightOf(row + 1) - heightOf(row)) * down;
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    const azimuth = ((column + across) / skyWidth - 0.5) * 2 * Math.PI;
    const toward = new Vector3(sine * Math.cos(azimuth), cosine, sine * Math.sin(azimuth));
    const texel = row * skyWidth + column;
    const weight = (brightness(sky, texel) * areaOf(row)) / (table.texels[texel] ?? 1);
    return { toward: leaning(toward.applyAxisAngle(new Vector3(0, 1, 0), rotation)), weight };
  });
}

/** What is seen from straight above has no side that is up. */
function leaning(toward: Vector3): Vector3 {
  return Math.hypot(toward.x, toward.z) < least ? toward.setX(least).normalize() : toward;
}

/** Mean radiance from all around, linear RGB. */
export function meanOf({ texels }: Sky): Vector3 {
  const sum = new Vector3();
  for (let texel = 0; texel < skyWidth * skyHeight; texel++) {
    const color = new Vector3().fromArray(texels, texel * 3);
    sum.addScaledVector(color, areaOf(Math.floor(texel / skyWidth)) / (2 * skyWidth));
  }
  return sum;
}

interface Density {
  texels: Float64Array;
  rows: Float64Array;
  total: number;
}

function densityOf(sky: Sky): Density {
  const { x, y, z } = meanOf(sky);
  const mean = luminance(x, y, z) || 1;
  const texels = new Float64Array(skyWidth * skyHeight);
  const rows = new Float64Array(skyHeight);
  let total = 0;
  for (let texel = 0; texel < texels.length; texel++) {
    const row = Math.floor(texel / skyWidth);
    const share = (brightness(sky, texel) * (1 - even) + mean * even) * areaOf(row);
    texels[texel] = share;
    rows[row] = (rows[row] ?? 0) + share;
    total += share;
  }
  return { texels, rows, total };
}

/** The texel to which two numbers of 0–1 lead, and where in it, 0–1. */
function pick({ texels, rows, total }: Density, u: number, v: number): [row: number, column: number, number, number] {
  const [row, down] = walk(rows, u * total);
  const [column, across] = walk(texels.subarray(row * skyWidth, (row + 1) * skyWidth), v * (rows[row] ?? 0));
  return [row, column, down, across];
}

function walk(shares: Float64Array, distance: number): [index: number, within: number] {
  let rest = distance;
  for (let index = 0; index < shares.length; index++) {
    const share = shares[index] ?? 0;
    if (rest < share || index === shares.length - 1) return [index, Math.min(rest / share, 1)];
    rest -= share;
  }
  return [0, 0];
}

function brightness({ texels }: Sky, texel: number): number {
  return luminance(texels[texel * 3] ?? 0, texels[texel * 3 + 1] ?? 0, texels[texel * 3 + 2] ?? 0);
}

/** Cosine of the angle from straight up at which a row begins. */
function heightOf(row: number): number {
  return Math.cos((Math.PI * row) / skyHeight);
}

/** Of a texel, relative to the others. */
function areaOf(row: number): number {
  return heightOf(row) - heightOf(row + 1);
}

/** Its multiples are spread evenly, however many there are. */
const golden = (Math.sqrt(5) - 1) / 2;

function fraction(number: number): number {
  return number - Math.floor(number);
}
