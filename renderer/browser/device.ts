import type { Adapter } from '../contract.ts';
import type { Engine } from './profile.ts';

/** What draws: the engine, and the adapter that it is in Chrome. */
export interface Device {
  engine: Engine;
  adapter: Adapter;
}
