import { everyVariant } from '../../scenes/several.ts';
import { fieldsOf, invalidParameter, number, type ParameterName, parameters } from '../http/query.ts';

const defaultSide = 512;
const names = Object.keys(parameters) as ParameterName[];

/**
 * A query as a scene's JSON, not yet validated.
 * @throws {Problem} 422 for a parameter that is not known, comes twice, or is missing
 */
export function sceneFromQuery(query: URLSearchParams, defaultFormat: string): object {
  const scene = fieldsOf(query, names);
  if (!query.has('src')) throw invalidParameter('src', 'is missing: name a model');
  if (query.get('variant') === everyVariant)
    throw invalidParameter('variant', 'a thumbnail is one picture: name one variant');
  const width = query.has('width') ? number(query.get('width') ?? '') : defaultSide;
  const output = typeof scene['output'] === 'object' ? scene['output'] : {};
  scene['output'] = { format: defaultFormat, width, height: width, ...output };
  return scene;
}
