import type { Drawer } from '../../renderer/browser/drawer.ts';

/** What drew a render's frames, as its record has it. Where one engine failed on the way and another went on, both are named. */
export function drawerOf(drawers: readonly Drawer[]): { engine: string; adapter: string } {
  const engines = new Set(drawers.map(({ engine }) => engine));
  const adapters = new Set(drawers.map(({ adapter }) => `${adapter.vendor} ${adapter.architecture}`.trim()));
  return { engine: [...engines].join(', '), adapter: [...adapters].join(', ') };
}
