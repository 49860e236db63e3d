import type { Label } from '../../graph/names.ts';
import { inkBare } from './bare.ts';
import type { GltfJson, MeshDefinition, PrimitiveDefinition } from './json.ts';

/**
 * Rewrites what is valid glTF but read wrongly by three.js' loader, and labels what people call by name. Done in place, before
 * anything is loaded.
 */
export function mend(json: GltfJson): void {
  dropExtras(json);
  for (const mesh of json.meshes ?? []) mesh.primitives = mesh.primitives.filter(hasPlaces);
  for (const mesh of json.meshes ?? []) for (const primitive of mesh.primitives) fillTargets(json, primitive);
  inkBare(json);
  separateMeshes(json);
  dropFallbacks(json);
  label(json);
}

/** The loader puts them into `userData`, where the stage keeps its own, and reads some as instructions (`pivot`). */
function dropExtras(json: GltfJson): void {
  delete json.extras;
  const lists = [
    json.scenes,
    json.nodes,
    json.meshes,
    json.materials,
    json.textures,
    json.images,
    json.cameras,
    json.skins,
    json.animations,
    json.accessors,
  ];
  for (const list of lists) for (const definition of list ?? []) delete definition.extras;
  for (const mesh of json.meshes ?? []) for (const primitive of mesh.primitives) delete primitive.extras;
  for (const animation of json.animations ?? []) delete animation.parameters;
  for (const buffer of json.buffers ?? []) delete buffer.type;
}

/** Without places there is nothing to draw, and the GPU would be asked for an attribute that is not there. */
function hasPlaces({ attributes }: PrimitiveDefinition): boolean {
  return attributes['POSITION'] !== undefined;
}

/**
 * A morph target may leave out what another of its primitive has: it does not move that. The loader would move it by the
 * whole of its own value.
 */
function fillTargets(json: GltfJson, { attributes, targets }: PrimitiveDefinition): void {
  if (!targets) return;
  for (const name of ['POSITION', 'NORMAL', 'COLOR_0']) {
    const base = attributes[name];
    // Without places there is nothing that the renderer would lay out the others by.
    const isMoved = name === 'POSITION' || targets.some(target => target[name] !== undefined);
    if (base !== undefined && isMoved) for (const target of targets) target[name] ??= zeros(json, base);
  }
}

/** An accessor of zeros, like another in count and type. */
function zeros(json: GltfJson, like: number): number {
  const accessors = (json.accessors ??= []);
  const { count = 0, type = 'VEC3' } = accessors[like] ?? {};
  return accessors.push({ componentType: 5126, count, type }) - 1;
}

/**
 * A mesh that several nodes use, where each use needs its own: morphed by each differently, or with a skin at one and without at
 * another, which the loader would skin as well. Its geometry is loaded once all the same.
 */
function separateMeshes(json: GltfJson): void {
  const meshes = json.meshes ?? [];
  const seen = new Set<number>();
  for (const node of json.nodes ?? []) {
    const mesh = node.mesh === undefined ? undefined : meshes[node.mesh];
    if (node.mesh === undefined || !mesh) continue;
    const isMorphed = mesh.primitives.some(({ targets }) => targets && targets.length > 0);
    const isSkinned = mesh.primitives.some(({ attributes }) => attributes['JOINTS_0'] !== undefined);
    if ((isMorphed || isSkinned) && seen.has(node.mesh)) node.mesh = meshes.push(copyOf(mesh)) - 1;
    else seen.add(node.mesh);
  }
}

function copyOf(mesh: MeshDefinition): MeshDefinition {
  const primitives = mesh.primitives.map(primitive => ({ ...primitive }));
  return {
    ...mesh,
    primitives,
    // an animation may still change them
    get weights() {
      return mesh.weights;
    },
  };
}

/** A material as metal and roughness beside one as reflection and gloss is for those who do not know the latter; the loader would mix them. */
function dropFallbacks(json: GltfJson): void {
  for (const material of json.materials ?? [])
    if (material.extensions?.['KHR_materials_pbrSpecularGlossiness'] && !material.extensions['KHR_materials_unlit'])
      delete material.pbrMetallicRoughness;
}

/** The loader calls nodes by names of ours, which no two share, so that an animation finds each of them; the file's are their labels. */
function label(json: GltfJson): void {
  for (const [at, node] of (json.nodes ?? []).entries()) {
    const camera = json.cameras?.[node.camera ?? -1]?.name ?? undefined;
    const mesh = json.meshes?.[node.mesh ?? -1]?.name ?? undefined;
    const label: Label = { name: node.name ?? camera ?? mesh ?? '', camera, at };
    node.extras = { label };
    node.name = `node_${at}`;
  }
}
