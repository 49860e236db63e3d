import type { Context } from 'koa';
import { sniff } from '../assets/checks/images/sniff.ts';
import { kindOf } from '../assets/checks/models/kind-of.ts';
import { Refusal } from '../assets/refusal.ts';
import { baseName } from '../assets/checks/models/beside.ts';
import { parseText, readBytes, textOf } from './body.ts';
import { type Form, readForm } from './form.ts';
import { Problem } from '../problems/problem.ts';
import { hintingAtLines, mayLackLines } from './lost-lines.ts';
import { type Beside, isModelJson, modelSubmission, ownSubmission, type Submission } from './submission.ts';
import type { OutputFormat } from '../../scenes/output-formats.ts';

const json = /^application\/([\w.-]+\+)?json$/;
/** The default of curl, and none. */
const defaultTypes = ['', 'application/x-www-form-urlencoded'];
const model = /^(model\/[\w.+-]+|application\/octet-stream)$/;

/**
 * Reads the body of a request: a scene, a model of any format, or either with its files.
 * @param format of its pictures, where it names none
 * @throws {Problem} of the areas `body`, `scene` and `file`
 */
export async function readSubmission(ctx: Context, format?: OutputFormat): Promise<Submission> {
  const { type } = ctx.request;
  const query = new URLSearchParams(ctx.querystring);
  const multipart = type === 'multipart/form-data';
  if (!multipart && !defaultTypes.includes(type) && !json.test(type) && !model.test(type)) throw otherType(type);
  const bytes = await readBytes(ctx);
  if (multipart) return refusing(async () => ofForm(await readForm(ctx.get('content-type'), bytes), query, format));
  const read = () => refusing(() => ofBody(bytes, type, { parts: new Map(), query, format }));
  return mayLackLines(bytes, type) ? hintingAtLines(read) : read();
}

async function refusing(read: () => Promise<Submission>): Promise<Submission> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Problem(error.code, error.sentence('The body'), { cause: error });
  }
}

async function ofBody(bytes: Uint8Array, type: string, beside: Beside): Promise<Submission> {
  const { query } = beside;
  const name = query.get('name') ?? undefined;
  query.delete('name');
  if (isModel(bytes, type, name)) return ofModel(bytes, name, beside);
  const text = textOf(bytes);
  const body = parseText(text);
  return isModelJson(body) ? ofModel(bytes, name, beside) : ownSubmission(body, text, beside);
}

/** Whether a body is a model, and not JSON. Content-Type is often wrong, so the first bytes count before it. */
function isModel(bytes: Uint8Array, type: string, name: string | undefined): boolean {
  const begins = sniff(bytes);
  if (begins === 'gltf' || json.test(type)) return begins === 'glb';
  return model.test(type) || isKnown(bytes, name ?? '');
}

function isKnown(bytes: Uint8Array, name: string): boolean {
  try {
    kindOf(bytes, name);
    return true;
  } catch {
    return false;
  }
}

async function ofModel(bytes: Uint8Array, name: string | undefined, beside: Beside): Promise<Submission> {
  const given = name === undefined ? '' : baseName(name);
  const [format] = kindOf(bytes, given);
  return modelSubmission(given || `body.${format === 'three' ? 'json' : format}`, bytes, beside);
}

async function ofForm(
  { scene, files: parts }: Form,
  query: URLSearchParams,
  format: OutputFormat | undefined,
): Promise<Submission> {
  const beside = { parts, query, format };
  if (!scene) {
    const [src, bytes] = onlyModel(parts);
    return modelSubmission(src, bytes, beside);
  }
  const { bytes, name } = scene;
  // a model as the scene is one of the files, to which the others are relative
  if (sniff(bytes) === 'glb') return modelSubmission(name ?? 'scene.glb', bytes, beside);
  const text = textOf(bytes, 'The part "scene"');
  const body = parseText(text, 'The part "scene"');
  if (isModelJson(body)) return modelSubmission(name ?? 'scene.json', bytes, beside);
  return ownSubmission(body, text, beside);
}

function onlyModel(files: ReadonlyMap<string, Uint8Array>): [name: string, bytes: Uint8Array] {
  const models = [...files].filter(([name, bytes]) => isKnown(bytes, name));
  const [first] = models;
  if (first && models.length === 1) return first;
  const names = [...(models.length > 0 ? models : files)].slice(0, 10).map(([name]) => `"${name.slice(0, 80)}"`);
  const has = models.length > 0 ? `${models.length} models` : 'no model among its files';
  throw new Problem(
    'multipart_invalid',
    `The multipart body has no part called "scene", and ${has} (${names.join(', ')}): add the scene's JSON as "scene".`,
  );
}

function otherType(type: string): Problem {
  return new Problem(
    'unsupported_media_type',
    `A body of type ${type} is not supported: send a scene as application/json, a model as model/gltf-binary or application/octet-stream, or both as multipart/form-data.`,
  );
}
