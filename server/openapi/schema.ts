import { z } from 'zod';
import { scene } from '../../scenes/scene.ts';

/** The scene as JSON Schema (2020-12), made from the one schema that validates it. */
export function sceneJsonSchema(): object {
  return {
    $id: '/schemas/scene.json',
    title: 'Darkroom scene',
    ...z.toJSONSchema(scene, { io: 'input', reused: 'ref' }),
  };
}
