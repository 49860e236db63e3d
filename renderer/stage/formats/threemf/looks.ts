import { Color, SRGBColorSpace } from 'three/webgpu';
import { attributeOf, named, numbersIn } from './xml.ts';

/** Red, green, blue (linear) and alpha. */
export type Rgba = readonly [number, number, number, number];

/** What a corner of a triangle looks like. */
export interface Look {
  /** Where a base material says it: what it is called, and how it is lit. */
  name?: string | undefined;
  metal?: { metalness: number; roughness: number } | undefined;
  color: Rgba;
  /** The id of a texture, and where on it. */
  texture?: string | undefined;
  uv?: readonly [number, number] | undefined;
}

const white: Rgba = [1, 1, 1, 1];

/** Looks by the id of their group, then by their place in it. */
export type Looks = ReadonlyMap<string, readonly Look[]>;

/** All groups of looks of a model. */
export function looksOf(resources: Element): Looks {
  const looks = new Map<string, readonly Look[]>();
  const metals = new Map(named(resources, 'pbmetallicdisplayproperties').map(group => [idOf(group), metalsOf(group)]));
  const add = (name: string, read: (group: Element) => Look[]): void => {
    for (const group of named(resources, name)) looks.set(idOf(group), read(group));
  };
  add('basematerials', group =>
    named(group, 'base').map((base, at) => ({
      name: attributeOf(base, 'name') ?? '',
      color: rgbaOf(attributeOf(base, 'displaycolor')),
      metal: metals.get(attributeOf(base, 'displaypropertiesid') ?? attributeOf(group, 'displaypropertiesid') ?? '')?.[
        at
      ],
    })),
  );
  add('colorgroup', group => named(group, 'color').map(one => ({ color: rgbaOf(attributeOf(one, 'color')) })));
  add('texture2dgroup', group =>
    named(group, 'tex2coord').map(at => ({
      color: white,
      texture: attributeOf(group, 'texid'),
      uv: [Number(attributeOf(at, 'u')), Number(attributeOf(at, 'v'))] as const,
    })),
  );
  add('compositematerials', group => compositesOf(group, looks));
  add('multiproperties', group => layeredIn(group, looks));
  return looks;
}

function idOf(element: Element): string {
  return attributeOf(element, 'id') ?? '';
}

function metalsOf(group: Element): Look['metal'][] {
  return named(group, 'pbmetallic').map(one => ({
    metalness: Number(attributeOf(one, 'metallicness') ?? 0),
    roughness: Number(attributeOf(one, 'roughness') ?? 1),
  }));
}

/** `#RRGGBB` or `#RRGGBBAA`. */
function rgbaOf(written = '#FFFFFF'): Rgba {
  const { r, g, b } = new Color().setStyle(written.slice(0, 7), SRGBColorSpace);
  return [r, g, b, written.length > 7 ? (Number.parseInt(written.slice(7, 9), 16) || 0) / 255 : 1];
}

/** Base materials by how much of each there is. */
function compositesOf(group: Element, looks: Looks): Look[] {
  const bases = looks.get(attributeOf(group, 'matid') ?? '') ?? [];
  const parts = numbersIn(attributeOf(group, 'matindices')).map(at => bases[at]?.color ?? white);
  return named(group, 'composite').map(composite => {
    const shares = numbersIn(attributeOf(composite, 'values'));
    const total = shares.reduce((sum, share) => sum + share, 0) || 1;
    const mean = (channel: 0 | 1 | 2 | 3) =>
      parts.reduce((sum, color, at) => sum + color[channel] * (shares[at] ?? 0), 0) / total;
    return { color: [mean(0), mean(1), mean(2), mean(3)] };
  });
}

/** Layers of looks, the last on top: each is mixed by its alpha into those below, or multiplied with them. */
function layeredIn(group: Element, looks: Looks): Look[] {
  const groups = (attributeOf(group, 'pids') ?? '').trim().split(/\s+/);
  const methods = (attributeOf(group, 'blendmethods') ?? '').trim().split(/\s+/);
  return named(group, 'multi').map(multi => {
    const at = numbersIn(attributeOf(multi, 'pindices'));
    const layers = groups.flatMap((id, layer) => looks.get(id)?.[at[layer] ?? 0] ?? []);
    return layers.reduce((below, above, layer) => blended(below, above, methods[layer - 1] === 'multiply'));
  });
}

function blended(below: Look, above: Look, isProduct: boolean): Look {
  const { texture = below.texture, uv = below.uv } = above;
  const [alpha, under] = [above.color[3], below.color[3]];
  const mixed = (channel: 0 | 1 | 2) => {
    const [one, other] = [below.color[channel], above.color[channel]];
    return isProduct ? one * other : one * (1 - alpha) + other * alpha;
  };
  const color: Rgba = [mixed(0), mixed(1), mixed(2), isProduct ? under * alpha : under + (1 - under) * alpha];
  const isCovered = !isProduct && alpha === 1;
  return {
    ...(isCovered ? above : { ...below, texture, uv }),
    color,
    metal: above.metal ?? below.metal,
  };
}
