import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { glb, gltf, triangle, triangleBytes } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';

const model = glb(triangle());

/** A folder `root` with a secret beside it; both are gone after. */
async function withRoot(use: (root: string) => Promise<void>): Promise<void> {
  const outer = await mkdtemp(join(tmpdir(), 'darkroom-assets-'));
  try {
    const root = join(outer, 'root');
    await mkdir(join(root, 'models/parts'), { recursive: true });
    await writeFile(join(outer, 'secret.glb'), model);
    await writeFile(join(root, 'chair.glb'), model);
    await use(root);
  } finally {
    await rm(outer, { recursive: true });
  }
}

test('a relative path is a file below the root', () =>
  withRoot(async root => {
    await writeFile(join(root, 'models/a b ü.glb'), model);
    await withAssets({ hosts: '*', root }, async assets => {
      for (const src of ['chair.glb', './chair.glb', 'models/a b ü.glb', 'models/a%20b%20%C3%BC.glb'])
        assert.ok(model.equals((await resolveOne(src, assets)).bytes), src);
    });
  }));

test('the files of a model are beside it, or elsewhere below the root', () =>
  withRoot(async root => {
    await writeFile(join(root, 'models/parts/a b.bin'), triangleBytes());
    await writeFile(join(root, 'c.bin'), triangleBytes());
    await withAssets({ hosts: '*', root }, async assets => {
      for (const uri of ['parts/a%20b.bin', 'parts/a b.bin', '../c.bin', 'parts\\a b.bin']) {
        await writeFile(join(root, 'models/chair.gltf'), gltf(uri));
        assert.equal([...(await resolveOne('models/chair.gltf', assets)).files.keys()], [uri]);
      }
      for (const uri of ['../../secret.glb', '/etc/hostname', '..%2f..%2fsecret.glb']) {
        await writeFile(join(root, 'models/chair.gltf'), gltf(uri));
        const problem = await refused(resolveOne('models/chair.gltf', assets), 422, 'asset_path_forbidden');
        assert.match(problem.message, `${uri} (in models/chair.gltf) may not be read`);
      }
    });
  }));

test('nothing outside the root is read', () =>
  withRoot(async root => {
    await symlink('../secret.glb', join(root, 'link.glb'));
    await symlink('..', join(root, 'up'));
    await symlink('/etc', join(root, 'etc'));
    await symlink('circle', join(root, 'circle'));
    const outside = [
      '../secret.glb',
      'models/../../secret.glb',
      'models/../chair.glb',
      '%2e%2e/secret.glb',
      '/etc/passwd',
    ];
    const links = ['link.glb', 'up/secret.glb', 'etc/hostname', 'circle'];
    await withAssets({ hosts: '*', root }, async assets => {
      for (const src of [...outside, ...links, 'chair.glb\0'])
        await refused(resolveOne(src, assets), 422, 'asset_path_forbidden');
    });
  }));

test('a link that stays below the root is followed, also where the root is one itself', () =>
  withRoot(async root => {
    await symlink('../chair.glb', join(root, 'models/link.glb'));
    await symlink(root, `${root}-link`);
    await withAssets({ hosts: '*', root: `${root}-link` }, async assets => {
      assert.ok(model.equals((await resolveOne('models/link.glb', assets)).bytes));
    });
  }));

test('what is not there, or is no file', () =>
  withRoot(async root => {
    execFileSync('mkfifo', [join(root, 'pipe.glb')]);
    await withAssets({ hosts: '*', root, timeout: 2000 }, async assets => {
      for (const src of ['missing.glb', 'chair.glb/chair.glb', 'models', 'pipe.glb', `${'x'.repeat(300)}.glb`])
        await refused(resolveOne(src, assets), 422, 'asset_not_found');
    });
    await withAssets({ hosts: '*', root: join(root, 'nowhere') }, assets =>
      refused(resolveOne('chair.glb', assets), 503, 'asset_root_unavailable'),
    );
  }));

test('a file that is too large is refused before it is read', () =>
  withRoot(root =>
    withAssets({ hosts: '*', root, maxBytes: model.length - 1 }, async assets => {
      await refused(resolveOne('chair.glb', assets), 413, 'asset_too_large');
    }),
  ));

test('without a root a relative path is refused, and the error says why', () =>
  withAssets({ hosts: '*' }, async assets => {
    const problem = await refused(resolveOne('chair.glb', assets), 422, 'asset_root_unset');
    assert.match(problem.message, 'chair.glb is a relative path, but no ASSET_ROOT is set');
  }));

test('a name that is nearly one of its folder’s is told which', () =>
  withRoot(async root => {
    await writeFile(join(root, 'models/Lamp.glb'), model);
    await withAssets({ hosts: '*', root }, async assets => {
      for (const [src, says] of [
        ['chiar.glb', 'chiar.glb was not found below ASSET_ROOT (did you mean "chair.glb"?)'],
        ['CHAIR.GLB', '(did you mean "chair.glb"?)'],
        ['models/lamp.glb', '(did you mean "models/Lamp.glb"?)'],
        ['sofa.glb', /ASSET_ROOT$/],
        ['chair', '(did you mean "chair.glb"?)'],
        ['nowhere/sofa.glb', /ASSET_ROOT$/],
        ['scenes/models/chair.glb', '(did you mean "chair.glb"?)'],
        ['model', /ASSET_ROOT$/],
      ] as const)
        assert.match((await refused(resolveOne(src, assets), 422, 'asset_not_found')).message, says);
      // of what lies elsewhere, not even a name
      await symlink('..', join(root, 'up'));
      assert.match((await refused(resolveOne('up/secrte.glb', assets), 422, 'asset_not_found')).message, /ASSET_ROOT$/);
    });
  }));

test('a name that is nearly one of the files that came with the request is told which', () =>
  withRoot(root =>
    withAssets({ hosts: '*', root }, async assets => {
      const parts = new Map([['sofa.glb', model]]);
      const has = 'is no file of this request (it has "sofa.glb"), and was not found below ASSET_ROOT';
      for (const [src, says] of [
        ['sfoa.glb', `sfoa.glb ${has} (did you mean "sofa.glb"?)`],
        ['models/sofa.glb', `models/sofa.glb ${has} (did you mean "sofa.glb"?)`],
        ['chiar.glb', `chiar.glb ${has} (did you mean "chair.glb"?)`],
        ['lamp.glb', `lamp.glb ${has}`],
      ] as const)
        assert.is((await refused(resolveOne(src, assets, 'model', parts), 422, 'asset_not_found')).message, says);
    }),
  ));

test.run();
