import { everyVariant } from '../../scenes/several.ts';
import { type ParameterName, parameters } from '../submission/parameters.ts';
import { dense, fieldsOf, invalidParameter } from '../submission/query.ts';
import { isJson, type Json } from '../../scenes/json.ts';

const defaultSide = 512;
const names = Object.keys(parameters) as ParameterName[];

/**
 * A query as a scene's JSON, not yet validated.
 * @param usual default format of a picture of so many pixels
 * @throws {Problem} 422 for a parameter that is not known, comes twice, or is missing
 */
export function sceneFromQuery(query: URLSearchParams, usual: (pixels: number) => object): object {
  const scene = fieldsOf(query, names);
  if (!query.has('src')) throw invalidParameter('src', 'is missing: name a model');
  if (query.get('variant') === everyVariant)
    throw invalidParameter('variant', 'a thumbnail is one picture: name one variant');
  const { output = {} } = scene;
  const sized = dense(withSides(isJson(output) ? output : {}), query);
  const encoded = query.has('format') ? {} : usual(Number(sized['width']) * Number(sized['height']));
  scene['output'] = { ...encoded, ...sized };
  return scene;
}

/** Default height: the width. */
function withSides({ width = defaultSide, height = width, ...output }: Json): Json {
  return { width, height, ...output };
}
