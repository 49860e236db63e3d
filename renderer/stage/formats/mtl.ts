import {
  Color,
  DoubleSide,
  type Loader,
  MeshStandardMaterial,
  RepeatWrapping,
  SRGBColorSpace,
  type Texture,
  TextureLoader,
  Vector2,
} from 'three/webgpu';
import type { ModelFile } from './model-file.ts';
import { bareName } from './obj/names.ts';

/** Statements of one material, by their words in small letters. */
type Statements = ReadonlyMap<string, string>;

/**
 * The materials of a library, by name, with and without the comment after it: Phong's terms, and those of the physically based
 * extension where it has them.
 */
export function readMtl(text: string, file: ModelFile): Map<string, MeshStandardMaterial> {
  const materials = new Map<string, MeshStandardMaterial>();
  for (const [written, statements] of statementsOf(text)) {
    const name = materials.has(bareName(written)) ? written : bareName(written);
    const material = materialOf(name, statements, file);
    materials.set(written, material).set(name, material);
  }
  return materials;
}

function statementsOf(text: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.replace(/\\[ \t]*\r?\n/g, ' ').split(/\r\n?|\n/)) {
    const [, word = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (word.toLowerCase() === 'newmtl') found.set(rest, (current = new Map<string, string>()));
    else if (word !== '' && !word.startsWith('#')) current.set(word.toLowerCase(), rest);
  }
  return found;
}

function materialOf(name: string, said: Statements, file: ModelFile): MeshStandardMaterial {
  const image = (words: string[], colored: boolean) => textureOf(words, said, file, colored);
  const number = (word: string) =>
    said.has(word) ? Number.parseFloat((said.get(word) ?? '').replace(/^-halo\s+/i, '')) : undefined;
  const map = image(['map_kd'], true);
  const opacity = number('d') ?? (said.has('tr') ? 1 - (number('tr') ?? 0) : 1);
  const cut = said.get('map_d') ?? '';
  const same = cut !== '' && cut === said.get('map_kd');
  const material = new MeshStandardMaterial({
    name,
    side: DoubleSide,
    map,
    alphaMap: same ? null : image(['map_d'], false),
    bumpMap: image(['map_bump', 'bump'], false),
    normalMap: image(['norm'], false),
    emissiveMap: image(['map_ke'], true),
    roughnessMap: image(['map_pr'], false),
    metalnessMap: image(['map_pm'], false),
    color: tintOf(said, map) ?? new Color(1, 1, 1),
    emissive: colorOf(said.get('ke')) ?? new Color(said.has('map_ke') ? 0xffffff : 0),
    roughness: number('pr') ?? (said.has('map_pr') ? 1 : roughnessOf(said)),
    metalness: number('pm') ?? (said.has('map_pm') ? 1 : 0),
    // a fully transparent material is a slip of its exporter: one that is not to be seen would not be there
    opacity: opacity > 0 ? opacity : 1,
    transparent: opacity < 1 && opacity > 0,
    bumpScale: bumpOf(said.get('map_bump') ?? said.get('bump') ?? ''),
  });
  // images of leaves and grids have holes with soft edges, and are seen through each other
  if (cut !== '') material.alphaTest = 0.5;
  return material;
}

/** What an image is multiplied by: some exporters write black, which would leave nothing of it. */
function tintOf(said: Statements, map: Texture | null): Color | undefined {
  const color = colorOf(said.get('kd'));
  return map && color?.getHex() === 0 ? undefined : color;
}

function colorOf(written: string | undefined): Color | undefined {
  const [r, g, b] = (written ?? '').split(/\s+/).map(Number.parseFloat);
  if (r === undefined || !Number.isFinite(r)) return undefined;
  return new Color().setRGB(r, g ?? r, b ?? g ?? r, SRGBColorSpace);
}

/** As rough as the highlight is wide, and matte where there is none. */
function roughnessOf(said: Statements): number {
  const specular = Math.max(...(said.get('ks') ?? '0').split(/\s+/).map(Number.parseFloat));
  if (!(specular > 0.01) || Number.parseInt(said.get('illum') ?? '', 10) === 1) return 0.9;
  return Math.min(0.95, Math.max(0.15, (2 / (Number.parseFloat(said.get('ns') ?? '30') + 2)) ** 0.25));
}

function bumpOf(written: string): number {
  return Number.parseFloat(/(?:^|\s)-bm\s+(\S+)/.exec(written)?.[1] ?? '1');
}

function textureOf(words: string[], said: Statements, file: ModelFile, colored: boolean): Texture | null {
  const written = words.map(word => said.get(word)).find(Boolean);
  if (written === undefined) return null;
  // names have spaces in them: the longest that is known and that the statement ends with, but for a comment
  const [name] = file.files
    .filter(one => written.endsWith(one) || written.includes(`${one} #`))
    .toSorted((a, b) => b.length - a.length);
  if (name === undefined) return null;
  const handler: Loader | null = file.manager.getHandler(name);
  const loader = handler instanceof TextureLoader || !handler ? new TextureLoader(file.manager) : handler;
  const texture = (loader as TextureLoader).load(name);
  if (colored) texture.colorSpace = SRGBColorSpace;
  const clamped = /(?:^|\s)-clamp\s+on\b/.test(written);
  if (!clamped) texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.repeat.copy(pairOf(written, 's', 1));
  texture.offset.copy(pairOf(written, 'o', 0));
  return texture;
}

function pairOf(written: string, option: string, otherwise: number): Vector2 {
  const [, x, y] = new RegExp(`(?:^|\\s)-${option}\\s+([-+.\\deE]+)(?:\\s+([-+.\\deE]+))?`).exec(written) ?? [];
  return new Vector2(
    x === undefined ? otherwise : Number.parseFloat(x),
    y === undefined ? otherwise : Number.parseFloat(y),
  );
}
