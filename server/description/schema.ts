import * as z from 'zod';
import { scene } from '../../scenes/scene.ts';
import { nouns } from './nouns.ts';
import { rules } from './rules.ts';
import { words } from './words/words.ts';

/** A JSON Schema of draft 2020-12, as far as the scene's needs one. */
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
  const { $schema, $defs = {}, ...root } = described(rules);
  return { $schema, $id: id, title: 'Darkroom scene', ...root, $defs };
}

/** The same by types alone, without what goes together and what does not. */
export function plainSceneSchema(): JsonSchema {
  const { $schema: _, ...schema } = described({});
  return schema;
}

function described(ruled: typeof rules): JsonSchema {
  const { $defs = {}, ...root } = z.toJSONSchema(scene, {
    io: 'input',
    metadata: nouns,
    // Zod leaves out what a transformed field is by default; each of ours is a valid input too, which a test holds it to.
    override({ zodSchema, jsonSchema }) {
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  }) as JsonSchema;
  const nounsOfIt = Object.entries($defs).map(([noun, schema]): [string, JsonSchema] => {
    const { id: _, ...rest } = schema;
    return [noun, telling(noun, rest, ruled)];
  });
  return { ...telling('Scene', root, ruled), $defs: Object.fromEntries(nounsOfIt) };
}

/** A noun's schema with its words and its rules. */
function telling(noun: string, schema: JsonSchema, ruled: typeof rules): JsonSchema {
  const { is, fields = {} } = words[noun] ?? { is: '' };
  const rule = ruled[noun];
  return {
    ...(is && { description: is }),
    ...withFields(schema, fields, ''),
    ...(rule && { allOf: [...(schema.allOf ?? []), rule] }),
  };
}

/** Describes the fields of an object, of those within it, and of each form of a union. */
function withFields(schema: JsonSchema, fields: Readonly<Record<string, string>>, above: string): JsonSchema {
  const inner = (part: JsonSchema) => withFields(part, fields, above);
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]): [string, JsonSchema] => {
    const path = above + name;
    const description = field.description ?? fields[path];
    return [name, { ...(description && { description }), ...withFields(field, fields, `${path}.`) }];
  });
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(properties) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(inner) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  };
}

/** Every schema within one, itself first, each with its JSON pointer. */
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

/** What a `$ref` into the schema's own `$defs` names. */
export function nounOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
