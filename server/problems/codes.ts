/** Where in a request a problem arises; each operation of the document lists the areas that it meets. */
export type ProblemArea = 'address' | 'access' | 'link' | 'body' | 'scene' | 'file' | 'rendering' | 'service';

/** What is known of a problem by its code alone. */
export interface ProblemRow {
  /** HTTP status. */
  status: number;
  /** Status that one operation answers instead, named by `options.status`. */
  otherStatus?: number;
  area: ProblemArea;
  /** What it means, as a sentence. */
  means: string;
  /** What its reader can do. */
  todo: string;
  /** Headers of every answer with this code, in lower case. */
  headers?: Readonly<Record<string, string>>;
  /** Words for people who followed a link and know nothing of codes; other codes are read by programmers. */
  page?: PageWords;
}

export interface PageWords {
  heading: string;
  /** In place of the detail. */
  says?: string;
}

/** The one table of problems: answers, their pages, the OpenAPI document and the docs take theirs from it. */
export const problemTable = {
  not_found: {
    status: 404,
    area: 'address',
    means: 'There is nothing at this address.',
    todo: 'Compare it with the requests in the docs.',
    page: { heading: 'There is nothing here', says: 'This address leads nowhere. Is it whole?' },
  },
  method_not_allowed: {
    status: 405,
    area: 'address',
    means: 'The address does not take this method.',
    todo: 'Use one of the methods that the Allow header names.',
  },
  method_not_implemented: {
    status: 501,
    area: 'address',
    means: 'The method is unknown here.',
    todo: 'Use GET or POST.',
  },
  render_not_found: {
    status: 404,
    area: 'address',
    means: 'There is no render of this id, or it was deleted.',
    todo: 'POST the scene again; an equal scene gets the same id.',
    page: { heading: 'This picture is gone', says: 'It was deleted, or it never was. Ask whoever sent you the link.' },
  },
  frame_not_found: {
    status: 404,
    area: 'address',
    means: 'The render has no frame of this name.',
    todo: 'GET the render: its frames are listed with their URLs.',
    page: { heading: 'This picture is gone', says: 'There is no picture of that name. Ask whoever sent you the link.' },
  },

  range_unsatisfiable: {
    status: 416,
    area: 'address',
    means: 'The Range header begins beyond the end.',
    todo: 'Ask for bytes below the size that Content-Range has.',
  },

  key_missing: {
    status: 401,
    area: 'access',
    means: 'The service needs a key, and none was sent.',
    todo: 'Send Authorization: Bearer KEY, or X-API-Key: KEY.',
    headers: { 'www-authenticate': 'Bearer' },
  },
  key_invalid: {
    status: 401,
    area: 'access',
    means: 'The key is not one of the service’s keys.',
    todo: 'Check that it is complete, and was not replaced.',
    headers: { 'www-authenticate': 'Bearer' },
  },
  signature_invalid: {
    status: 403,
    area: 'access',
    means: 'The signature does not fit this URL.',
    todo: 'Sign path and query exactly as they are sent, without the signature itself.',
  },

  signature_expired: {
    status: 403,
    area: 'access',
    means: 'The signature was valid until the second that expires names.',
    todo: 'Sign the URL again, with a later expires.',
  },
  origin_forbidden: {
    status: 403,
    area: 'access',
    means: 'The request comes from a page whose origin CORS_ORIGINS does not list; without keys it may not POST.',
    todo: 'Send it from a server, or have the origin listed.',
  },

  link_invalid: {
    status: 403,
    area: 'link',
    means: 'The link was not made by this service, or was cut short.',
    todo: 'Copy the whole link, or ask for it again.',
    page: {
      heading: 'This link does not open',
      says: 'It may have been cut short. Copy the whole of it, or ask for it again.',
    },
  },
  link_expired: {
    status: 410,
    area: 'link',
    means: 'The link has expired.',
    todo: 'POST the scene again for a new link: nothing is rendered twice.',
    page: { heading: 'This link has expired', says: 'Ask whoever sent it for a new one.' },
  },

  not_json: {
    status: 400,
    area: 'body',
    means: 'The body is empty, not JSON, or not UTF-8.',
    todo: 'Correct it where the detail says that parsing stopped.',
  },
  host_invalid: {
    status: 400,
    area: 'address',
    means: 'The Host or X-Forwarded-Host header names no host, and PUBLIC_URL is not set.',
    todo: 'Send the host by which the service is reached.',
  },
  body_incomplete: {
    status: 400,
    area: 'body',
    means: 'The body ended before it was complete.',
    todo: 'Send it again; check Content-Length.',
  },
  multipart_invalid: {
    status: 400,
    area: 'body',
    means:
      'The multipart body is broken, has neither a part called scene nor exactly one model, has two files of one name, or a name that is absolute or has "..".',
    todo: 'Send the scene’s JSON as "scene" and each file under the name that the scene has as src.',
  },
  body_too_large: {
    status: 413,
    area: 'body',
    means: 'The body is larger than the service takes, or has too many parts.',
    todo: 'Put models and images where they can be fetched, and give their URLs as src.',
  },
  not_acceptable: {
    status: 406,
    area: 'body',
    means: 'The Accept header takes neither JSON nor the picture’s format.',
    todo: 'Accept application/json or that format; or leave the format out of the scene, and accept an image format of the service.',
  },
  unsupported_media_type: {
    status: 415,
    area: 'body',
    means: 'The body’s type or encoding is not supported.',
    todo: 'Send a scene as application/json, a model as model/gltf-binary or application/octet-stream, or both as multipart/form-data, without Content-Encoding.',
  },

  scene_invalid: {
    status: 422,
    area: 'scene',
    means: 'The scene does not follow the language, or asks for a clip, variant, camera or node that is not there.',
    todo: 'Correct each place that errors names by a JSON pointer, or by ?name in a query.',
  },
  nothing_in_view: {
    status: 422,
    area: 'scene',
    means: 'The picture would be empty: everything is out of view, invisible, or one-sided and seen from behind.',
    todo: 'Move the camera, or leave it out to frame the whole scene; allowEmpty: true accepts the empty picture.',
  },

  asset_src_invalid: {
    status: 422,
    area: 'file',
    means: 'The src is not an address that the service reads.',
    todo: 'Use https:, http:, gs://bucket/object, a data: URI or a path below ASSET_ROOT.',
  },
  asset_path_forbidden: {
    status: 422,
    area: 'file',
    means: 'The path leads out of its root.',
    todo: 'Name a file below ASSET_ROOT, or below the folder of the model that refers to it.',
  },
  asset_root_unset: {
    status: 422,
    area: 'file',
    means: 'The src is a relative path, and ASSET_ROOT is not set.',
    todo: 'Give a URL, or set ASSET_ROOT.',
  },
  asset_not_found: {
    status: 422,
    // of a thumbnail's own model, which is what its URL asks for
    otherStatus: 404,
    area: 'file',
    means: 'The file does not exist: its host answers 404, or the folder or bucket does not have it.',
    todo: 'Check spelling and case. With "missing": "substitute" a model is drawn without the files that it lacks.',
  },
  asset_forbidden: {
    status: 422,
    area: 'file',
    means: 'The service may not read the file.',
    todo: 'Make it public, sign its URL again, or give the service’s account the right to read it.',
  },
  asset_refused: {
    status: 422,
    area: 'file',
    means: 'The file’s host refuses the request with a 4xx status.',
    todo: 'Open the URL elsewhere: it may need headers or a login, which the service does not send.',
  },
  asset_host_forbidden: {
    status: 422,
    area: 'file',
    means: 'ASSET_HOSTS does not list this host.',
    todo: 'Use a listed host, or have this one listed.',
  },
  asset_address_forbidden: {
    status: 422,
    area: 'file',
    means: 'The host has no public address.',
    todo: 'Publish the file; the operator of the service can list a private host in ASSET_HOSTS with its port.',
  },
  asset_redirect_forbidden: {
    status: 422,
    area: 'file',
    means: 'The URL has a redirect that the service does not follow, such as from https: to http:.',
    todo: 'Give the final address.',
  },
  asset_too_large: {
    status: 413,
    area: 'file',
    means: 'A file, or all files of the request together, are larger than the limit.',
    todo: 'Make it smaller: Draco or meshopt for geometry; KTX2, WebP or fewer pixels for textures.',
  },
  asset_truncated: {
    status: 422,
    area: 'file',
    means: 'The file is shorter than its own header says.',
    todo: 'Upload it again: it was truncated on its way.',
  },
  asset_not_a_model: {
    status: 422,
    area: 'file',
    means: 'The file is not a model of a known format; the detail says what it seems to be.',
    todo: 'Name a file of one of the formats in the docs. An HTML page is often a login page, or an error page sent as 200.',
  },
  asset_undecodable: {
    status: 422,
    area: 'file',
    means: 'The file looks right, but its content could not be decoded.',
    todo: 'Export it again, and check it in another viewer.',
  },
  model_invalid: {
    status: 422,
    area: 'file',
    means: 'The model breaks a rule of its format, or has impossible numbers; the detail says which.',
    todo: 'Export it again, and check it in another viewer.',
  },
  model_unsupported: {
    status: 422,
    area: 'file',
    means: 'The model is valid, and has a feature that this service does not draw.',
    todo: 'Export it as the detail says; the docs list the features of each format that are read.',
  },
  gltf_version: {
    status: 422,
    area: 'file',
    means: 'The model is glTF 1.0, or of an unknown newer version.',
    todo: 'Export it as glTF 2.0.',
  },
  gltf_invalid: {
    status: 422,
    area: 'file',
    means: 'The model breaks a rule of glTF; the detail says where, by a pointer into the model.',
    todo: 'Check it with the Khronos glTF validator, and export it again.',
  },
  gltf_extension_unsupported: {
    status: 422,
    area: 'file',
    means: 'The model requires an extension that the service does not support.',
    todo: 'Export it without the extension, or with the extension as optional.',
  },
  three_invalid: {
    status: 422,
    area: 'file',
    means:
      'The three.js JSON breaks a rule of its format, or refers to an object that is missing; the detail points to the place.',
    todo: 'Export it again with toJSON().',
  },
  three_unsupported: {
    status: 422,
    area: 'file',
    means:
      'The three.js JSON is of a format before 4, or has a kind of geometry, material or object that three.js does not read back.',
    todo: 'Convert it as the detail says, and export it again.',
  },
  three_code: {
    status: 422,
    area: 'file',
    means: 'The three.js JSON has shaders or node graphs, which are code; errors points to each.',
    todo: 'Use the built-in materials of three.js.',
  },
  image_invalid: {
    status: 422,
    area: 'file',
    means: 'A texture is not an image of a known format, or is truncated.',
    todo: 'Use PNG, JPEG, WebP or AVIF; KTX2 within glTF, and BMP, GIF or TGA within other models.',
  },
  image_too_large: {
    status: 422,
    area: 'file',
    means: 'An image has more pixels than the service decodes.',
    todo: 'Make it smaller; the detail names the limit.',
  },
  environment_invalid: {
    status: 422,
    area: 'file',
    means: 'The environment is not an equirectangular Radiance .hdr or OpenEXR image.',
    todo: 'Convert it, or use a preset.',
  },
  asset_host_failed: {
    status: 502,
    area: 'file',
    means: 'The file’s host cannot be reached, or fails.',
    todo: 'Try again later; the detail says how it failed.',
  },
  asset_host_timeout: {
    status: 504,
    area: 'file',
    means: 'The file’s host does not answer or finish in time.',
    todo: 'Try again later, or put the file on a faster host.',
  },
  asset_root_unavailable: {
    status: 503,
    area: 'file',
    means: 'The folder ASSET_ROOT does not exist.',
    todo: 'The operator of the service has to mount or correct it.',
  },

  queue_full: {
    status: 429,
    area: 'rendering',
    means: 'The queue of waiting renders is full.',
    todo: 'Wait for the seconds of Retry-After, then try again.',
    headers: { 'retry-after': '2' },
    page: { heading: 'Busy just now', says: 'Many pictures are being drawn. Try again in a few seconds.' },
  },
  render_timeout: {
    status: 504,
    area: 'rendering',
    means: 'The render did not end within RENDER_TIMEOUT.',
    todo: 'Ask for less: fewer pixels, "sampling": "draft", a lighter model.',
  },
  renderer_failed: {
    status: 500,
    area: 'rendering',
    means: 'The renderer failed, the second time in a fresh browser; the detail names the model and the step.',
    todo: 'Try once more; if it fails again, report the request id, under which the reason is logged.',
  },
  renderer_unavailable: {
    status: 503,
    area: 'rendering',
    means: 'No browser or GPU is available to render.',
    todo: 'Try again after Retry-After; /health/ready says why.',
    headers: { 'retry-after': '5' },
    page: { heading: 'Not ready just now' },
  },

  store_unavailable: {
    status: 503,
    area: 'service',
    means: 'The store of renders cannot be reached, or is full.',
    todo: 'Try again after Retry-After.',
    headers: { 'retry-after': '5' },
    page: { heading: 'Not reachable just now', says: 'The pictures cannot be reached. Try again in a moment.' },
  },
  starting: {
    status: 503,
    area: 'service',
    means: 'The first browser is still starting.',
    todo: 'Try again in a second.',
    headers: { 'retry-after': '1' },
    page: { heading: 'Nearly ready', says: 'The service is starting. Try again in a second.' },
  },
  shutting_down: {
    status: 503,
    area: 'service',
    means: 'This instance is shutting down.',
    todo: 'Try again: another instance answers.',
    headers: { 'retry-after': '1' },
    page: { heading: 'One moment', says: 'Try again: another instance answers.' },
  },
  internal_error: {
    status: 500,
    area: 'service',
    means: 'An internal error, which was logged.',
    todo: 'Try again; if it fails again, report the request id.',
    page: { heading: 'Something went wrong here' },
  },
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof problemTable;

type Row<C extends ProblemCode> = (typeof problemTable)[C];

/** An interface, so that the status of any code is known to be one of all. */
interface Statuses extends StatusTable {}
type StatusTable = {
  [C in ProblemCode]: Row<C>['status'] | (Row<C> extends { otherStatus: infer Other } ? Other : never);
};

/** The statuses that a code may have. */
export type StatusOf<C extends ProblemCode> = Statuses[C];

/** The codes of a file that cannot be had or used. */
export type FileCode = {
  [C in ProblemCode]: Row<C>['area'] extends 'file' ? C : never;
}[ProblemCode];

export function rowOf(code: ProblemCode): ProblemRow {
  return problemTable[code];
}

/** A code in words: `asset_not_found` is "asset not found". */
export function titleOf(code: ProblemCode): string {
  return code.replaceAll('_', ' ');
}

export const problemCodes: readonly ProblemCode[] = Object.keys(problemTable).filter(isCode);

function isCode(name: string): name is ProblemCode {
  return Object.hasOwn(problemTable, name);
}

/** The codes of some areas, in the table's order. */
export function codesOf(...areas: ProblemArea[]): ProblemCode[] {
  return problemCodes.filter(code => areas.includes(rowOf(code).area));
}
