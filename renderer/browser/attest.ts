import { type BrowserOptions, openBrowser } from './browser.ts';
import { RenderError } from '../error.ts';
import { openHandover } from './handover.ts';
import type { AttestedBrowser } from './attested-browser.ts';
import type { Engine } from './profile.ts';
import type { Adapter } from '../contract.ts';
import type { StageServer } from './stage-server.ts';

/** Milliseconds for an engine to prove itself: one that fits the machine takes about a second, any other may hang for ever. */
const attestTimeout = { gpu: 30_000, lavapipe: 15_000, swiftshader: 30_000 } satisfies Record<Engine, number>;

/**
 * Opens a browser whose engine drew a known picture right.
 * @throws where it did not, or another engine drew it
 */
export async function attested(server: StageServer, options: BrowserOptions): Promise<AttestedBrowser> {
  const { engine } = options.profile;
  const browser = await openBrowser(options);
  const late = AbortSignal.timeout(attestTimeout[engine]);
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const stop = () =>
    reject(
      new RenderError('renderer_unavailable', `It (${engine}) drew nothing within ${attestTimeout[engine] / 1000} s.`),
    );
  late.addEventListener('abort', stop, { once: true });
  try {
    const proven = Promise.all([browser.call('attest'), openHandover(browser, server)]);
    const [adapter, handover] = await Promise.race([proven, overdue]);
    requireThatItIs(engine, adapter);
    return { engine, browser, adapter, handover };
  } catch (error) {
    await browser.kill();
    throw error;
  } finally {
    late.removeEventListener('abort', stop);
  }
}

/** Chrome falls back to another adapter without an error. */
function requireThatItIs(engine: Engine, { fallback, architecture, vendor }: Adapter): void {
  const isIt = {
    gpu: !fallback,
    lavapipe: architecture === 'software',
    swiftshader: architecture === 'swiftshader',
  } satisfies Record<Engine, boolean>;
  if (!isIt[engine]) throw new Error(`Chrome's WebGPU adapter is another (${vendor} ${architecture}).`);
}
