import { createMutex } from '../util/mutex.ts';
import { hearConsoleErrors } from './console-errors.ts';

/** Ears for every error of a GPU that is not thrown. */
export interface Watch {
  /**
   * Runs GPU work, and throws when the GPU, the device or three.js complain of it.
   * @throws where it is called within work that is watched, which could not tell whose a complaint is
   */
  watch<T>(work: () => Promise<T>): Promise<T>;
  /** Within work that is watched: throws where there is a complaint already. */
  throwIfComplained(): void;
  complain(complaint: string): void;
}

const scopes = ['validation', 'out-of-memory', 'internal'] as const;

/** A device has one stack of error scopes: stages that share it are watched one after the other. */
const mutexes = new WeakMap<GPUDevice, ReturnType<typeof createMutex>>();

function mutexOf(device: GPUDevice): ReturnType<typeof createMutex> {
  const mutex = mutexes.get(device) ?? createMutex();
  mutexes.set(device, mutex);
  return mutex;
}

export function createWatch(device: GPUDevice): Watch {
  const next = mutexOf(device);
  const complaints: string[] = [];
  let isWatching = false;
  const complain = (complaint: string) => void complaints.push(complaint);
  const throwIfComplained = () => {
    if (complaints.length > 0) throw new Error(complaints.slice(0, 3).join('; '));
  };
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    complaints.length = 0;
    const stopHearing = hearConsoleErrors(complain);
    for (const scope of scopes) device.pushErrorScope(scope);
    const [outcome] = await Promise.allSettled([work()]);
    // they fail themselves where the GPU's process has ended
    const errors = await Promise.all(scopes.map(() => device.popErrorScope().catch((error: Error) => error)));
    stopHearing();
    for (const error of errors) if (error) complain(error.message);
    if (outcome.status === 'rejected') throw outcome.reason;
    throwIfComplained();
    return outcome.value;
  };
  return {
    complain,
    throwIfComplained,
    async watch(work) {
      if (isWatching) throw new Error('this GPU is watched already: watched work cannot be nested');
      isWatching = true;
      try {
        return await next(() => watched(work));
      } finally {
        isWatching = false;
      }
    },
  };
}
