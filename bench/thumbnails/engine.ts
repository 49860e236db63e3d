import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Engine } from '../../renderer/browser/profile.ts';
import type { Chrome } from '../support/chrome.ts';
import { endChild } from '../support/child.ts';
import { peer } from '../support/peers.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

const program = fileURLToPath(new URL('engine/main.js', import.meta.url));
const answer = z.union([
  z.object({ error: z.string() }),
  z.object({ picture: z.instanceof(Uint8Array), timings: z.record(z.string(), z.number()) }),
]);

/**
 * three.js and Dawn in Node, on the driver that draws for us: the limit. It draws what we draw, with as many samples and as much light, but
 * neither the environment's shade nor the shadow on the ground; it looks at nothing, keeps nothing, and shares nothing between pictures but the light.
 */
export const engine: Kind = { name: 'engine alone', every: 1, concurrent: false, open };

async function open({ folder, service, chrome }: Arena): Promise<Contestant> {
  const webgpu = await peer('webgpu');
  const drivers = await driversOf(service.engine, chrome);
  const child = spawn('env', [...drivers, process.execPath, program, String(side), join(webgpu, 'index.js')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the engine ended with ${String(code)}`);
  });
  ended.catch(() => {});
  const heard = async (): Promise<unknown> => {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), ended]);
    return message;
  };
  await heard();
  return {
    async draw(file) {
      child.send(join(folder, file));
      const drawn = answer.parse(await heard());
      if ('error' in drawn) throw new Error(drawn.error);
      return drawn;
    },
    processes: () => (child.pid === undefined ? [] : [child.pid]),
    [Symbol.asyncDispose]: () => endChild(child, 'SIGTERM'),
  };
}

/** Settings with which Vulkan has the driver that an engine draws with; its loader is the one beside Chrome. */
async function driversOf(engine: Engine, { program, environment }: Chrome): Promise<string[]> {
  const folder = dirname(await realpath(program));
  const settings: Record<Engine, Record<string, string>> = {
    gpu: {},
    // Chrome's own: shaders are kept where its are
    lavapipe: { LD_LIBRARY_PATH: folder, ...environment },
    swiftshader: { LD_LIBRARY_PATH: folder, VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json') },
  };
  return Object.entries(settings[engine]).map(([name, value]) => `${name}=${value}`);
}
