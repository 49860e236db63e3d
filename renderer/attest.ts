import { type BrowserOptions, openBrowser } from './browser.ts';
import { RenderError } from './error.ts';
import { openHandover } from './handover.ts';
import type { AttestedBrowser } from './pool.ts';
import { chooseProfile, type GpuPolicy, type Profile } from './profile.ts';
import type { StageServer } from './stage-server.ts';

/** A first picture takes a second on a CPU; a profile that does not fit the machine can hang for ever. */
const patience = 30_000;

/**
 * Opens browsers whose adapter drew a known picture right. The profile is settled by the first: `auto` falls back to software
 * where the hardware does not prove itself.
 * @param onLaunch called whenever a browser's process runs, and comes up by itself
 */
export function attestedBrowsers(
  policy: GpuPolicy,
  server: StageServer,
  chromePath: string,
  onLaunch: () => void,
): (signal: AbortSignal) => Promise<AttestedBrowser> {
  const open = (profile: Profile, signal: AbortSignal) =>
    attested(server, { chromePath, profile, page: server.page, signal, onLaunch });
  /** The browser that proved the hardware, for whoever asks first. */
  let proof: AttestedBrowser | undefined;
  const settle = async (signal: AbortSignal): Promise<Profile> => {
    const profile = await chooseProfile(policy);
    if (profile === 'software' || policy === 'require') return profile;
    proof = await open(profile, signal).catch(() => undefined);
    if (proof && !proof.adapter.fallback) return 'hardware';
    await proof?.browser.kill();
    proof = undefined;
    return 'software';
  };

  let settled: Promise<Profile> | undefined;
  const openProven = async (signal: AbortSignal): Promise<AttestedBrowser> => {
    settled ??= settle(signal);
    const profile = await settled.catch((error: unknown) => {
      // looked for again, as drivers may come later
      settled = undefined;
      throw error;
    });
    const opened = proof ?? (await open(profile, signal));
    proof = undefined;
    if (policy !== 'require' || !opened.adapter.fallback) return opened;
    await opened.browser.kill();
    const { vendor, architecture } = opened.adapter;
    throw new Error(`Chrome's WebGPU adapter is a fallback (${vendor} ${architecture}).`);
  };
  return async signal => {
    try {
      return await openProven(signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const detail = policy === 'require' ? `GPU=require, but no GPU is usable here: ${why}` : why;
      throw new RenderError('renderer_unavailable', detail, { cause: error });
    }
  };
}

async function attested(server: StageServer, options: BrowserOptions): Promise<AttestedBrowser> {
  const browser = await openBrowser(options);
  const late = AbortSignal.timeout(patience);
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const stop = () =>
    reject(
      new RenderError('renderer_unavailable', `The GPU (${options.profile}) drew nothing within ${patience / 1000} s.`),
    );
  late.addEventListener('abort', stop, { once: true });
  try {
    const proven = Promise.all([browser.call('attest'), openHandover(browser, server)]);
    const [adapter, handover] = await Promise.race([proven, overdue]);
    return { browser, adapter, handover };
  } catch (error) {
    await browser.kill();
    throw error;
  } finally {
    late.removeEventListener('abort', stop);
  }
}
