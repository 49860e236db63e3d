import { access, readdir } from 'node:fs/promises';
import { type Engine, engines } from '../browser/profile.ts';

/**
 * Which engines may draw. `auto`: a GPU, else lavapipe, else SwiftShader. `require`: a GPU. `cpu`: lavapipe, else SwiftShader.
 * `software`: SwiftShader.
 */
export const gpuPolicies = ['auto', 'require', 'cpu', 'software'] as const;
export type GpuPolicy = (typeof gpuPolicies)[number];

const allowed = {
  auto: engines,
  require: ['gpu'],
  cpu: ['lavapipe', 'swiftshader'],
  software: ['swiftshader'],
} satisfies Record<GpuPolicy, readonly Engine[]>;

/** An engine that is not used, and why. */
export interface PassedOver {
  engine: Engine;
  reason: string;
}

/**
 * The engines that a policy allows and whose files are there, best first, and what the others lack. With an engine whose files are
 * missing, Chrome would hang without an error.
 * @param driver lavapipe's ICD file
 */
export async function enginesThere(
  policy: GpuPolicy,
  driver: string,
): Promise<{ there: Engine[]; lacking: PassedOver[] }> {
  const lacks = {
    gpu: async () =>
      (await isThere('/dev/nvidiactl')) || (await hasRenderNode())
        ? undefined
        : 'this machine shows none: there is no /dev/nvidiactl, and no render node in /dev/dri',
    lavapipe: async () => ((await isThere(driver)) ? undefined : `there is no ${driver}`),
    swiftshader: async () => undefined,
  } satisfies Record<Engine, () => Promise<string | undefined>>;
  const there: Engine[] = [];
  const lacking: PassedOver[] = [];
  for (const engine of allowed[policy]) {
    const reason = await lacks[engine]();
    if (reason === undefined) there.push(engine);
    else lacking.push({ engine, reason });
  }
  return { there, lacking };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function hasRenderNode(): Promise<boolean> {
  const names = await readdir('/dev/dri').catch((): string[] => []);
  return names.some(name => name.startsWith('renderD'));
}
