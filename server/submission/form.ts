import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { Problem } from '../problems/problem.ts';

/** A `multipart/form-data` body. */
export interface Form {
  /** The part `scene`, with its file name where it has one. */
  scene: { bytes: Uint8Array; name: string | undefined } | undefined;
  /** All other parts by their file names, with folders. */
  files: ReadonlyMap<string, Uint8Array>;
}

const maxParts = 1000;
const maxNameLength = 1024;

interface Part {
  field: string;
  /** Its file name; undefined where it is not a file. */
  file: string | undefined;
  bytes: Uint8Array;
}

/**
 * Reads a `multipart/form-data` body.
 * @param type the Content-Type header, with its boundary
 * @throws {Problem} `multipart_invalid` or `body_too_large`
 */
export async function readForm(type: string, bytes: Uint8Array): Promise<Form> {
  const files = new Map<string, Uint8Array>();
  let scene: Form['scene'];
  for (const { field, file, bytes: content } of await partsOf(type, bytes)) {
    if (field === 'scene') {
      if (scene) throw invalid('has two parts called "scene"');
      scene = { bytes: content, name: file === undefined || file === '' ? undefined : nameOf(field, file) };
      continue;
    }
    if (file === undefined)
      throw invalid(
        `has a field "${shortened(field)}", which is neither "scene" nor a file: put settings into the scene or the query`,
      );
    const name = nameOf(field, file);
    if (files.has(name)) throw invalid(`has two files called "${shortened(name)}"`);
    files.set(name, content);
  }
  return { scene, files };
}

function partsOf(type: string, bytes: Uint8Array): Promise<Part[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Part[]>();
  const parts: Part[] = [];
  const parser = open(type, bytes.length);
  const wrong = () => reject(invalid('is broken: it has no parts, or does not end with its boundary and two dashes'));
  parser.on('field', (field, value, nameCut, valueCut) => {
    if (nameCut || valueCut) reject(invalid(`has a field "${shortened(field)}" that is too long`));
    parts.push({ field, file: undefined, bytes: Buffer.from(value) });
  });
  parser.on('file', (field: string | undefined, stream, file) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => parts.push({ field: field ?? '', file, bytes: Buffer.concat(chunks) }));
    stream.on('error', wrong);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () =>
      reject(new Problem('body_too_large', `The multipart body has more than ${maxParts} parts.`)),
    );
  parser.on('error', wrong);
  parser.on('finish', () => (parts.length === 0 ? wrong() : resolve(parts)));
  parser.end(bytes);
  return promise;
}

function open(type: string, length: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      // a part with a file name is a file, whatever its type
      isPartAFile: (_field, _type, file) => file !== undefined,
      limits: { parts: maxParts + 1, fieldNameSize: maxNameLength, fieldSize: length, headerPairs: 50 },
    });
  } catch {
    throw invalid('has no boundary in its Content-Type');
  }
}

/**
 * The name of a file. Clients such as curl send it without its folder: where the field's name is a path that ends with it, that
 * counts.
 */
function nameOf(field: string, file: string): string {
  const given = (file === '' ? field : file).replaceAll('\\', '/');
  const name = !given.includes('/') && field.endsWith(`/${given}`) ? field : given;
  const plain = name.replace(/^(\.\/)+/, '');
  if (plain === '' || plain.length > maxNameLength)
    throw invalid(`has a file whose name has ${plain.length} characters`);
  const wrong = /\p{Cc}/u.test(plain) || /^(\/|[a-z]:)/i.test(plain) || plain.split('/').includes('..');
  if (wrong) throw invalid(`has a file called "${shortened(plain)}": a name must be relative, without ".."`);
  return plain;
}

function invalid(says: string): Problem {
  return new Problem('multipart_invalid', `The multipart body ${says}.`);
}

function shortened(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return plain.length > 80 ? `${plain.slice(0, 40)}…${plain.slice(-30)}` : plain;
}
