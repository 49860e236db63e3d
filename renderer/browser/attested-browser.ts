import type { StageBrowser } from './browser.ts';
import type { Device } from './device.ts';
import type { Handover } from './handover.ts';

/** A browser whose engine has drawn a known picture right. */
export interface AttestedBrowser extends Device {
  browser: StageBrowser;
  handover: Handover;
}
