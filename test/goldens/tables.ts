import type { Frame } from '../../renderer/frame.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { readExamples } from '../support/examples.ts';
import { drawFormat, formatScenes } from '../support/formats.ts';
import { atGoldenSize } from '../support/golden.ts';
import { draw } from '../support/studio.ts';
import { bodies } from '../support/three/bodies.ts';
import { drawBody } from '../support/three/draw.ts';
import { materials } from './gltf/materials.ts';
import { meshes } from './gltf/meshes.ts';
import { motion } from './gltf/motion.ts';
import type { Rows } from './gltf/rows.ts';
import { textures } from './gltf/textures.ts';
import { uses } from './gltf/uses.ts';

/** A scene with a golden of each of its frames. */
export interface GoldenScene {
  name: string;
  /** Its pictures as PNG, by the names of their goldens. */
  frames(renderer: Renderer): Promise<[golden: string, frame: Frame][]>;
}

const side = { width: 128, height: 128 } as const;

function rows(folder: string, table: Rows): GoldenScene[] {
  return Object.entries(table).map(([row, make]) => {
    const name = `${folder}/${row}`;
    return {
      name,
      async frames(renderer) {
        const scene = await make();
        const [frame] = await draw(renderer, { ...scene, output: { ...side, ...scene.output, format: 'png' } });
        if (!frame) throw new Error(`${name} has no frame`);
        return [[name, frame]];
      },
    };
  });
}

export async function exampleGoldens(): Promise<GoldenScene[]> {
  const called = (name: string, frame: Frame) => `${name}-${frame.name.replace('.png', '')}`;
  return (await readExamples()).map(([name, scene]) => ({
    name,
    frames: async renderer =>
      (await draw(renderer, atGoldenSize(scene))).map((frame): [string, Frame] => [called(name, frame), frame]),
  }));
}

export async function formatGoldens(): Promise<GoldenScene[]> {
  return (await formatScenes()).map(([name, scene]) => ({
    name,
    frames: async renderer => [[name, await drawFormat(renderer, scene)]],
  }));
}

/** Features of glTF and what scenes change of a model, one a scene. */
export const gltfGoldens: readonly GoldenScene[] = [
  ...rows('gltf/textures', textures),
  ...rows('gltf/materials', materials),
  ...rows('gltf/meshes', meshes),
  ...rows('gltf/motion', motion),
  ...rows('gltf/uses', uses),
];

/** Kinds of things in three.js JSON, each a body of `POST /renders`. */
export const threeGoldens: readonly GoldenScene[] = Object.entries(bodies).map(([row, { body, query }]) => {
  const name = `three/${row}`;
  return { name, frames: async renderer => [[name, await drawBody(renderer, body(), query)]] };
});

/** Every scene that has goldens. */
export async function everyGolden(): Promise<GoldenScene[]> {
  return [...(await exampleGoldens()), ...(await formatGoldens()), ...gltfGoldens, ...threeGoldens];
}
