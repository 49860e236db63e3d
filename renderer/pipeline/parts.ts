import type { StageServer } from '../browser/stage-server.ts';
import type { Engines } from '../engines/engines.ts';
import type { Pool } from '../queue/pool.ts';
import type { Reserve } from '../queue/reserve.ts';
import type { EnvironmentStore } from './environment-store.ts';

/** What a renderer is put together from. */
export interface RendererParts {
  pool: Pool;
  /** For what the engine of the others fails at. */
  reserve: Reserve;
  engines: Engines;
  server: StageServer;
  version: string;
  environments: EnvironmentStore;
  /** Milliseconds. */
  timeout: number;
}
