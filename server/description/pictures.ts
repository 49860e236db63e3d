import { outputFormats } from '../../scenes/output-formats.ts';
import { frameName } from '../../scenes/pictures.ts';
import type { ApiParameter } from './parameters.ts';

export interface Answer {
  description: string;
  /** Names of components. */
  headers?: string[];
  /** By MIME type: the name of a component's schema, or 'binary' or 'text'. */
  content?: Record<string, string>;
}

export const pictures = Object.fromEntries(Object.values(outputFormats).map(({ type }) => [type, 'binary']));

export const id: ApiParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The render’s id.',
  schema: { type: 'string', pattern: '^[0-9a-f]{40}$' },
};
export const token: ApiParameter = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'What a render’s preview link ends with. It opens that render alone, until it expires.',
  schema: { type: 'string' },
};
export const frame: ApiParameter = {
  name: 'frame',
  in: 'path',
  required: true,
  description: 'The frame’s name.',
  schema: { type: 'string', pattern: frameName },
  example: 'main.png',
};
export const ifNoneMatch: ApiParameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The ETag of what is there already: where it is still right, the answer is 304 without a body.',
  schema: { type: 'string' },
};
const range: ApiParameter = {
  name: 'Range',
  in: 'header',
  description:
    'The bytes that are wanted, such as bytes=0-1023: the answer is 206 with these. Of several parts all of it is sent.',
  schema: { type: 'string' },
};
const ifRange: ApiParameter = {
  name: 'If-Range',
  in: 'header',
  description: 'The ETag of what a part is there of already: where it is another now, all of it is sent.',
  schema: { type: 'string' },
};
/** How a picture may be asked for. */
export const conditions = [ifNoneMatch, range, ifRange];
export const part: Answer = {
  description: 'The bytes that Range asks for.',
  headers: ['Content-Range', 'ETag', 'Cache-Control'],
  content: pictures,
};
export const unchanged: Answer = {
  description: 'What the client has (If-None-Match) is still right.',
  headers: ['ETag'],
};
