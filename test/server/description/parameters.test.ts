import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { thumbnailParameters } from '../../../server/description/parameters.ts';
import { parameters } from '../../../server/submission/parameters.ts';

const described = thumbnailParameters();

function schemaOf(name: string) {
  return described.find(parameter => parameter.name === name)?.schema;
}

test('every parameter is described, by the type of its place in the scene', () => {
  assert.equal(
    described.map(({ name }) => name),
    Object.keys(parameters),
  );
  assert.equal(
    described.filter(({ required }) => required).map(({ name }) => name),
    ['src'],
  );
  assert.is(schemaOf('width')?.type, 'integer');
  assert.is(schemaOf('width')?.['maximum'], 8192);
  assert.equal(schemaOf('format')?.enum, ['png', 'jpeg', 'webp', 'avif']);
  assert.is(schemaOf('orbit')?.type, 'array');
});

test('defaults are those of the thumbnail, not of the scene', () => {
  assert.is(schemaOf('width')?.default, 512);
  assert.is(schemaOf('height')?.default, undefined);
  assert.is(schemaOf('format')?.default, undefined);
  assert.is(schemaOf('exposure')?.default, 1);
});

test('no schema refers to anything outside of it, and each example is of its type', () => {
  for (const { name, schema, example } of described) {
    assert.not.match(JSON.stringify(schema), /\$ref/, name);
    if (schema.type === 'integer' || schema.type === 'number') assert.type(example, 'number', name);
    if (schema.type === 'array') assert.ok(Array.isArray(example), name);
  }
});

test.run();
