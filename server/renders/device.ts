import type { Device } from '../../renderer/browser/device.ts';

/** What drew a render's frames, as its record has it. Where one engine failed on the way and another went on, both are named. */
export function deviceNames(devices: readonly Device[]): { engine: string; adapter: string } {
  const engines = new Set(devices.map(({ engine }) => engine));
  const adapters = new Set(devices.map(({ adapter }) => `${adapter.vendor} ${adapter.architecture}`.trim()));
  return { engine: [...engines].join(', '), adapter: [...adapters].join(', ') };
}
