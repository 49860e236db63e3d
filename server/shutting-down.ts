import { Problem } from './problems/problem.ts';

/** What is told to whoever asks while the service ends. */
export function shuttingDown(): Problem {
  return new Problem(503, 'shutting_down', 'The service is shutting down: try again.', {
    headers: { 'retry-after': '1' },
  });
}
