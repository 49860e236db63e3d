/** Where in a request a problem arises; each operation of the document lists the areas that it meets. */
export type ProblemArea = 'address' | 'access' | 'link' | 'body' | 'scene' | 'file' | 'rendering' | 'service';

export interface ProblemCode {
  status: number;
  area: ProblemArea;
  /** What it means, as a sentence. */
  means: string;
  /** What whoever reads it can do. */
  todo: string;
}

/**
 * Every `code` that an answer may carry: the one table behind the API's document and the docs page. A test holds it
 * against the sources, both ways.
 */
export const problemCodes = {
  not_found: {
    status: 404,
    area: 'address',
    means: 'There is nothing at this address.',
    todo: 'Compare it with the requests in the docs.',
  },
  method_not_allowed: {
    status: 405,
    area: 'address',
    means: 'The address is right, but does not take this method.',
    todo: 'The Allow header names those that it takes.',
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
  },
  frame_not_found: {
    status: 404,
    area: 'address',
    means: 'The render has no frame of this name.',
    todo: 'GET the render: its frames are listed with their URLs.',
  },

  range_unsatisfiable: {
    status: 416,
    area: 'address',
    means: 'The Range header asks for what is beyond the end.',
    todo: 'Content-Range says how many bytes there are.',
  },

  key_missing: {
    status: 401,
    area: 'access',
    means: 'The service asks for a key, and none was sent.',
    todo: 'Send Authorization: Bearer KEY, or X-API-Key: KEY.',
  },
  key_invalid: {
    status: 401,
    area: 'access',
    means: 'The key is not one of the service’s.',
    todo: 'Check that it is whole, and that it was not replaced.',
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
    means: 'The signature was good until the second that expires names.',
    todo: 'Sign the URL anew, with a later expires.',
  },
  origin_forbidden: {
    status: 403,
    area: 'access',
    means: 'A page of another origin asks, and CORS_ORIGINS does not list it; without keys it may not POST.',
    todo: 'Ask from a server, or have the origin listed.',
  },

  link_invalid: {
    status: 403,
    area: 'link',
    means: 'The link was not made by this service, or was cut short.',
    todo: 'Copy it whole, or ask for it again.',
  },
  link_expired: {
    status: 410,
    area: 'link',
    means: 'The link was good, and its time is over.',
    todo: 'POST the scene again for a new link: nothing is rendered twice.',
  },

  not_json: {
    status: 400,
    area: 'body',
    means: 'The body is empty, not JSON, or not UTF-8.',
    todo: 'The detail says where reading stopped.',
  },
  host_invalid: {
    status: 400,
    area: 'address',
    means: 'The Host or X-Forwarded-Host header names no host, and PUBLIC_URL is not set.',
    todo: 'Send the host that the service is reached by.',
  },
  body_incomplete: {
    status: 400,
    area: 'body',
    means: 'The body ended before it was whole.',
    todo: 'Send it again; check Content-Length.',
  },
  multipart_invalid: {
    status: 400,
    area: 'body',
    means:
      'The multipart body is broken, has no part called scene and not exactly one model, or has files of one name, or names that lead elsewhere.',
    todo: 'Send the scene’s JSON as "scene" and each file under the name that the scene has as src.',
  },
  body_too_large: {
    status: 413,
    area: 'body',
    means: 'The body is larger than the service takes, or has too many parts.',
    todo: 'Put models and images where they can be fetched, and name them as src.',
  },
  not_acceptable: {
    status: 406,
    area: 'body',
    means: 'The Accept header takes neither JSON nor the format that the picture is in.',
    todo: 'Accept application/json or that format; or leave the format out of the scene, and accept any that is made.',
  },
  unsupported_media_type: {
    status: 415,
    area: 'body',
    means: 'A body of this type, or in this encoding, is not taken.',
    todo: 'Send a scene as application/json, a model as model/gltf-binary or application/octet-stream, or both as multipart/form-data, without Content-Encoding.',
  },

  scene_invalid: {
    status: 422,
    area: 'scene',
    means: 'The scene does not follow the language, or asks for a clip, variant, camera or node that is not there.',
    todo: 'errors names each place by a JSON pointer, or by ?name in a query, and says what is expected.',
  },
  nothing_in_view: {
    status: 422,
    area: 'scene',
    means:
      'Nothing of the scene is in the picture, which would be empty: it is out of view, invisible, or shows its back, and has a front alone.',
    todo: 'Move the camera, or leave it out to have all of it framed; allowEmpty: true asks for the empty picture.',
  },

  asset_src_invalid: {
    status: 422,
    area: 'file',
    means: 'The src is no address that the service reads.',
    todo: 'Use https:, http:, gs://bucket/object, a data: URI or a path below ASSET_ROOT.',
  },
  asset_path_forbidden: {
    status: 422,
    area: 'file',
    means: 'The path leads out of the place that it belongs to.',
    todo: 'Name a file at or below ASSET_ROOT, or below the model that refers to it.',
  },
  asset_root_unset: {
    status: 422,
    area: 'file',
    means: 'The src is a relative path, and there is no ASSET_ROOT that it could be relative to.',
    todo: 'Give a URL, or set ASSET_ROOT.',
  },
  asset_not_found: {
    status: 422,
    area: 'file',
    means: 'There is no such file: its host says 404, or the folder or bucket does not have it.',
    todo: 'Check spelling and case. A model is drawn without a file that it names where "missing": "substitute" asks for that.',
  },
  asset_forbidden: {
    status: 422,
    area: 'file',
    means: 'The file is there, and the service may not read it.',
    todo: 'Make it public, sign its URL anew, or give the service’s account the right to read it.',
  },
  asset_refused: {
    status: 422,
    area: 'file',
    means: 'The file’s host refuses the request with a 4xx of its own.',
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
    todo: 'Publish the file; whoever runs the service can list a private host in ASSET_HOSTS with its port.',
  },
  asset_redirect_forbidden: {
    status: 422,
    area: 'file',
    means: 'The URL redirects to where the service does not follow, such as from https: to http:.',
    todo: 'Name the final address.',
  },
  asset_too_large: {
    status: 413,
    area: 'file',
    means: 'A file, or all files of the request together, are larger than the limit.',
    todo: 'Make it smaller: Draco or meshopt for geometry, KTX2, WebP or fewer pixels for textures.',
  },
  asset_truncated: {
    status: 422,
    area: 'file',
    means: 'The file is shorter than it says.',
    todo: 'Upload it again: it was cut short on its way.',
  },
  asset_not_a_model: {
    status: 422,
    area: 'file',
    means: 'The file is no model of a known format; the detail says what it seems to be.',
    todo: 'Name a file of one of the formats in the docs. An HTML page is often a login, or an error that was sent as 200.',
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
    means: 'The model breaks a rule of its format, or has numbers in it that cannot be; the detail says which.',
    todo: 'Export it again, and check it in another viewer.',
  },
  model_unsupported: {
    status: 422,
    area: 'file',
    means: 'The model is right, and has in it what this service does not draw.',
    todo: 'Export it as the detail says; the docs list what is read of each format.',
  },
  gltf_version: {
    status: 422,
    area: 'file',
    means: 'The model is glTF 1.0, or newer than what is known.',
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
    means: 'The model requires an extension that the service does not have.',
    todo: 'Export it without, or with the extension as optional.',
  },
  three_invalid: {
    status: 422,
    area: 'file',
    means: 'The three.js JSON breaks a rule of its format, or names what is not there; the detail points to the place.',
    todo: 'Export it again with toJSON().',
  },
  three_unsupported: {
    status: 422,
    area: 'file',
    means:
      'The three.js JSON is of a format before 4, or has a kind of geometry, material or object that is not read back.',
    todo: 'Convert it as the detail says, and export it again.',
  },
  three_code: {
    status: 422,
    area: 'file',
    means: 'The three.js JSON has shaders or node graphs, which are programs; errors points to each.',
    todo: 'Use the materials that three.js has built in.',
  },
  image_invalid: {
    status: 422,
    area: 'file',
    means: 'A texture is no image of a known format, or is cut short.',
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
    means: 'The environment is no equirectangular Radiance .hdr or OpenEXR.',
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
    means: 'The file’s host does not answer, or does not end, in time.',
    todo: 'Try again later, or put the file on a faster host.',
  },
  asset_root_unavailable: {
    status: 503,
    area: 'file',
    means: 'The folder ASSET_ROOT is not there.',
    todo: 'Whoever runs the service has to mount or correct it.',
  },

  queue_full: {
    status: 429,
    area: 'rendering',
    means: 'As many renders are waiting as may.',
    todo: 'Wait for as many seconds as Retry-After says, then try again.',
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
    means:
      'The renderer failed at the picture, the second time in a fresh browser; the detail names the model and the step.',
    todo: 'Try once more; if it stays, report the request id, under which the reason is logged.',
  },
  renderer_unavailable: {
    status: 503,
    area: 'rendering',
    means: 'There is no browser or GPU that renders.',
    todo: 'Try again after Retry-After; /health/ready says why.',
  },

  store_unavailable: {
    status: 503,
    area: 'service',
    means: 'The place where renders are kept cannot be reached, or is full.',
    todo: 'Try again after Retry-After.',
  },
  starting: {
    status: 503,
    area: 'service',
    means: 'The service is up, its first browser is not.',
    todo: 'Try again in a second.',
  },
  shutting_down: {
    status: 503,
    area: 'service',
    means: 'This instance is ending.',
    todo: 'Try again: another instance answers.',
  },
  internal_error: {
    status: 500,
    area: 'service',
    means: 'A fault of the service, which was logged.',
    todo: 'Try again; if it stays, report the request id.',
  },
} as const satisfies Record<string, ProblemCode>;

/** The codes of some areas, in the table's order. */
export function codesOf(areas: readonly ProblemArea[]): [code: string, row: ProblemCode][] {
  return Object.entries(problemCodes).filter(([, { area }]) => areas.includes(area));
}
