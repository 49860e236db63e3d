import type { ModelFormat } from '../../../../renderer/asset.ts';
import { threeDs } from './3ds.ts';
import { collada } from './collada.ts';
import { fbx } from './fbx.ts';
import { gcode } from './gcode.ts';
import { glb, gltf } from './gltf.ts';
import type { ModelKind } from '../model-kind.ts';
import { obj } from './obj.ts';
import { pcd } from './pcd.ts';
import { ply } from './ply.ts';
import { stl } from './stl.ts';
import { three } from './three.ts';
import { threemf } from './threemf.ts';
import { usd } from './usd.ts';
import { vox } from './vox.ts';
import { vrml } from './vrml.ts';

/** One row per model format, in the order in which content is tested: the surest signatures first. */
export const modelKinds = {
  glb,
  three,
  gltf,
  fbx,
  usd,
  '3mf': threemf,
  ply,
  pcd,
  vox,
  dae: collada,
  vrml,
  '3ds': threeDs,
  stl,
  obj,
  gcode,
} satisfies Record<ModelFormat, ModelKind>;
