import type { BufferAttribute, BufferGeometry, Object3D } from 'three/webgpu';
import type { Scene } from '../../../scenes/scene.ts';
import type { StageJob } from '../../contract.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { uploadedBytes } from '../images/upload.ts';
import { drawables } from '../graph/drawables.ts';
import { loadSet, type StageSet } from './built-scene.ts';

/** The set that stands on the stage. It is left standing after a render: what comes next is often the same, seen from elsewhere. */
export interface Standing {
  /** Builds what a job asks for, unless it stands already. */
  load(job: StageJob): Promise<{ set: StageSet; isNew: boolean }>;
  /** @throws where none stands */
  current(): StageSet;
  /** After a render: what holds much memory, or cannot be used again, is struck. */
  rest(): void;
  strike(): void;
}

/** Bytes of geometry and textures with which a set is left standing. */
const budget = 256 * 1024 * 1024;

export function createStanding(gpu: Promise<Gpu>): Standing {
  let standing: { key: string; set: StageSet } | undefined;
  const strike = (): void => {
    standing?.set.dispose();
    standing = undefined;
  };
  return {
    async load(job) {
      const key = keyOf(job);
      if (standing?.key === key) {
        standing.set.scene = job.scene;
        standing.set.timings = {};
        return { set: standing.set, isNew: false };
      }
      strike();
      const set = await loadSet(await gpu, job);
      standing = { key, set };
      return { set, isNew: true };
    },
    current() {
      if (!standing) throw new Error('no scene is loaded');
      return standing.set;
    },
    rest() {
      // a variant's files are fetched when it is asked for, and those of this job are no longer there
      if (standing && (standing.set.variants.length > 0 || bytesOf(standing.set.subject) > budget)) strike();
    },
    strike,
  };
}

/** All that a set is made from; how it is looked at, and at what it is exposed, is not. */
function keyOf({ scene, assets }: StageJob): string {
  const { views: _v, outputs: _o, toneMapping: _t, exposure: _e, allowEmpty: _a, ...made }: Scene = scene;
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
