import type { StageBrowser } from './browser.ts';
import type { Drawer } from './drawer.ts';
import type { Handover } from './handover.ts';

/** A browser whose engine has drawn a known picture right. */
export interface AttestedBrowser extends Drawer {
  browser: StageBrowser;
  handover: Handover;
}
