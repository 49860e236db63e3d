import packageJson from '../../package.json' with { type: 'json' };
import { reference, schemas } from './components.ts';
import { examples } from './examples.ts';
import { type Operation, operations } from './operations.ts';
import type { Answer } from './pictures.ts';
import { type ProblemCode, problemCodes, rowOf } from '../problems/codes.ts';
import type { JsonSchema } from './schema.ts';

export interface DocumentOptions {
  /** Origin that the service is reached by, without a slash at its end. */
  origin: string;
  /** Whether the service asks for keys. */
  keyed: boolean;
}

/** The API's description as OpenAPI 3.1. */
export function openapi({ origin, keyed }: DocumentOptions): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Darkroom',
      version: packageJson.version,
      summary: 'POST a scene, get the picture.',
      description: [
        '3D rendering service: it takes a scene as JSON, draws it with three.js on WebGPU in headless Chrome, stores the pictures, and answers with their URLs.',
        `Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`; [the docs](${origin}/docs#problems) explain each. Every address may also answer 404 \`not_found\`, 405 \`method_not_allowed\` and 501 \`method_not_implemented\`. Every answer carries \`X-Request-Id\`, which is the request’s own where it sent one. Every GET takes HEAD as well. Pages of the origins in \`CORS_ORIGINS\` may use the service from a browser. Where no key is needed, a POST from a page of any other origin is 403 \`origin_forbidden\`.`,
        `Rules between fields of a scene, such as either a model or nodes, are in [its JSON Schema](${origin}/schemas/scene.json), which also has the defaults as keywords.`,
      ].join('\n\n'),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    externalDocs: { url: `${origin}/docs`, description: 'The docs, with pictures' },
    tags: tags.map(([name, description]) => ({ name, description })),
    paths: paths(keyed),
    components: { schemas: schemas(), headers, securitySchemes },
  };
}

const tags: [Operation['tag'], string][] = [
  ['Renders', 'Pictures of scenes'],
  ['Thumbnails', 'Pictures of models by URL'],
  ['Previews', 'Pages for people'],
  ['Docs', 'Documentation of the service'],
  ['Health', 'State of the service'],
];

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'One of API_KEYS.' },
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'One of API_KEYS.' },
  signature: {
    type: 'apiKey',
    in: 'query',
    name: 'signature',
    description:
      'HMAC-SHA256 (base64url, without padding) by one of LINK_KEYS, of `url:`, the path, `?` and the query’s parameters, sorted as they stand and joined by `&`, without the signature.',
  },
};

const header = (description: string) => ({ description, schema: { type: 'string' } });
const headers = {
  Location: header('Address of the render.'),
  'Content-Location': header('Address of the frame whose bytes are the answer.'),
  'Server-Timing': header('Time that this request spent on each step, in milliseconds.'),
  'X-Warning': header(
    'Warnings of the render, each as its pointer and detail, separated by semicolons. Characters outside ASCII are percent-encoded.',
  ),
  'X-Request-Id': header('Id of this request in the service’s log.'),
  'Accept-Ranges': header('bytes: a part may be requested by Range.'),
  'Content-Range': header('Range of these bytes, and the size of the whole.'),
  ETag: header('Identifier of this content.'),
  'Cache-Control': header('Time for which the answer may be cached.'),
  'Retry-After': header('Seconds after which to try again.'),
  'WWW-Authenticate': header('Scheme by which a key is sent.'),
};

function paths(keyed: boolean): object {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const methods = (of: readonly Operation[]) => Object.fromEntries(of.map(one => [one.method, described(one, keyed)]));
  return Object.fromEntries([...byPath].map(([path, of]) => [path, methods(of)]));
}

function described(operation: Operation, keyed: boolean): object {
  const { id, tag, summary, description, parameters, takesScene } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: security(operation.access, keyed),
    ...(parameters && { parameters }),
    ...(takesScene && { requestBody: sceneBody() }),
    responses: { ...succeeding(operation.answers), ...failing(operation) },
  };
}

function security(access: Operation['access'], keyed: boolean): object[] {
  if (access === 'open') return [];
  const keys = [{ bearer: [] }, { key: [] }, ...(access === 'signed' ? [{ signature: [] }] : [])];
  return keyed ? keys : [{}, ...keys];
}

/** JSON models of other formats, by what they are recognised by. */
const modelJson: JsonSchema[] = [
  {
    title: 'glTF 2.0',
    type: 'object',
    required: ['asset'],
    properties: { asset: { type: 'object', required: ['version'], properties: { version: { type: 'string' } } } },
  },
  {
    title: 'three.js, format 4',
    description:
      'Object, scene or BufferGeometry as toJSON() writes it, or a project of the editor. Shaders and node graphs are refused; scripts are not run.',
    type: 'object',
    required: ['metadata'],
    properties: { metadata: { type: 'object' } },
  },
];

function sceneBody(): object {
  const told = examples.map(({ name, title, shows, scene }) => [
    name,
    { summary: title, description: shows, value: scene },
  ]);
  return {
    required: true,
    description:
      'Scene, model of any format, or either with its files; at most 64 MB. JSON is recognised by its fields: `asset` is glTF, `metadata.type` three.js, and all else a scene of this service.',
    content: {
      'application/json': {
        schema: { anyOf: [reference('Scene'), ...modelJson] },
        examples: Object.fromEntries(told),
      },
      'model/gltf+json': { schema: modelJson[0] },
      'model/gltf-binary': {},
      'model/*': {},
      'application/octet-stream': {},
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            scene: {
              description: 'Scene or model as JSON. May be left out where exactly one of the files is a model.',
              anyOf: [reference('Scene'), ...modelJson],
            },
          },
          additionalProperties: {
            description: 'File, under the name that the scene has as `src`; folders in names are kept.',
            type: 'string',
            contentMediaType: 'application/octet-stream',
          },
        },
      },
    },
  };
}

function succeeding(all: Record<number, Answer>): object {
  const entries = Object.entries(all).map(([status, { description, headers: names = [], content }]) => [
    status,
    {
      description,
      ...(names.length > 0 && { headers: headersOf(names) }),
      ...(content && {
        content: Object.fromEntries(
          Object.entries(content).map(([type, schema]) => [type, { schema: bodySchema(schema) }]),
        ),
      }),
    },
  ]);
  return Object.fromEntries(entries);
}

/** Pictures have no schema in OpenAPI 3.1, only their media type. */
function bodySchema(name: string): JsonSchema {
  if (name === 'binary') return {};
  if (name === 'text') return { type: 'string' };
  return name === 'object' ? { type: 'object' } : reference(name);
}

/** One answer for each status, with the codes that it may carry. */
function failing({ problems, statuses = {} }: Operation): object {
  const told = problemCodes.filter(code => problems.includes(code));
  const byStatus = Map.groupBy(told, code => statuses[code] ?? rowOf(code).status);
  const entries = [...byStatus].map(([status, of]) => [
    status,
    {
      description: of.map(toldOf).join('\n'),
      headers: headersOf(['X-Request-Id', ...(extraHeaders[status] ?? [])]),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [reference('Problem'), { properties: { code: { enum: of } } }],
          },
        },
      },
    },
  ]);
  return Object.fromEntries(entries);
}

function toldOf(code: ProblemCode): string {
  const { means, todo } = rowOf(code);
  return `- \`${code}\`: ${means} ${todo}`;
}

const extraHeaders: Readonly<Record<number, string[]>> = {
  401: ['WWW-Authenticate'],
  416: ['Content-Range'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

function headersOf(names: readonly string[]): object {
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]));
}
