import {
  type BufferGeometry,
  BufferAttribute,
  DoubleSide,
  type Group,
  Loader,
  type Mesh,
  type MeshPhysicalMaterial,
  type Object3D,
  type Texture,
} from 'three/webgpu';
import { USDComposer } from 'three/addons/loaders/usd/USDComposer.js';
import { creased } from '../creases.ts';
import { type Corners, cover, show } from './colors.ts';
import { type Fields, numbers, type Spec } from './specs.ts';
import { inOneMatrix } from './transforms.ts';

/** Ways of subdividing by which a mesh without normals is flat: the others make it round. */
const flat = new Set(['none', 'bilinear']);
/** Purposes that are there to work with, and not to be seen. */
const unseen = new Set(['guide', 'proxy']);

/** three.js' composer, with what it leaves out: ways to stand, what is not to be seen, colours of a mesh itself, faces without normals. */
export class Composer extends USDComposer {
  /** What stands as if it were in nothing. */
  readonly #apart: Object3D[] = [];

  override compose(...layers: Parameters<USDComposer['compose']>): Group {
    const group = super.compose(...layers);
    for (const object of this.#apart) group.add(object);
    return group;
  }

  override applyTransform(object: Object3D, fields: Fields, attributes: Fields = {}): void {
    const stands = { ...fields, ...attributes };
    super.applyTransform(object, inOneMatrix(stands));
    if ([stands['xformOpOrder']].flat().includes('!resetXformStack!')) this.#apart.push(object);
    if (attributes['visibility'] === 'invisible' || unseen.has(String(attributes['purpose']))) object.visible = false;
  }

  override _getAttributes(path: string): Fields {
    const attributes = super._getAttributes(path);
    for (const name of ['displayColor', 'displayOpacity']) {
      const key = `primvars:${name}`;
      const interpolation = this.specsByPath[`${path}.${key}`]?.fields['interpolation'];
      if (interpolation !== undefined) attributes[`${key}:interpolation`] = interpolation;
    }
    return attributes;
  }

  override _buildMesh(path: string, spec: Spec): Mesh {
    const mesh = super._buildMesh(path, spec);
    const isFree = this._getMaterialPath(path, spec.fields) === null;
    for (const one of [mesh.material].flat()) if (isFree) show(one as MeshPhysicalMaterial, mesh.geometry);
    if (!isFree) mesh.geometry.deleteAttribute('color');
    return mesh;
  }

  override _buildGeomPrimitive(path: string, spec: Spec, type: string): Mesh {
    const mesh = super._buildGeomPrimitive(path, spec, type);
    if (this._getMaterialPath(path, spec.fields) !== null) return mesh;
    const first = Array<number>(mesh.geometry.getAttribute('position').count).fill(0);
    cover(mesh.geometry, this._getAttributes(path), { corners: first, faces: first, points: first });
    show(mesh.material as MeshPhysicalMaterial, mesh.geometry);
    return mesh;
  }

  override _buildGeometry(path: string, attributes: Fields, isSkinned = false): BufferGeometry {
    const corners = this.#cornersOf(attributes);
    let geometry = super._buildGeometry(path, byCorner(attributes, corners), isSkinned);
    if (!corners) return geometry;
    if (attributes['orientation'] === 'leftHanded') turnAround(geometry);
    cover(geometry, attributes, corners);
    const isBare = !attributes['normals'] && !attributes['primvars:normals'];
    if (isBare && flat.has(String(attributes['subdivisionScheme']))) geometry = creased(geometry);
    return geometry;
  }

  /** Faces that no subset has are the mesh's own. */
  override _getGeomSubsets(path: string): ReturnType<USDComposer['_getGeomSubsets']> {
    const subsets = super._getGeomSubsets(path);
    const count = numbers(this.specsByPath[`${path}.faceVertexCounts`]?.fields['default'])?.length ?? 0;
    if (subsets.length === 0) return subsets;
    const taken = new Set(subsets.flatMap(({ indices }) => Array.from(indices)));
    const left = Array.from({ length: count }, (_, face) => face).filter(face => !taken.has(face));
    return left.length > 0 ? [...subsets, { name: '', indices: left, materialPath: null }] : subsets;
  }

  override _buildMaterial(path: string, fields: Fields): MeshPhysicalMaterial {
    const material = super._buildMaterial(path, fields);
    // a material that was bound to it has what it says; without one it gets the default one
    if (this._getMaterialPath(path, fields) === null && !material.map) material.name = Loader.DEFAULT_MATERIAL_NAME;
    if (!material.transparent && material.transmission === 0) material.side = DoubleSide;
    return material;
  }

  /** An image beside a layer is asked for as the layer writes it. */
  override _loadTexture(path: string, attributes: Fields | null, transform: Fields | null): Texture | null {
    if (Object.keys(this.assets).length > 0) return super._loadTexture(path, attributes, transform);
    return this._createTextureFromData(path.replace(/^@+|@+$/g, ''), attributes, transform);
  }

  #cornersOf(attributes: Fields): Corners | undefined {
    const [points, counts, indices] = ['points', 'faceVertexCounts', 'faceVertexIndices'].map(name =>
      numbers(attributes[name]),
    );
    if (!points || !counts || !indices || counts.length === 0) return undefined;
    const holes = this._buildHoleMap(attributes['primvars:arnold:polygon_holes']);
    const { pattern } = this._triangulateIndicesWithPattern(indices, counts, points, holes);
    const faceOf: number[] = [];
    for (let face = 0; face < counts.length; face++)
      for (let corner = 0; corner < (counts[face] ?? 0); corner++) faceOf.push(face);
    const take = (values: ArrayLike<number>) => this._applyTriangulationPattern(values, pattern);
    return { corners: take([...faceOf.keys()]), faces: take(faceOf), points: take(indices) };
  }
}

/** Normals of faces, or one for all, are said for each corner, which the composer knows. */
function byCorner(attributes: Fields, corners: Corners | undefined): Fields {
  const normals = numbers(attributes['normals']);
  const [counts, points] = ['faceVertexCounts', 'points'].map(name => numbers(attributes[name]));
  if (!corners || !counts || !normals || normals.length === points?.length) return attributes;
  if (normals.length !== counts.length * 3 && normals.length !== 3) return attributes;
  const each: number[] = [];
  for (let face = 0; face < counts.length; face++)
    for (let corner = 0; corner < (counts[face] ?? 0); corner++)
      for (let axis = 0; axis < 3; axis++) each.push(normals[(normals.length === 3 ? 0 : face * 3) + axis] ?? 0);
  return { ...attributes, normals: each };
}

/** Triangles whose corners go the other way around. */
function turnAround(geometry: BufferGeometry): void {
  for (const name of Object.keys(geometry.attributes)) {
    const { array, itemSize } = geometry.getAttribute(name) as BufferAttribute;
    for (let at = 0; at + 2 < array.length / itemSize; at += 3)
      for (let part = 0; part < itemSize; part++) {
        const [second, third] = [(at + 1) * itemSize + part, (at + 2) * itemSize + part];
        [array[second], array[third]] = [array[third] ?? 0, array[second] ?? 0];
      }
  }
}
