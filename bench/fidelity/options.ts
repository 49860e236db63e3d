import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Sampling, samplings } from '../../scenes/output.ts';

const root = new URL('../../', import.meta.url);

/** What is asked for on the command line. */
export interface Options {
  /** Words: scenarios are taken whose name has one of them in it. All where there is none. */
  names: string[];
  /** Default: `standard` and `best`. */
  samplings: Sampling[];
  /** The scenarios' folder. Default: `../shared/data/handed/fidelity`. */
  data: string;
  /** The page's folder. Default: `dist/fidelity`. */
  page: string;
}

const list = z.string().transform(text => text.split(','));

/**
 * Reads the options.
 * @throws {Error} that says which is wrong, and how
 */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      sampling: { type: 'string', default: 'standard,best' },
      data: { type: 'string', default: fileURLToPath(new URL('../shared/data/handed/fidelity', root)) },
      page: { type: 'string', default: fileURLToPath(new URL('dist/fidelity', root)) },
    },
  });
  const asked = list.pipe(z.array(z.enum(samplings))).safeParse(values.sampling);
  if (!asked.success) throw new Error(`--sampling ${values.sampling}: it is a list of ${samplings.join(', ')}`);
  return { names: positionals, samplings: [...new Set(asked.data)], data: values.data, page: values.page };
}
