import type { BufferAttribute, BufferGeometry, Object3D } from 'three/webgpu';
import type { Moving } from '../../../scenes/pictures.ts';
import type { Scene } from '../../../scenes/scene.ts';
import type { StageJob } from '../../contract.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { uploadedBytes } from '../images/upload.ts';
import { drawables } from '../graph/drawables.ts';
import { buildScene } from './build-scene.ts';
import type { BuiltScene } from './built-scene.ts';

/** The scene that a stage has built. It is kept after a render: what comes next is often the same, seen from elsewhere. */
export interface SceneCache {
  /** Builds what a job asks for, unless it is there already. */
  load(job: StageJob): Promise<{ built: BuiltScene; isNew: boolean }>;
  /** @throws where there is none */
  current(): BuiltScene;
  /** After a render: what holds much memory, or cannot be used again, is disposed of. */
  rest(): void;
  dispose(): void;
}

/** Bytes of geometry and textures with which a scene is kept. */
const budget = 256 * 1024 * 1024;

export function createSceneCache(gpu: Gpu): SceneCache {
  let kept: { key: string; built: BuiltScene } | undefined;
  const dispose = (): void => {
    kept?.built.dispose();
    kept = undefined;
  };
  return {
    async load(job) {
      const key = keyOf(job);
      if (kept?.key === key) {
        kept.built.setViews(job.scene);
        return { built: kept.built, isNew: false };
      }
      dispose();
      const built = await buildScene(gpu, job);
      kept = { key, built };
      return { built, isNew: true };
    },
    current() {
      if (!kept) throw new Error('no scene is loaded');
      return kept.built;
    },
    rest() {
      // its files are those of its job, which are no longer there
      if (kept && (kept.built.needsFiles || bytesOf(kept.built.subject) > budget)) dispose();
    },
    dispose,
  };
}

/** All that a scene is built from; how it is looked at, and when, and how bright, is not. */
function keyOf({ scene, assets }: StageJob): string {
  const looked: Scene & Moving = scene;
  const { views: _v, moments: _m, outputs: _o, toneMapping: _t, exposure: _e, allowEmpty: _a, ...made } = looked;
  return JSON.stringify([made, Object.entries(assets).map(([src, { digest }]) => [src, digest])]);
}

function bytesOf(subject: Object3D): number {
  const geometries = new Set(drawables(subject).map(({ geometry }) => geometry));
  return [...geometries].reduce((sum, geometry) => sum + geometryBytes(geometry), uploadedBytes(subject));
}

function geometryBytes({ attributes, index }: BufferGeometry): number {
  const all = [...Object.values(attributes), ...(index ? [index] : [])];
  return all.reduce((sum, attribute) => sum + ((attribute as BufferAttribute).array?.byteLength ?? 0), 0);
}
