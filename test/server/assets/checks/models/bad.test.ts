import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { files } from '../../../../../scenes/models/make/formats/files.ts';
import { refused, resolveOne, withAssets } from '../../refused.ts';

type Content = Uint8Array | string;
const good = async (name: string): Promise<Buffer> => Buffer.from((await files[name]?.()) ?? '');
const half = async (name: string): Promise<Buffer> => {
  const bytes = await good(name);
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
};

/** The problem that a file comes to, with the files beside it. */
/** Milliseconds in which megabytes are read to their end, however busy the machine is; what is quadratic takes hours. */
const hang = 30_000;

async function problemOf(
  name: string,
  content: Content,
  status: number,
  code: string,
  beside: Record<string, Content> = {},
) {
  const parts = new Map(
    Object.entries({ [name]: content, ...beside }).map(([key, value]) => [key, Buffer.from(value)]),
  );
  return withAssets({ hosts: '*' }, async assets => {
    const started = performance.now();
    const problem = await refused(resolveOne(name, assets, 'model', parts), status, code);
    const spent = performance.now() - started;
    assert.ok(spent < hang, `${name} took ${spent} ms`);
    return problem.message;
  });
}

test('files that are cut short say so', async () => {
  for (const name of [
    'letter.stl',
    'letter-text.stl',
    'letter-textured.ply',
    'letter.pcd',
    'letter-text.pcd',
    'letter-compressed.pcd',
    'letter-cloud.ply',
    'letter.vox',
    'letter.3ds',
    'letter.fbx',
  ])
    assert.match(await problemOf(name, await half(name), 422, 'asset_truncated'), 'is cut short', name);
  for (const name of ['letter.dae', 'letter.wrl', 'letter-text.fbx', 'letter.3mf', 'letter.usdz'])
    assert.match(await problemOf(name, await half(name), 422, 'model_invalid'), /cut short|table of contents/, name);
});

test('headers that claim gigabytes are not believed', async () => {
  const stl = await good('letter.stl');
  stl.writeUInt32LE(0xffffffff, 80);
  assert.match(await problemOf('a.stl', stl, 422, 'asset_truncated'), '4294967295 triangles');
  const ply =
    'ply\nformat binary_little_endian 1.0\nelement vertex 4000000000\nproperty float x\nproperty float y\nproperty float z\nend_header\n';
  await problemOf('a.ply', ply, 422, 'asset_truncated');
  await problemOf('b.ply', ply.replace('binary_little_endian', 'ascii'), 422, 'asset_truncated');
  const pcd = (await good('letter.pcd')).toString('latin1').replaceAll(/(WIDTH|POINTS) \d+/g, '$1 4000000000');
  await problemOf('a.pcd', Buffer.from(pcd, 'latin1'), 413, 'asset_too_large');
  const vox = await good('letter.vox');
  vox.writeUInt32LE(2_000_000, vox.indexOf('SIZE') + 12);
  assert.match(await problemOf('a.vox', vox, 422, 'model_invalid'), '2000000 × 4 × 16 voxels');
  const lzf = await good('letter-compressed.pcd');
  lzf.writeUInt32LE(0xf0000000, lzf.indexOf('compressed\n') + 15);
  await problemOf('b.pcd', lzf, 422, 'model_invalid');
});

test('archives that unpack to gigabytes are refused', async () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
  const claims = (name: string, size: number) => archive(name, bomb, size);
  assert.match(
    await problemOf('a.3mf', claims('3D/a.model', 4_000_000_000), 413, 'asset_too_large'),
    'unpacks to more than',
  );
  assert.match(
    await problemOf('b.3mf', claims('3D/a.model', 1000), 422, 'model_invalid'),
    'does not unpack to the 1000 bytes',
  );
  await problemOf('a.usdz', claims('a.usda', 1000), 422, 'model_invalid');
});

test('XML with entities of its own is not unfolded', async () => {
  const lol =
    '<?xml version="1.0"?><!DOCTYPE COLLADA [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><COLLADA>&b;</COLLADA>';
  assert.match(await problemOf('a.dae', lol, 422, 'model_invalid'), 'entities');
});

test('parts that use themselves, or unfold to millions, are refused', async () => {
  const dae = (nodes: string) => `<COLLADA><library_nodes>${nodes}</library_nodes></COLLADA>`;
  assert.match(
    await problemOf('a.dae', dae('<node id="a"><instance_node url="#a"/></node>'), 422, 'model_invalid'),
    'contains itself: a',
  );
  const doubling = Array.from(
    { length: 30 },
    (_, at) => `<node id="n${at}"><instance_node url="#n${at + 1}"/><instance_node url="#n${at + 1}"/></node>`,
  );
  await problemOf('b.dae', dae(doubling.join('')), 413, 'asset_too_large');
});

test('a texture that cannot be had is named, with what to do', async () => {
  const obj = await good('letter.obj');
  const mtl = { 'letter.mtl': await good('letter.mtl'), 'more colors.mtl': await good('more colors.mtl') };
  assert.match(
    await problemOf('letter.obj', obj, 422, 'asset_not_found'),
    'letter.mtl (in letter.obj) is named by the model, and was not found',
  );
  assert.match(
    await problemOf('letter.obj', obj, 422, 'asset_not_found', mtl),
    /(up arrow\.png|arrow\.tga) \(in letter\.obj\).*multipart/,
  );
  const dds = { ...mtl, 'up arrow.png': 'DDS |', 'arrow.tga': await good('textures/arrow.tga') };
  assert.match(await problemOf('letter.obj', obj, 422, 'image_invalid', dds), 'is a DDS texture');
  for (const name of ['letter-text.fbx', 'letter.dae', 'letter.wrl', 'letter.3ds', 'letter.usda'])
    assert.match(await problemOf(name, await good(name), 422, 'asset_not_found'), /arrow\.png/i, name);
});

test('images are found where Windows had them, by their bare names', async () => {
  const png = await good('arrow.png');
  await withAssets({ hosts: '*' }, async assets => {
    const opened = async (name: string, beside: Record<string, Buffer>) => {
      const parts = new Map(Object.entries({ [name]: await good(name), ...beside }));
      return [...(await resolveOne(name, assets, 'model', parts)).files.keys()];
    };
    assert.equal(await opened('letter-text.fbx', { 'arrow.png': png }), ['textures\\arrow.png']);
    assert.equal(await opened('letter.dae', { 'up arrow.png': png }), ['file:///C:/work/up%20arrow.png']);
    assert.equal(await opened('letter.3ds', { 'arrow.png': png }), ['ARROW.PNG']);
    assert.equal(await opened('letter.3ds', { 'ARROW.png': png }), ['ARROW.PNG']);
  });
});

test('images of each kind that a 3DS has are looked for', async () => {
  const letter = await good('letter.3ds');
  for (const kind of [0xa200, 0xa204, 0xa210, 0xa230]) {
    const other = Buffer.from(letter);
    other.writeUInt16LE(kind, letter.indexOf(Buffer.from([0x00, 0xa2])));
    assert.match(await problemOf('a.3ds', other, 422, 'asset_not_found'), 'ARROW.PNG', kind.toString(16));
  }
});

test('a facet of an STL that has another corner is not called cut short', async () => {
  const stl = (await good('letter-text.stl')).toString();
  const four = stl.replace(/^.*vertex.*$/m, line => `${line}\n${line}`);
  assert.match(await problemOf('a.stl', four, 422, 'model_invalid'), /has \d+ corners for \d+ facets/);
});

test('what a file is, its content tells; what it is not, the error says', async () => {
  await withAssets({ hosts: '*' }, async assets => {
    const parts = new Map([['letter.obj', await good('letter.stl')]]);
    assert.is((await resolveOne('letter.obj', assets, 'model', parts)).format, 'stl');
  });
  assert.match(await problemOf('a.stl', '<html><body>login</body></html>', 422, 'model_invalid'), 'not an STL');
  assert.match(await problemOf('a.obj', Buffer.from('\ufeffv 0 0 0\n', 'utf16le'), 422, 'model_invalid'), 'UTF-16');
  assert.match(await problemOf('a.wrl', '#VRML V1.0 ascii\nCube {}', 422, 'model_unsupported'), 'VRML 1.0');
  assert.match(await problemOf('a.x3d', '<?xml version="1.0"?><X3D/>', 422, 'asset_not_a_model'), 'X3D');
  assert.match(await problemOf('c.wrl', gzipSync('#VRML V2.0 utf8\n'), 422, 'model_invalid'), 'gzip');
  assert.match(await problemOf('b.wrl', '#VRML V2.0 utf8\nInline { url "b.wrl" }', 422, 'model_unsupported'), 'Inline');
  assert.match(await problemOf('b.obj', 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n', 422, 'model_invalid'), 'corner "9"');
  assert.match(await problemOf('a.gcode', '; nothing\nM104 S0\n', 422, 'model_invalid'), 'without a move');
  assert.match(await problemOf('b.gcode', 'GCDE\x01', 422, 'model_unsupported'), 'binary G-code');
  const odd = '#usda 1.0\ndef "a" { asset inputs:file = @@@a@2x.png@@@ }';
  assert.match(await problemOf('b.usda', odd, 422, 'asset_not_found'), /^a@2x\.png /);
  assert.match(
    await problemOf('a.usda', '#usda 1.0\ndef "a" ( references = @b.usd@ ) {}', 422, 'model_unsupported'),
    'USDZ',
  );
  assert.match(
    await problemOf('c.ply', 'ply\nformat ascii 1.0\nelement vertex 0\nend_header\n', 422, 'model_invalid'),
    'without a vertex',
  );
});

test('megabytes of nothing take no longer to refuse than to read', async () => {
  const eight = (text: string) => text.repeat(Math.floor(2 ** 23 / text.length));
  await problemOf('a.obj', eight('\n'), 422, 'model_invalid');
  await problemOf('a.gcode', `G28\n${eight(' \n')}`, 422, 'model_invalid');
  await problemOf('a.wrl', `#VRML V2.0 utf8\n${eight('{"')}`, 422, 'model_invalid');
  await problemOf('b.wrl', `#VRML V2.0 utf8\n"${eight('\\"')}`, 422, 'model_invalid');
  await problemOf('a.dae', `<COLLADA>${eight('<node')}`, 422, 'model_invalid');
  await problemOf('a.fbx', `; FBX 7.4\nObjects: {\n${eight('"')}`, 422, 'model_invalid');
});

/** An archive of one file, which says how long it is when unpacked. */
function archive(name: string, packed: Buffer, size: number): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), packed]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, entry, Buffer.from(name), end]);
}

test.run();
