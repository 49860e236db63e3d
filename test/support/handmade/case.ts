import type { Files, Seen } from '../files.ts';

/** A picture that a file makes, and how much of it may be covered. */
export interface Case {
  what: string;
  files: Files;
  seen: Seen;
  cover?: [least: number, most: number];
}

/** A U: its fan would fill the notch. */
export const u = ['0 0', '3 0', '3 3', '2 3', '2 1', '1 1', '1 3', '0 3'];

export const isU: Pick<Case, 'seen' | 'cover'> = {
  seen: { '0.17 0.5': 'grey', '0.83 0.5': 'grey', '0.5 0.83': 'grey', '0.5 0.3': 'nothing' },
  cover: [0.7, 0.85],
};

/** Four corners of a square and its middle, x and y of each. */
export const five = ['0 0', '1 0', '1 1', '0 1', '0.5 0.5'];

/** What five points look like. */
export const few: Pick<Case, 'seen' | 'cover'> = {
  seen: { '0.5 0.5': 'dark', '0.25 0.25': 'nothing' },
  cover: [0.001, 0.02],
};

/** Places of a plane in space, as text has them. */
export function places(list: readonly string[]): string[] {
  return list.map(place => `${place} 0`);
}

/** Numbers that follow each other, as text has them. */
export function numbered(count: number, first = 1): string {
  return Array.from({ length: count }, (_, at) => at + first).join(' ');
}

/** Images of one pixel. */
export const [red, blue] = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC',
].map(image => Buffer.from(image, 'base64')) as [Buffer, Buffer];
