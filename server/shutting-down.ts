import { Problem } from './problems/problem.ts';

/** Answer to requests during shutdown. */
export function shuttingDown(): Problem {
  return new Problem('shutting_down', 'The service is shutting down: try again.');
}
