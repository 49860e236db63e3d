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

/** Defaults of `GET /thumbnail` that differ from the scene's. */
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

/** Descriptions of parameters whose default differs from that of `GET /thumbnail`. */
const bodyDescriptions: Readonly<Record<string, string>> = {
  format: 'Image format. Default: what the Accept header asks for, or png.',
};

/** The parameters of `POST /renders`, for bodies that are models. */
export function bodyParameters(): ApiParameter[] {
  const shared = described()
    .filter(({ name }) => isParameter(name) && bodyNames.includes(name))
    .map(({ schema, description, ...one }) => ({
      ...one,
      description: bodyDescriptions[one.name] ?? description,
      schema: ['height', 'h'].includes(one.name) ? { ...schema, default: undefined } : schema,
    }));
  const name: ApiParameter = {
    name: 'name',
    in: 'query',
    description: 'File name of the model in the body, for formats that only the ending tells.',
    schema: { type: 'string' },
    example: 'part.gcode',
  };
  return [name, ...shared];
}

/** Each parameter with the type of its field in the scene, and its description where it has none of its own. */
function described(): ApiParameter[] {
  const scene = sceneJsonSchema();
  return Object.entries<Parameter>(parameters).map(([name, { path, description, example, schema: own }]) => {
    const field = own ? {} : follow(scene, scene, path);
    const schema = own ? { ...own } : plain(field, scene);
    const list = schema.type === 'array';
    return {
      name,
      in: 'query',
      ...(name === 'src' && { required: true }),
      description: description === undefined ? (field.description ?? '') : `${description}.`,
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

/** Type, range and default as a query has them: without references, and colours without `#` too. */
function plain(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const all = formsOf(schema, root).map(form => ({ ...form }));
  // a list of values or one is one in a query
  const forms = all.some(({ type }) => type !== 'array') ? all.filter(({ type }) => type !== 'array') : all;
  // the parameter has a description and an example of its own
  for (const form of forms) {
    delete form.description;
    delete form['examples'];
  }
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
