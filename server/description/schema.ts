import * as z from 'zod';
import { scene } from '../../scenes/scene.ts';
import { rules } from './rules.ts';

/** The keywords of JSON Schema (draft 2020-12) that the scene's schema uses. */
export interface JsonSchema {
  [keyword: string]: unknown;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  description?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema | false;
  additionalProperties?: JsonSchema | false;
  prefixItems?: JsonSchema[];
}

/**
 * The scene as JSON Schema (2020-12), made from the one schema that validates it; its nouns are in `$defs`.
 * @param id the schema's own address
 */
export function sceneJsonSchema(id = '/schemas/scene.json'): JsonSchema {
  const { $schema, $defs = {}, ...root } = made(rules);
  return { $schema, $id: id, title: 'Darkroom scene', ...root, $defs };
}

/** The same by types alone, without the rules between fields. */
export function plainSceneSchema(): JsonSchema {
  const { $schema: _, ...schema } = made({});
  return schema;
}

function made(ruled: typeof rules): JsonSchema {
  const { $defs = {}, ...root } = z.toJSONSchema(scene, {
    io: 'input',
    // zod leaves out the default of a transformed field; each of ours is a valid input too, which a test holds
    override({ zodSchema, jsonSchema }) {
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  }) as JsonSchema;
  const nouns = Object.entries($defs).map(([noun, schema]) => [noun, finished(schema, ruled[noun])]);
  return { ...finished(root, ruled['Scene']), $defs: Object.fromEntries(nouns) };
}

/** A noun's schema with its rule, its description first; without the id, which its name in `$defs` tells. */
function finished(made: JsonSchema, rule: object | undefined): JsonSchema {
  const { id: _, description, ...schema } = made;
  return {
    ...(description !== undefined && { description }),
    ...schema,
    ...(rule && { allOf: [...(schema.allOf ?? []), { ...rule }] }),
  };
}

/** A schema and every schema within it, each with its JSON pointer. */
export function* eachSchema(schema: JsonSchema, at = ''): Generator<[pointer: string, schema: JsonSchema]> {
  yield [at, schema];
  for (const keyword of ['properties', '$defs'] as const)
    for (const [name, inner] of Object.entries(schema[keyword] ?? {}))
      yield* eachSchema(inner, `${at}/${keyword}/${name}`);
  for (const keyword of ['anyOf', 'oneOf', 'prefixItems'] as const)
    for (const [index, inner] of (schema[keyword] ?? []).entries())
      yield* eachSchema(inner, `${at}/${keyword}/${index}`);
  for (const keyword of ['items', 'additionalProperties'] as const)
    if (schema[keyword]) yield* eachSchema(schema[keyword], `${at}/${keyword}`);
}

/** The name of a `$ref` into the schema's own `$defs`. */
export function nounOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
