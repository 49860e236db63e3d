import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readModel } from '../../../../../server/assets/checks/gltf/model.ts';
import { image } from '../../make-image.ts';
import { chunk, glb, type Json, triangle, triangleBytes } from '../../make-model.ts';
import { refusal } from '../../refused.ts';

function json(over: Json = {}): Buffer {
  return Buffer.from(JSON.stringify(triangle(over)));
}

test('a GLB and a glTF are told by their content', () => {
  assert.is(readModel(glb(triangle())).format, 'glb');
  assert.is(readModel(json()).format, 'gltf');
  assert.is(readModel(Buffer.concat([Buffer.from('\n  '), json()])).format, 'gltf');
});

test('a byte order mark of UTF-8 is passed over, UTF-16 is refused', () => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), json()]);
  assert.is(readModel(marked).format, 'gltf');
  assert.is(readModel(glb(`\ufeff${JSON.stringify(triangle())}`)).format, 'glb');
  for (const text of [JSON.stringify(triangle()), `\ufeff${JSON.stringify(triangle())}`])
    assert.match(refusal(() => readModel(Buffer.from(text, 'utf16le')), 'asset_not_a_model').says, 'UTF-16');
});

test('what is no model is called by its name', async () => {
  const others: [bytes: string | Uint8Array, says: string][] = [
    ['', 'is empty'],
    ['<!DOCTYPE html>\n<html>', 'is a web page (HTML)'],
    [`${'<!---->'.repeat(100)}<p>`, 'is of an unknown format'],
    ['<!-- moved --><html lang="en">', 'is a web page (HTML)'],
    ['<?xml version="1.0"?><COLLADA xmlns=""/>', 'is a COLLADA file'],
    ['Kaydara FBX Binary  \0', 'is an FBX file'],
    ['PK\x03\x04…', 'is a ZIP or USDZ archive'],
    ['# Blender\nmtllib a.mtl\nv 1 2 3\n', 'is an OBJ file'],
    ['solid cube\n', 'is an STL file'],
    ['version https://git-lfs.github.com/spec/v1\n', 'is a pointer to a file in Git LFS'],
    [await image('png'), 'is a PNG image'],
    ['[1, 2]', 'is of an unknown format'],
  ];
  for (const [bytes, says] of others)
    assert.is(
      refusal(() => readModel(Buffer.from(bytes)), 'asset_not_a_model').says,
      `${says}, not a glTF or GLB model`,
    );
});

test('JSON of something else is no model', () => {
  const others: [value: unknown, says: string][] = [
    [{ error: 'not found' }, 'it has no asset.version'],
    [{ asset: 'chair' }, 'it has no asset.version'],
    [{ asset: null }, 'it has no asset.version'],
    [{ metadata: { version: 4.6, type: 'Object' } }, 'it is a three.js scene'],
  ];
  for (const [value, says] of others)
    assert.match(refusal(() => readModel(Buffer.from(JSON.stringify(value))), 'asset_not_a_model').says, says);
  for (const text of ['{{{{invalid json]]]]', '{"asset": undefined}', "{'asset': 1}"])
    assert.match(refusal(() => readModel(Buffer.from(text)), 'asset_not_a_model').says, 'its JSON cannot be read');
});

test('a model that is cut short is refused, wherever the cut is', () => {
  for (const whole of [glb(triangle()), json()])
    for (let length = 4; length < whole.length; length++)
      refusal(() => readModel(whole.subarray(0, length)), 'asset_truncated');
});

test('bytes after the announced end of a GLB do no harm', () => {
  assert.is(readModel(Buffer.concat([glb(triangle()), Buffer.from('trailer')])).format, 'glb');
});

test('a GLB whose chunks do not fit is refused', () => {
  const text = Buffer.from(JSON.stringify(triangle()));
  const whole = glb(triangle());
  const longer = Buffer.from(whole);
  longer.writeUInt32LE(whole.length, 12);
  const other = Buffer.from(whole);
  other.writeUInt32LE(0x1234, 16);
  const tail = Buffer.concat([whole, Buffer.from('tail')]);
  tail.writeUInt32LE(tail.length, 8);
  for (const broken of [longer, other, tail]) refusal(() => readModel(broken), 'gltf_invalid');
  const unknown = Buffer.concat([whole, chunk(0x1234, text, 0)]);
  unknown.writeUInt32LE(unknown.length, 8);
  assert.is(readModel(unknown).format, 'glb');
});

test('the binary chunk is found', () => {
  assert.ok(triangleBytes().equals(readModel(glb(triangle())).bin ?? new Uint8Array()));
});

test('other versions of glTF are refused', () => {
  const others = [
    glb(triangle(), triangleBytes(), 1),
    json({ asset: { version: '1.0' } }),
    json({ asset: { version: 1 } }),
  ];
  for (const bytes of others)
    assert.match(
      refusal(() => readModel(bytes), 'gltf_version').says,
      /^is glTF 1(\.0)?; this service reads glTF 2.0$/,
    );
  refusal(() => readModel(glb(triangle(), triangleBytes(), 3)), 'gltf_version');
  refusal(() => readModel(json({ asset: { version: '3.0' } })), 'gltf_version');
  refusal(() => readModel(json({ asset: { version: '2.1', minVersion: '2.1' } })), 'gltf_version');
  assert.is(readModel(json({ asset: { version: '2.1', minVersion: '2.0' } })).format, 'gltf');
});

test.run();
