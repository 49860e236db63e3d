import { type ApiParameter, bodyParameters, thumbnailParameters } from './parameters.ts';
import { type Answer, conditions, frame, id, ifNoneMatch, part, pictures, token, unchanged } from './pictures.ts';
import { codesOf, type problemCodes } from '../problems/codes.ts';

export type Code = keyof typeof problemCodes;

/** One request that the service takes. */
export interface Operation {
  method: 'get' | 'post';
  path: string;
  tag: 'Renders' | 'Thumbnails' | 'Previews' | 'Docs' | 'Health';
  id: string;
  summary: string;
  description?: string;
  /** Whether a key is asked for where the service has keys; `signed`: a key or a signature. */
  access: 'open' | 'key' | 'signed';
  parameters?: ApiParameter[];
  /** Whether its body is a scene. */
  takesScene?: boolean;
  answers: Record<number, Answer>;
  problems: readonly string[];
  /** Of codes that have another status here than elsewhere. */
  statuses?: Readonly<Record<string, number>>;
}

const codes = (...areas: Parameters<typeof codesOf>[0]) => codesOf(areas).map(([code]) => code);
const always: Code[] = ['shutting_down', 'internal_error'];
/** Of answers with addresses of this service in them. */
const addressed: Code[] = ['host_invalid'];
const keys: Code[] = ['key_missing', 'key_invalid'];

const html = { 'text/html': 'text' };

/** Every request that the service takes; a test holds it against the router, both ways. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/renders',
    tag: 'Renders',
    id: 'createRender',
    summary: 'Render a scene',
    description:
      'Renders the scene in the body and answers when its pictures are done and stored. Equal scenes with equal files are drawn once: whoever asks again gets what is stored. With `Accept: image/*` (and no JSON before it) the first frame’s bytes are the answer, in the format that the scene’s output names. Where the scene names none, the Accept header does: `image/webp` makes it WebP. Where Accept takes neither JSON nor that format, it is 406. The body is a scene, a three.js or glTF JSON, a model of any kind, or a multipart form with the files that its `scene` names; the parameters say what a body that is a model does not, and do not go with a scene. Where the client goes away, the render is given up unless somebody else waits for it.',
    access: 'key',
    parameters: bodyParameters(),
    takesScene: true,
    answers: {
      201: {
        description: 'It was drawn.',
        headers: ['Location', 'Content-Location', 'Server-Timing', 'X-Warning', 'X-Request-Id'],
        content: { 'application/json': 'Render', ...pictures },
      },
      200: {
        description: 'It was stored already; nothing was drawn.',
        headers: ['Location', 'Content-Location', 'Server-Timing', 'X-Warning', 'X-Request-Id'],
        content: { 'application/json': 'Render', ...pictures },
      },
    },
    problems: [
      ...addressed,
      ...keys,
      'origin_forbidden',
      ...codes('body', 'scene', 'file', 'rendering'),
      'store_unavailable',
      ...always,
    ],
  },
  {
    method: 'get',
    path: '/renders/{id}',
    tag: 'Renders',
    id: 'getRender',
    summary: 'A render that is done',
    access: 'key',
    parameters: [id],
    answers: { 200: { description: 'The render.', content: { 'application/json': 'Render' } } },
    problems: [...addressed, ...keys, 'render_not_found', 'store_unavailable', ...always],
  },
  {
    method: 'get',
    path: '/renders/{id}/{frame}',
    tag: 'Renders',
    id: 'getFrame',
    summary: 'A frame’s bytes',
    description: 'Never changes, so caches keep it for a year. It asks for no key: the id is a secret of its own.',
    access: 'open',
    parameters: [id, frame, ...conditions],
    answers: {
      200: { description: 'The picture.', headers: ['ETag', 'Cache-Control', 'Accept-Ranges'], content: pictures },
      206: part,
      304: unchanged,
    },
    problems: ['render_not_found', 'frame_not_found', 'range_unsatisfiable', 'store_unavailable', ...always],
  },
  {
    method: 'get',
    path: '/thumbnail',
    tag: 'Thumbnails',
    id: 'getThumbnail',
    summary: 'One model, one picture, by URL alone',
    description:
      'What an `<img>` can point to. Caches keep it for a day, and for a minute that there is no such model. Where the service asks for keys, a page’s URL carries a `signature` of its path and its parameters instead, in whatever order these are, and may say when it `expires`.',
    access: 'signed',
    parameters: [...thumbnailParameters(), ...conditions],
    answers: {
      200: {
        description: 'The picture: by default AVIF or WebP where the Accept header names it, else PNG.',
        headers: ['ETag', 'Cache-Control', 'Accept-Ranges', 'Server-Timing', 'X-Warning'],
        content: pictures,
      },
      206: part,
      304: unchanged,
    },
    problems: [
      ...keys,
      'signature_invalid',
      'signature_expired',
      'range_unsatisfiable',
      ...codes('scene', 'file', 'rendering'),
      'frame_not_found',
      'store_unavailable',
      ...always,
    ],
    // the model is what is asked for
    statuses: { asset_not_found: 404 },
  },
  {
    method: 'get',
    path: '/previews/{token}',
    tag: 'Previews',
    id: 'getPreview',
    summary: 'A render as a page for people',
    description: 'With Open Graph tags, so that chats show the picture beside the link.',
    access: 'open',
    parameters: [token],
    answers: { 200: { description: 'The page.', content: html } },
    problems: [...addressed, ...codes('link'), 'render_not_found', 'store_unavailable', ...always],
  },
  {
    method: 'get',
    path: '/previews/{token}/{frame}',
    tag: 'Previews',
    id: 'getPreviewFrame',
    summary: 'A picture of that page',
    access: 'open',
    parameters: [
      token,
      frame,
      {
        name: 'download',
        in: 'query',
        description: 'Where it is there, with or without a value, browsers save the picture instead of showing it.',
        schema: { type: 'string' },
      },
      ...conditions,
    ],
    answers: {
      200: { description: 'The picture.', headers: ['ETag', 'Cache-Control', 'Accept-Ranges'], content: pictures },
      206: part,
      304: unchanged,
    },
    problems: [
      ...codes('link'),
      'render_not_found',
      'frame_not_found',
      'range_unsatisfiable',
      'store_unavailable',
      ...always,
    ],
  },
  {
    method: 'get',
    path: '/',
    tag: 'Docs',
    id: 'getPlayground',
    summary: 'The playground',
    access: 'open',
    answers: { 200: { description: 'The page.', content: html } },
    problems: always,
  },
  {
    method: 'get',
    path: '/docs',
    tag: 'Docs',
    id: 'getDocs',
    summary: 'The docs',
    access: 'open',
    answers: { 200: { description: 'The page.', content: html } },
    problems: [...addressed, ...always],
  },
  {
    method: 'get',
    path: '/openapi.json',
    tag: 'Docs',
    id: 'getOpenApi',
    summary: 'This document',
    access: 'open',
    parameters: [ifNoneMatch],
    answers: {
      200: { description: 'OpenAPI 3.1.', headers: ['ETag'], content: { 'application/json': 'object' } },
      304: unchanged,
    },
    problems: [...addressed, ...always],
  },
  {
    method: 'get',
    path: '/schemas/scene.json',
    tag: 'Docs',
    id: 'getSceneSchema',
    summary: 'The scene as JSON Schema',
    description: 'Draft 2020-12: give it to an editor, and it completes and checks scenes.',
    access: 'open',
    parameters: [ifNoneMatch],
    answers: {
      200: { description: 'JSON Schema.', headers: ['ETag'], content: { 'application/schema+json': 'object' } },
      304: unchanged,
    },
    problems: [...addressed, ...always],
  },
  {
    method: 'get',
    path: '/health/live',
    tag: 'Health',
    id: 'getLive',
    summary: 'Whether the process answers',
    access: 'open',
    answers: { 200: { description: 'It does.', content: { 'application/json': 'Live' } } },
    problems: ['internal_error'],
  },
  {
    method: 'get',
    path: '/health/ready',
    tag: 'Health',
    id: 'getReady',
    summary: 'Whether it can render and store',
    access: 'open',
    answers: { 200: { description: 'It can.', content: { 'application/json': 'Ready' } } },
    problems: ['starting', 'renderer_unavailable', 'store_unavailable', ...always],
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Health',
    id: 'getMetrics',
    summary: 'Counts and times for Prometheus',
    access: 'key',
    answers: { 200: { description: 'Prometheus’ text format.', content: { 'text/plain': 'text' } } },
    problems: [...keys, ...always],
  },
];
