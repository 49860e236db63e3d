import { spawnSync } from 'node:child_process';

/** Why something cannot be done on this machine and what would help, in words for whoever starts the service. */
export class Obstacle extends Error {
  constructor(message, advice = 'install mesa-vulkan-drivers 25') {
    super(message);
    this.advice = advice;
  }
}

export const newerSystem = 'use Debian 12 or Ubuntu 24.04, or a later one';

/**
 * A function that runs commands and gives what they said. All of them together get `seconds`.
 * It throws an {@link Obstacle} where they take longer.
 */
export function commandsWithin(seconds, environment) {
  const end = Date.now() + seconds * 1000;
  return (command, args, { cwd, env } = {}) => {
    const timeout = end - Date.now();
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd,
      // what they say is read, in whichever language the machine speaks
      env: { ...environment, ...env, LC_ALL: 'C' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 << 20,
      timeout: Math.max(timeout, 1),
      killSignal: 'SIGKILL',
    });
    if (timeout <= 0 || error?.code === 'ETIMEDOUT') throw new Obstacle(`${command} was not done after ${seconds} s`);
    return { status, stdout: stdout ?? '', stderr: stderr ?? '', isInstalled: error?.code !== 'ENOENT' };
  };
}
