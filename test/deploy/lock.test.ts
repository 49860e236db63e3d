import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as z from 'zod';

const packages = z
  .object({
    packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })),
  })
  .parse(JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'))).packages;

// `npm ci` refuses a lock file without an entry for each, and `npm install` leaves out those that a registry does not list.
test('the lock file has the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter(name => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(name => `${path} wants ${name}`),
  );
  assert.equal(missing, []);
  assert.ok(Object.values(packages).some(({ optionalDependencies }) => Object.keys(optionalDependencies).length > 5));
});

test.run();
