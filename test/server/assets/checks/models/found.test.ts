import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crateAssets } from '../../../../../server/assets/checks/models/usd-crate-assets.ts';
import { unpackLz4 } from '../../../../../server/assets/checks/models/lz4.ts';
import { refusal, refused, resolveOne, withAssets } from '../../refused.ts';

test('an FBX that is too old says which it is, and what to save it as', async () => {
  const binary = Buffer.alloc(300);
  binary.write('Kaydara FBX Binary  \0\x1a\0', 'latin1');
  binary.writeUInt32LE(6100, 23);
  const text = Buffer.from('; FBX 6.1.0 project file\nFBXHeaderExtension:  {\n\tFBXVersion: 6100\n}\nObjects:  {\n}\n');
  await withAssets({ hosts: '*' }, async assets => {
    for (const file of [binary, text]) {
      const problem = await refused(
        resolveOne('a.fbx', assets, 'model', new Map([['a.fbx', file]])),
        422,
        'model_unsupported',
      );
      assert.match(problem.message, /a\.fbx is FBX 6\.1, .*FBX 7\.4 binary .* GLB/);
    }
  });
});

/** A block of LZ4 that repeats nothing. */
function literal(bytes: Buffer): Buffer {
  const more = bytes.length - 15;
  const length = more < 0 ? [] : [...Array<number>(Math.floor(more / 255)).fill(255), more % 255];
  return Buffer.concat([Buffer.from([Math.min(bytes.length, 15) << 4, ...length]), bytes]);
}

/** A binary layer's names and values, as far as they are looked at. */
function crate(names: string[], values: [type: number, name: number][]): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  const packed = (bytes: Buffer) => {
    const block = Buffer.concat([Buffer.from([0]), literal(bytes)]);
    return Buffer.concat([number(block.length), block]);
  };
  const plain = Buffer.from(names.map(name => `${name}\0`).join(''));
  const tokens = Buffer.concat([number(names.length), number(plain.length), packed(plain)]);
  const reps = Buffer.alloc(values.length * 8);
  for (const [at, [type, name]] of values.entries()) {
    reps.writeUInt32LE(name, at * 8);
    reps[at * 8 + 6] = type;
  }
  const fields = Buffer.concat([number(values.length), packed(Buffer.alloc(4)), packed(reps)]);
  const head = Buffer.alloc(88);
  head.write('PXR-USDC\0\x08');
  const tables: [string, Buffer][] = [
    ['TOKENS', tokens],
    ['FIELDS', fields],
  ];
  let at = head.length;
  const contents = tables.map(([name, table]) => {
    const entry = Buffer.alloc(32);
    entry.write(name);
    entry.writeBigUInt64LE(BigInt(at), 16);
    entry.writeBigUInt64LE(BigInt(table.length), 24);
    at += table.length;
    return entry;
  });
  head.writeBigUInt64LE(BigInt(at), 16);
  return Buffer.concat([head, tokens, fields, number(tables.length), ...contents]);
}

test('images beside a binary USD layer are read, and another layer is asked for', async () => {
  const names = ['', 'skin', './maps/skin.png', 'other.usda', 'a/very/long/name/of/nothing.png'];
  assert.equal(
    crateAssets(
      crate(names, [
        [12, 2],
        [11, 4],
      ]),
    ).assets,
    ['./maps/skin.png'],
  );
  await withAssets({ hosts: '*' }, async assets => {
    const open = (values: [number, number][]) =>
      resolveOne('a.usdc', assets, 'model', new Map([['a.usdc', crate(names, values)]]));
    assert.match((await refused(open([[12, 2]]), 422, 'asset_not_found')).message, /skin\.png/);
    assert.match((await refused(open([[35, 0]]), 422, 'model_unsupported')).message, /other\.usda/);
    assert.equal((await open([[11, 4]])).files.size, 0);
  });
});

test('what LZ4 packs is unpacked, and what is no LZ4 is refused', () => {
  // "ab", then four and five more that lie two back
  assert.is(Buffer.from(unpackLz4(Buffer.from([0x25, 97, 98, 2, 0, 0x10, 99]), 20)).toString(), 'abababababac');
  for (const bytes of [
    [0x05, 1, 0],
    [0xf0, 255, 255],
    [0x2f, 97, 98, 2, 0, 255, 255],
  ])
    refusal(() => unpackLz4(Buffer.from(bytes), 20), 'model_invalid');
});

test.run();
