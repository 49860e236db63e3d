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
  description: 'Id of the render.',
  schema: { type: 'string', pattern: '^[0-9a-f]{40}$' },
};
export const token: ApiParameter = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'Token at the end of a preview link. It opens that render alone, until it expires.',
  schema: { type: 'string' },
};
export const frame: ApiParameter = {
  name: 'frame',
  in: 'path',
  required: true,
  description: 'Name of the frame.',
  schema: { type: 'string', pattern: frameName },
  example: 'main.png',
};
export const ifNoneMatch: ApiParameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'ETag of the client’s copy: where it is still current, the answer is 304 without a body.',
  schema: { type: 'string' },
};
const range: ApiParameter = {
  name: 'Range',
  in: 'header',
  description:
    'Range of bytes, such as bytes=0-1023: the answer is 206 with these. Several ranges are answered with the whole.',
  schema: { type: 'string' },
};
const ifRange: ApiParameter = {
  name: 'If-Range',
  in: 'header',
  description: 'ETag of the client’s part: where the picture has another now, the whole is sent.',
  schema: { type: 'string' },
};
/** Request headers of a picture. */
export const conditions = [ifNoneMatch, range, ifRange];
export const part: Answer = {
  description: 'Bytes of the requested range.',
  headers: ['Content-Range', 'ETag', 'Cache-Control'],
  content: pictures,
};
export const unchanged: Answer = {
  description: 'The client’s copy (If-None-Match) is still current.',
  headers: ['ETag'],
};
