import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { chunkNames, putBundle } from '../renderer/build/bundle-folder.ts';

/**
 * Bundles the service and its packages into `dist/service/`: it starts from 40 files instead of 700, each of which Node would find, read
 * and check. Not minified, so that stacks can be read.
 */
const root = new URL('../', import.meta.url);
const dist = new URL('dist/service/', root);

const path = (url: URL) => fileURLToPath(url);

/** Files find others by where they are themselves: in the project's folders, and not in the bundle's. */
const inPlace: Plugin = {
  name: 'in-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async file => {
      const place = relative(path(dist), file.path).replaceAll(sep, '/');
      const contents = await readFile(file.path, 'utf8');
      return {
        loader: 'ts',
        contents: contents.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`),
      };
    }),
};

const { outputFiles } = await build({
  entryPoints: [path(new URL('server/main.ts', root))],
  outdir: path(dist),
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  // what is not needed to start is loaded when it is
  splitting: true,
  chunkNames,
  target: 'node24',
  // its machine code is in files of its own
  external: ['sharp'],
  // packages that are not modules ask for Node's by `require`
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [inPlace],
});
await putBundle(dist, outputFiles);
