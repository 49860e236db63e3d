import { type ApiParameter, bodyParameters, thumbnailParameters } from './parameters.ts';
import { type Answer, conditions, frame, id, ifNoneMatch, part, pictures, token, unchanged } from './pictures.ts';
import { codesOf as codes, type ProblemCode, type StatusOf } from '../problems/codes.ts';

/** A request that the service takes. */
export interface Operation {
  method: 'get' | 'post';
  path: string;
  tag: 'Renders' | 'Thumbnails' | 'Previews' | 'Docs' | 'Health';
  id: string;
  summary: string;
  description?: string;
  /** Whether a key is needed where the service has keys; `signed`: a key or a signature. */
  access: 'open' | 'key' | 'signed';
  parameters?: ApiParameter[];
  /** Whether its body is a scene. */
  takesScene?: boolean;
  answers: Record<number, Answer>;
  problems: readonly ProblemCode[];
  /** Statuses of codes that have another one here than elsewhere. */
  statuses?: { readonly [C in ProblemCode]?: StatusOf<C> };
}

const always: ProblemCode[] = ['shutting_down', 'internal_error'];
/** Problems of answers that contain addresses of this service. */
const addressed: ProblemCode[] = ['host_invalid'];
const keys: ProblemCode[] = ['key_missing', 'key_invalid'];

const html = { 'text/html': 'text' };

/** Every request that the service takes; a test compares it with the router, both ways. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/renders',
    tag: 'Renders',
    id: 'createRender',
    summary: 'Render a scene',
    description:
      'Renders the scene in the body and answers when its pictures are stored. Equal scenes with equal files are drawn once: later requests get the stored pictures. With `Accept: image/*` (and no JSON before it) the answer is the first frame’s bytes, in the format of the scene’s output. Where the scene names none, the Accept header decides: `image/webp` makes it WebP. Where Accept takes neither JSON nor that format, the answer is 406. The body is a scene, three.js or glTF JSON, a model of any format, or a multipart form with the files that its `scene` names; the parameters complete a body that is a model, and are refused with a scene. When the client disconnects, the render is cancelled unless another request waits for it.',
    access: 'key',
    parameters: bodyParameters(),
    takesScene: true,
    answers: {
      201: {
        description: 'The render was drawn.',
        headers: ['Location', 'Content-Location', 'Server-Timing', 'X-Warning', 'X-Request-Id'],
        content: { 'application/json': 'Render', ...pictures },
      },
      200: {
        description: 'The render was stored already; nothing was drawn.',
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
    summary: 'Get a render',
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
    summary: 'Get a frame',
    description:
      'Bytes of a frame. They never change, so caches keep them for a year. No key is needed: the id is a secret.',
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
    summary: 'Render a thumbnail of a model',
    description:
      'Picture for an `<img>`. Caches keep it for a day, and a missing model (404) for a minute. Where the service needs keys, a page’s URL carries a `signature` of its path and its parameters, in any order, and may say when it `expires`.',
    access: 'signed',
    parameters: [...thumbnailParameters(), ...conditions],
    answers: {
      200: {
        description: 'The picture; without `format` AVIF or WebP where the Accept header names it, else PNG.',
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
    // the URL asks for the model itself
    statuses: { asset_not_found: 404 },
  },
  {
    method: 'get',
    path: '/previews/{token}',
    tag: 'Previews',
    id: 'getPreview',
    summary: 'Open a render as a page for people',
    description: 'Page with Open Graph tags, so that chats show the picture beside the link.',
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
    summary: 'Get a picture of that page',
    access: 'open',
    parameters: [
      token,
      frame,
      {
        name: 'download',
        in: 'query',
        description: 'Flag, with or without a value: browsers save the picture instead of showing it.',
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
    summary: 'Open the playground',
    access: 'open',
    answers: { 200: { description: 'The page.', content: html } },
    problems: always,
  },
  {
    method: 'get',
    path: '/docs',
    tag: 'Docs',
    id: 'getDocs',
    summary: 'Open the docs',
    access: 'open',
    answers: { 200: { description: 'The page.', content: html } },
    problems: [...addressed, ...always],
  },
  {
    method: 'get',
    path: '/openapi.json',
    tag: 'Docs',
    id: 'getOpenApi',
    summary: 'Get this document',
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
    summary: 'Get the JSON Schema of a scene',
    description: 'JSON Schema, draft 2020-12; with it an editor completes and checks scenes.',
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
    summary: 'Check that the process answers',
    access: 'open',
    answers: { 200: { description: 'The process answers.', content: { 'application/json': 'Live' } } },
    problems: ['internal_error'],
  },
  {
    method: 'get',
    path: '/health/ready',
    tag: 'Health',
    id: 'getReady',
    summary: 'Check that the service can render and store',
    access: 'open',
    answers: { 200: { description: 'The service can render and store.', content: { 'application/json': 'Ready' } } },
    problems: ['starting', 'renderer_unavailable', 'store_unavailable', ...always],
  },
  {
    method: 'get',
    path: '/metrics',
    tag: 'Health',
    id: 'getMetrics',
    summary: 'Get metrics for Prometheus',
    access: 'key',
    answers: { 200: { description: 'Metrics in Prometheus’ text format.', content: { 'text/plain': 'text' } } },
    problems: [...keys, ...always],
  },
];
