import { bodyParameters as bodyNames, isParameter, type Parameter, parameters } from '../submission/parameters.ts';
import { type JsonSchema, nounOf, sceneJsonSchema } from './schema.ts';

/** A parameter of OpenAPI. */
export interface ApiParameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description: string;
  schema: JsonSchema;
  example?: unknown;
  style?: string;
  explode?: boolean;
}

/** What `GET /thumbnail` decides otherwise than the scene does. */
const ownDefaults: Readonly<Record<string, unknown>> = {
  width: 512,
  w: 512,
  height: undefined,
  h: undefined,
  format: undefined,
};

/** The parameters of `GET /thumbnail`. */
export function thumbnailParameters(): ApiParameter[] {
  return described().map(parameter => {
    const { name, schema } = parameter;
    if (name in ownDefaults) schema.default = ownDefaults[name];
    return parameter;
  });
}

/** Those of `POST /renders`, for bodies that carry no settings. */
export function bodyParameters(): ApiParameter[] {
  const shared = described()
    .filter(({ name }) => isParameter(name) && bodyNames.includes(name))
    .map(({ schema, description, ...one }) => ({
      ...one,
      description: description
        .replace('512', '1024')
        .replace(/by default what.*$/, 'by default what Accept asks for, or png.'),
      schema: ['height', 'h'].includes(one.name) ? { ...schema, default: undefined } : schema,
    }));
  const name: ApiParameter = {
    name: 'name',
    in: 'query',
    description: 'Name of the model that is the body, where its kind is told by the ending alone.',
    schema: { type: 'string' },
    example: 'part.gcode',
  };
  return [name, ...shared];
}

/** Each with the type that its place in the scene has. */
function described(): ApiParameter[] {
  const scene = sceneJsonSchema();
  return Object.entries<Parameter>(parameters).map(([name, { path, description, example, schema: own }]) => {
    const schema = own ? { ...own } : plain(follow(scene, scene, path), scene);
    const list = schema.type === 'array';
    return {
      name,
      in: 'query',
      ...(name === 'src' && { required: true }),
      description: `${description}.`,
      schema,
      example: read(example, schema),
      ...(list && { style: 'form', explode: false }),
    };
  });
}

/** The schema at a path of field names: through references, and through the form of a union that has the field. */
function follow(schema: JsonSchema, root: JsonSchema, [field, ...rest]: readonly string[]): JsonSchema {
  if (field === undefined) return schema;
  const forms = formsOf(schema, root);
  const found = forms.map(form => form.properties?.[field]).find(inner => inner !== undefined);
  if (!found) throw new Error(`the scene has no field ${field}`);
  return follow(found, root, rest);
}

function formsOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const target = schema.$ref === undefined ? undefined : root.$defs?.[nounOf(schema.$ref)];
  if (target) return formsOf(target, root);
  return schema.anyOf ? schema.anyOf.flatMap(form => formsOf(form, root)) : [schema];
}

/** Type, range and default as a query can have them: no references, and of a colour the form without `#` too. */
function plain(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const all = formsOf(schema, root).map(form => ({ ...form }));
  // what may be a list or one, is one in a query
  const forms = all.some(({ type }) => type !== 'array') ? all.filter(({ type }) => type !== 'array') : all;
  // the parameter has a description of its own
  for (const form of forms) delete form.description;
  const [first = {}] = forms;
  const given = schema.default === undefined ? {} : { default: schema.default };
  if (forms.length === 1) return { ...first, ...given };
  return { anyOf: forms.map(withoutHash), ...given };
}

function withoutHash(form: JsonSchema): JsonSchema {
  return typeof form['pattern'] === 'string' ? { ...form, pattern: form['pattern'].replace('^#', '^#?') } : form;
}

function read(example: string, { type }: JsonSchema): unknown {
  if (type === 'array') return example.split(',').map(Number);
  return type === 'integer' || type === 'number' ? Number(example) : example;
}
