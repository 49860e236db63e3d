import type { Objects } from './bucket.ts';
import { list } from './list.ts';
import { read, readPublic, remove } from './read.ts';
import type { Call, Reply } from './reply.ts';
import { failure } from './reply.ts';
import type { Session } from './resumable.ts';
import { resume } from './resumable.ts';
import { upload } from './upload.ts';

export interface World {
  buckets: Set<string>;
  objects: Objects;
  sessions: Map<string, Session>;
  /** Most items that one answer lists. */
  pageSize: number;
}

/** Does one operation. `name` is the object's, decoded, or empty where the path has none. */
export type Handler = (world: World, call: Call, bucket: string, name: string) => Reply;

export type Operation = 'upload' | 'resume' | 'media' | 'metadata' | 'list' | 'delete' | 'unknown';

interface Route {
  operation: Operation;
  method: string;
  path: RegExp;
  query?: [name: string, value: string];
  handle: Handler;
}

const UPLOAD = /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/;
// Without `/storage/v1` when only STORAGE_EMULATOR_HOST told the client where to go.
const OBJECT = /^(?:\/download)?(?:\/storage\/v1)?\/b\/([^/]+)\/o\/([^/]+)$/;
const OBJECTS = /^(?:\/storage\/v1)?\/b\/([^/]+)\/o$/;
const PUBLIC = /^\/([^/]+)\/(.+)$/;

const routes: Route[] = [
  { operation: 'upload', method: 'POST', path: UPLOAD, handle: upload },
  { operation: 'resume', method: 'PUT', path: UPLOAD, handle: resume },
  { operation: 'media', method: 'GET', path: OBJECT, query: ['alt', 'media'], handle: read },
  { operation: 'metadata', method: 'GET', path: OBJECT, handle: read },
  { operation: 'delete', method: 'DELETE', path: OBJECT, handle: remove },
  { operation: 'list', method: 'GET', path: OBJECTS, handle: list },
  { operation: 'media', method: 'GET', path: PUBLIC, handle: readPublic },
];

/** Which operation a request is, and what does it. */
export function routeOf(call: Call): { operation: Operation; answer: (world: World) => Reply } {
  for (const route of routes) {
    const match = route.method === call.method ? route.path.exec(call.path) : null;
    if (!match || (route.query && call.query.get(route.query[0]) !== route.query[1])) continue;
    const [bucket = '', name = ''] = match.slice(1).map(decodeURIComponent);
    return {
      operation: route.operation,
      answer: world => (world.buckets.has(bucket) ? route.handle(world, call, bucket, name) : noBucket()),
    };
  }
  return {
    operation: 'unknown',
    answer: () => failure(404, 'notFound', `Not known here: ${call.method} ${call.path}`),
  };
}

function noBucket(): Reply {
  return failure(404, 'notFound', 'The specified bucket does not exist.');
}
