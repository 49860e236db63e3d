import * as z from 'zod';
import { answers } from './answers.ts';
import { eachSchema, type JsonSchema, nounOf, plainSceneSchema } from './schema.ts';

export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** The scene's nouns and the answers, each a component, as is every schema that they refer to. */
export function schemas(): Record<string, JsonSchema> {
  const { $defs: nouns = {}, ...scene } = plainSceneSchema();
  const told = z.toJSONSchema(z.object(answers), { io: 'output' }) as JsonSchema;
  const asked = Object.entries({ Scene: scene, ...nouns }).map(([name, schema]) => [name, forClients(schema)] as const);
  const all = { ...Object.fromEntries(asked), ...told.$defs };
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => {
      const moved: JsonSchema = structuredClone(schema);
      delete moved['id'];
      for (const [, inner] of eachSchema(moved))
        if (inner.$ref !== undefined) inner.$ref = reference(nounOf(inner.$ref)).$ref ?? inner.$ref;
      return [name, moved];
    }),
  );
}

/**
 * A request schema for generators of clients. openapi-typescript and others take a field with a default as always present, which is
 * right only of answers: so defaults are put into descriptions. `oneOf` becomes `anyOf`, since a kind may leave its `type` out.
 */
function forClients(schema: JsonSchema): JsonSchema {
  const made = structuredClone(schema);
  for (const [, inner] of eachSchema(made)) {
    tellDefault(inner);
    if (!inner.oneOf) continue;
    inner.anyOf = inner.oneOf;
    delete inner.oneOf;
  }
  return made;
}

function tellDefault(schema: JsonSchema): void {
  const { default: value, description = '' } = schema;
  delete schema.default;
  if (value === undefined || description.includes('Default')) return;
  schema.description = `${description} Default: ${JSON.stringify(value)}.`.trim();
}
