import type { Sampling } from '../../scenes/output.ts';
import { drawnIn, openClient } from '../support/client.ts';
import { Missing } from '../support/missing.ts';
import { type Service, startService } from '../support/service.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

/** Ourselves, as a program asks us: `POST /renders`, then the frame's bytes. */
export function darkroom(sampling: Sampling): Kind {
  return {
    name: `Darkroom, ${sampling}`,
    every: 1,
    concurrent: true,
    open: async ({ service }) => ask(service, sampling),
  };
}

/** The same by a service of its own, which is allowed no other engine: what lavapipe is measured against. */
export const swiftShader: Kind = {
  name: 'Darkroom, SwiftShader',
  every: 1,
  concurrent: true,
  async open({ folder, service }: Arena) {
    if (service.engine !== 'lavapipe') throw new Missing(`${service.engine} draws here, and not lavapipe`);
    const own = await startService({ ASSET_ROOT: folder, GPU: 'software' });
    const contestant = ask(own, 'standard');
    return {
      ...contestant,
      async [Symbol.asyncDispose]() {
        await contestant[Symbol.asyncDispose]();
        await own[Symbol.asyncDispose]();
      },
    };
  },
};

function ask(service: Service, sampling: Sampling): Contestant {
  const client = openClient({ connections: 16 });
  return {
    async draw(file) {
      const output = { width: side, height: side, format: 'png', sampling } as const;
      const { frames, timings } = drawnIn(await client.post(`${service.url}/renders`, { model: file, output }));
      const { bytes } = await client.get(frames[0]?.url ?? '');
      return { picture: bytes, timings };
    },
    processes: () => [service.pid],
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
