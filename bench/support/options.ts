import { parseArgs } from 'node:util';
import * as z from 'zod';

/** What is asked for on the command line. */
export interface Options {
  /** Measurements to take, in their own order. All where there is none. */
  names: string[];
  /** Of `thumbnails`: how often each contestant draws each model. Default 12. */
  rounds: number;
  /** Of `thumbnails`: how often each model is drawn for each number of clients, at least. Default 4. */
  turns: number;
  /** Of `thumbnails`: parts of contestants' names; these alone take part. Default: all. */
  only: string[];
  /** Of `memory`: how many models are drawn. Default 2000. */
  models: number;
}

const positive = z.coerce.number().int().min(1);

/**
 * Reads the options.
 * @throws {Error} that says which is wrong, and how
 */
export function readOptions(args: string[], measurements: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '12' },
      turns: { type: 'string', default: '4' },
      only: { type: 'string', multiple: true, default: [] },
      models: { type: 'string', default: '2000' },
    },
  });
  const unknown = positionals.filter(name => !measurements.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no measurement ${unknown.join(', ')}: there are ${measurements.join(', ')}.`);
  const number = (name: 'rounds' | 'turns' | 'models') => {
    const read = positive.safeParse(values[name]);
    if (!read.success) throw new Error(`--${name} ${values[name]}: it is a number, 1 or more`);
    return read.data;
  };
  return {
    names: positionals,
    rounds: number('rounds'),
    turns: number('turns'),
    only: values.only,
    models: number('models'),
  };
}
