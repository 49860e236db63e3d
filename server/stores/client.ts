import { Storage } from '@google-cloud/storage';
import { Crc32c } from './crc32c.ts';

export interface ClientOptions {
  /** `host:port` or the URL of an emulator, which gets no credentials. Default: Google's own host. */
  emulatorHost?: string | undefined;
  /** Default: the credentials' own project; reading and writing objects needs none. */
  projectId?: string | undefined;
}

/**
 * Makes the one Cloud Storage client of the process. Opens no connection and reads no credentials yet: they come from the
 * metadata server on Cloud Run, or a file that GOOGLE_APPLICATION_CREDENTIALS or gcloud names.
 */
export function makeClient(options: ClientOptions = {}): Storage {
  const endpoint = options.emulatorHost ? endpointOf(options.emulatorHost) : undefined;
  const client = new Storage({
    ...(endpoint && { apiEndpoint: endpoint }),
    ...(options.projectId && { projectId: options.projectId }),
    // `retry` does it, and says why
    retryOptions: { autoRetry: false },
    crc32cGenerator: () => new Crc32c(),
  });
  // The client takes STORAGE_EMULATOR_HOST as it stands, without a scheme and without the API's path, but only for
  // some of its requests. One form for all:
  if (endpoint) client.baseUrl = `${endpoint}/storage/v1`;
  // When a download ends early the client destroys the agent of its connections, and with them all other requests
  // under way. Without an agent of its own it uses Node's, which also keeps connections, and leaves that alone.
  client.interceptors.push({
    request: request => Object.assign(request, { forever: false, uri: 'uri' in request ? request.uri : '' }),
  });
  return client;
}

/** The URL of an emulator: plain HTTP unless it says otherwise, as Google's other clients read the same setting. */
function endpointOf(host: string): string {
  return (/^https?:\/\//.test(host) ? host : `http://${host}`).replace(/\/+$/, '');
}
