import type { Adapter } from '../contract.ts';
import type { Engine } from './profile.ts';

/** What draws. */
export interface Drawer {
  engine: Engine;
  adapter: Adapter;
}
