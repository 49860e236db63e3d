import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { Problem } from '../problems/problem.ts';

/** A `multipart/form-data` body. */
export interface Form {
  /** The part called `scene`, with its file's name where it has one. */
  scene: { bytes: Uint8Array; name: string | undefined } | undefined;
  /** All other parts, by their files' names, folders kept. */
  files: ReadonlyMap<string, Uint8Array>;
}

const mostFiles = 1000;
const longestName = 1024;

interface Part {
  field: string;
  /** Its file's name; undefined where it is no file. */
  file: string | undefined;
  bytes: Uint8Array;
}

/**
 * Reads a `multipart/form-data` body.
 * @param type the Content-Type header, with its boundary
 * @throws {Problem} 400 `multipart_invalid`, 413 `body_too_large`
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
        `has a field "${shortened(field)}", which is neither "scene" nor a file: settings go into the scene or the query`,
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
      reject(new Problem('body_too_large', `The multipart body has more than ${mostFiles} parts.`)),
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
      // what is a file was given a name as one, whatever its type
      isPartAFile: (_field, _type, file) => file !== undefined,
      limits: { parts: mostFiles + 1, fieldNameSize: longestName, fieldSize: length, headerPairs: 50 },
    });
  } catch {
    throw invalid('has no boundary in its Content-Type');
  }
}

/**
 * What a file is called. Clients such as curl send a file's name without its folder: where the field's name is a path that ends
 * so, that counts.
 */
function nameOf(field: string, file: string): string {
  const given = (file === '' ? field : file).replaceAll('\\', '/');
  const name = !given.includes('/') && field.endsWith(`/${given}`) ? field : given;
  const plain = name.replace(/^(\.\/)+/, '');
  if (plain === '' || plain.length > longestName) throw invalid(`has a file whose name has ${plain.length} characters`);
  const wrong = /\p{Cc}/u.test(plain) || /^(\/|[a-z]:)/i.test(plain) || plain.split('/').includes('..');
  if (wrong) throw invalid(`has a file called "${shortened(plain)}": a name is relative, and has no ".." in it`);
  return plain;
}

function invalid(says: string): Problem {
  return new Problem('multipart_invalid', `The multipart body ${says}.`);
}

function shortened(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return plain.length > 80 ? `${plain.slice(0, 40)}…${plain.slice(-30)}` : plain;
}
