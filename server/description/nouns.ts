import * as z from 'zod';
import { camera, views } from '../../scenes/camera.ts';
import { environment } from '../../scenes/environment.ts';
import { geometry } from '../../scenes/geometry.ts';
import { ground } from '../../scenes/ground.ts';
import { light } from '../../scenes/light.ts';
import { material, materialChange } from '../../scenes/material.ts';
import { model } from '../../scenes/model.ts';
import { node } from '../../scenes/node.ts';
import { nodeChange } from '../../scenes/node-change.ts';
import { output, outputs } from '../../scenes/output.ts';
import { texture } from '../../scenes/texture.ts';
import { toneMapping } from '../../scenes/tone-mapping.ts';
import { color, src, vec2, vec3 } from '../../scenes/values.ts';

/** The parts of the language that JSON Schema and the docs call by a name of their own; all else stands where it is used. */
const named = {
  Model: model,
  NodeChange: nodeChange,
  MaterialChange: materialChange,
  Camera: camera,
  Views: views,
  Environment: environment,
  Ground: ground,
  ToneMapping: toneMapping,
  Output: output,
  Outputs: outputs,
  Node: node,
  Geometry: geometry,
  Material: material,
  Light: light,
  Texture: texture,
  Src: src,
  Color: color,
  Vec2: vec2,
  Vec3: vec3,
} as const;

/** Their names, for `z.toJSONSchema`. */
export const nouns = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) nouns.add(schema, { id });

for (const kind of geometry.options) nouns.add(kind, { id: `${capital(kind.shape.type)}Geometry` });
for (const kind of material.options) nouns.add(kind, { id: `${capital(kind.shape.type)}Material` });
for (const kind of light.options) nouns.add(kind, { id: `${capital(kind.shape.type)}Light` });

type Tag = z.ZodLiteral<string>;

/** `torusKnot` → `TorusKnot`. */
function capital(tag: Tag | z.ZodDefault<Tag>): string {
  const { value } = tag instanceof z.ZodDefault ? tag.unwrap() : tag;
  return value.charAt(0).toUpperCase() + value.slice(1);
}
