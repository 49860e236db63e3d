import type { ModelFormat } from '../../asset.ts';
import type { ReadModel } from './model-file.ts';
import { readGltf } from './gltf.ts';
import { later } from './later.ts';

/** One row per kind of model file. All but glTF come in chunks of their own, fetched when a file of that kind first comes. */
export const readers = {
  glb: readGltf,
  gltf: readGltf,
  three: async file => (await import('./three/read.ts')).readThree(file),
  fbx: later(() => import('./fbx.ts')),
  usd: later(() => import('./usd.ts')),
  '3mf': later(() => import('./threemf.ts')),
  ply: later(() => import('./ply.ts')),
  pcd: later(() => import('./pcd.ts')),
  vox: later(() => import('./vox.ts')),
  dae: later(() => import('./collada.ts')),
  vrml: later(() => import('./vrml.ts')),
  '3ds': later(() => import('./3ds.ts')),
  stl: later(() => import('./stl.ts')),
  obj: later(() => import('./obj.ts')),
  gcode: later(() => import('./gcode.ts')),
} satisfies Record<ModelFormat, ReadModel>;
