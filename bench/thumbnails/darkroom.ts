import type { Sampling } from '../../scenes/output.ts';
import { drawnIn, openClient } from '../support/client.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

/** Ourselves, as a program asks us: `POST /renders`, then the frame's bytes. */
export function darkroom(sampling: Sampling): Kind {
  return { name: `Darkroom, ${sampling}`, every: 1, concurrent: true, open: arena => open(arena, sampling) };
}

async function open({ service }: Arena, sampling: Sampling): Promise<Contestant> {
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
