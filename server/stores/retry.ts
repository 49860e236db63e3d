import { setTimeout as sleep } from 'node:timers/promises';
import { Deadline } from './deadline.ts';
import { statusOf } from './failure.ts';
import { untilAborted } from '../concurrency/until-aborted.ts';

export interface RetryOptions {
  /** Milliseconds for all attempts together; one attempt may take two fifths of them. */
  limitMs: number;
  /** Most attempts. Default: as many as there is time for. */
  attempts?: number;
  /** Bytes that an attempt sends: each megabyte adds a second to both limits. Default 0. */
  bytes?: number;
  /** Ends the attempts at once, with its reason as the error. */
  signal?: AbortSignal | undefined;
}

export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** Aborts when the attempt is given up. The client cannot always be stopped, so it may go on unheard. */
  signal: AbortSignal;
  /**
   * Reports received bytes: they extend the attempt's limit as `RetryOptions.bytes` does, and the limit of all attempts by
   * the bytes beyond the furthest attempt so far.
   */
  received(bytes: number): void;
}

/** No attempt got an answer in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
const MS_PER_BYTE = 1000 / 1e6;
/** Multiple of its limit to which received bytes may extend it. */
const MAX_EXTENSION = 6;

/**
 * Retries a request over the network until it succeeds, fails for good, or time is up.
 *
 * The client's own retries stay off: one request without preconditions switches them off for all others, the first
 * comes after two seconds, and when their total time is up they never call back.
 *
 * @returns what the first successful attempt did
 * @throws the last attempt's error; TimedOut when none of them got an answer; the signal's reason
 */
export async function retry<T>(options: RetryOptions, attempt: (attempt: Attempt) => Promise<T>): Promise<T> {
  const extra = (options.bytes ?? 0) * MS_PER_BYTE;
  const all = new Deadline(options.limitMs + extra, options.signal, options.limitMs * MAX_EXTENSION + extra);
  let furthest = 0;
  let failure: unknown = new TimedOut(`no answer within ${options.limitMs / 1000} s`);
  try {
    for (let number = 1; !all.signal.aborted; number++) {
      const one = new Deadline(options.limitMs * 0.4 + extra, all.signal);
      let receivedBytes = 0;
      const received = (bytes: number) => {
        receivedBytes += bytes;
        one.extend(bytes * MS_PER_BYTE);
        all.extend(Math.max(0, receivedBytes - furthest) * MS_PER_BYTE);
        furthest = Math.max(furthest, receivedBytes);
      };
      try {
        return await untilAborted(attempt({ number, signal: one.signal, received }), one.signal);
      } catch (error) {
        if (!one.signal.aborted) failure = error;
        if (isFinal(failure) || number === options.attempts) break;
      } finally {
        one.clear();
      }
      await pause(number, all.signal);
    }
  } finally {
    all.clear();
  }
  options.signal?.throwIfAborted();
  throw failure;
}

/** Whether another attempt would fail the same way: the server understood the request, and refuses it. */
function isFinal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status < 500 && status !== 408 && status !== 429;
}

async function pause(number: number, signal: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (number - 1));
  await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
}
