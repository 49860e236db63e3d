/** What is looked at, and mended, of a glTF's JSON before three.js reads it. The server has checked its types and indices. */
export interface GltfJson {
  asset?: object;
  scene?: number;
  scenes?: Definition[];
  nodes?: NodeDefinition[];
  meshes?: MeshDefinition[];
  materials?: (Definition & { pbrMetallicRoughness?: object })[];
  textures?: Definition[];
  images?: Definition[];
  samplers?: Definition[];
  cameras?: Definition[];
  skins?: Definition[];
  animations?: AnimationDefinition[];
  accessors?: AccessorDefinition[];
  bufferViews?: (Definition & { byteStride?: number })[];
  buffers?: (Definition & { type?: string })[];
  extensions?: Record<string, unknown>;
  extras?: unknown;
}

export interface Definition {
  name?: string | null;
  extras?: unknown;
  extensions?: Record<string, unknown>;
}

export interface NodeDefinition extends Definition {
  mesh?: number;
  skin?: number;
  camera?: number;
  weights?: number[];
}

export interface MeshDefinition extends Definition {
  primitives: PrimitiveDefinition[];
  weights?: number[] | undefined;
}

export interface PrimitiveDefinition extends Definition {
  attributes: Record<string, number>;
  targets?: Record<string, number>[];
  material?: number;
  mode?: number;
}

export interface AnimationDefinition extends Definition {
  channels: { sampler: number; target: { node?: number; path: string; extensions?: Record<string, unknown> } }[];
  samplers: { input: number; output: number; interpolation?: 'LINEAR' | 'STEP' | 'CUBICSPLINE' }[];
  parameters?: unknown;
}

export interface AccessorDefinition extends Definition {
  bufferView?: number;
  byteOffset?: number;
  componentType: 5120 | 5121 | 5122 | 5123 | 5125 | 5126;
  normalized?: boolean;
  count: number;
  type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4' | 'MAT2' | 'MAT3' | 'MAT4';
  sparse?: {
    count: number;
    indices: { bufferView: number; byteOffset?: number; componentType: 5121 | 5123 | 5125 };
    values: { bufferView: number; byteOffset?: number };
  };
}
