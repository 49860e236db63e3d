import { Problem } from './problems/problem.ts';

/** What is told to whoever asks while the service ends. */
export function shuttingDown(): Problem {
  return new Problem('shutting_down', 'The service is shutting down: try again.');
}
