declare module 'three/addons/loaders/usd/USDComposer.js' {
  import type {
    BufferGeometry,
    Group,
    LoadingManager,
    Mesh,
    MeshPhysicalMaterial,
    Object3D,
    Texture,
  } from 'three/webgpu';

  type Fields = Record<string, unknown>;
  interface Spec {
    specType: number;
    fields: Fields;
  }
  interface Layer {
    specsByPath: Record<string, Spec>;
  }
  interface Subset {
    name: string;
    indices: ArrayLike<number>;
    materialPath: string | null;
  }

  export class USDComposer {
    assets: Record<string, unknown>;
    specsByPath: Record<string, Spec>;
    texturePromises: Promise<void>[];
    constructor(manager: LoadingManager);
    compose(layer: Layer, assets: Record<string, unknown>, variants: Record<string, string>, base: string): Group;
    applyTransform(object: Object3D, fields: Fields, attributes?: Fields): void;
    _getAttributes(path: string): Fields;
    _getGeomSubsets(path: string): Subset[];
    _getMaterialPath(path: string, fields: Fields): string | null;
    _buildMesh(path: string, spec: Spec): Mesh;
    _buildGeomPrimitive(path: string, spec: Spec, type: string): Mesh;
    _buildGeometry(path: string, attributes: Fields, isSkinned?: boolean): BufferGeometry;
    _buildMaterial(path: string, fields: Fields): MeshPhysicalMaterial;
    _buildHoleMap(holes: unknown): object;
    _triangulateIndicesWithPattern(
      indices: ArrayLike<number>,
      counts: ArrayLike<number>,
      points: ArrayLike<number>,
      holes: object,
    ): { indices: number[]; pattern: number[] };
    _applyTriangulationPattern(values: ArrayLike<number>, pattern: number[]): number[];
    _loadTexture(path: string, attributes: Fields | null, transform: Fields | null): Texture | null;
    _createTextureFromData(
      data: string | Uint8Array,
      attributes: Fields | null,
      transform: Fields | null,
    ): Texture | null;
  }
}

declare module 'three/addons/loaders/usd/USDCParser.js' {
  type Fields = Record<string, unknown>;
  interface Spec {
    specType: number;
    fields: Fields;
  }
  interface Layer {
    specsByPath: Record<string, Spec>;
  }
  export class USDCParser {
    reader: { readUint8(): number; readUint32(): number; readUint64(): number; readFloat64(): number };
    tokens: string[];
    strings: number[];
    paths: string[];
    version: { major: number; minor: number };
    parseData(bytes: ArrayBuffer): Layer;
    _readScalarValue(type: number): unknown;
  }
}
