import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, plainPath } from '../../../../server/assets/sources/path.ts';
import { refusal } from '../refused.ts';

const plain: [written: string, folder: string, path: string][] = [
  ['chair.glb', '', 'chair.glb'],
  ['./a//b/./chair.glb', '', 'a/b/chair.glb'],
  ['Box%20With%20Spaces.bin', 'boxes', 'boxes/Box With Spaces.bin'],
  ['Box With Spaces.bin', 'boxes', 'boxes/Box With Spaces.bin'],
  ['%F0%9F%AA%91.glb', '', '🪑.glb'],
  ['100%.glb', '', '100%.glb'],
  ['../textures/wood.png', 'models/chairs', 'models/textures/wood.png'],
  ['textures\\wood.png', 'models', 'models/textures/wood.png'],
  // Decoded once, so this names a folder that is called so.
  ['%252e%252e/chair.glb', '', '%2e%2e/chair.glb'],
  ['...', '', '...'],
];

const outside = [
  ['../chair.glb', ''],
  ['a/../../chair.glb', ''],
  ['../../chair.glb', 'models'],
  ['%2e%2e/chair.glb', ''],
  ['%2E./%2e./chair.glb', 'models'],
  ['..%2fchair.glb', ''],
  ['..\\chair.glb', ''],
  ['..%5cchair.glb', ''],
  ['/etc/passwd', ''],
  ['%2fetc/passwd', ''],
  ['//host/chair.glb', ''],
  ['\\\\host\\chair.glb', ''],
  ['C:\\chair.glb', ''],
  ['chair.glb\0.png', ''],
  ['chair.glb%00', ''],
] as const;

test('a path is made plain', () => {
  for (const [written, folder, path] of plain) assert.is(plainPath(written, folder), path);
});

test('a path that leads elsewhere is refused', () => {
  for (const [written, folder] of outside) refusal(() => plainPath(written, folder), 'asset_path_forbidden');
});

test('a path to nothing is refused', () => {
  for (const written of ['', '.', 'a/..']) refusal(() => plainPath(written), 'asset_not_found');
});

test('the folder of a path', () => {
  assert.equal(['a/b/c.glb', 'c.glb'].map(folderOf), ['a/b', '']);
});

test.run();
