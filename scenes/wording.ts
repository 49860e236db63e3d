import * as z from 'zod';
import { didYouMean } from './meant.ts';

type RawIssue = z.core.$ZodRawIssue;

/** Error message of an issue, for `safeParse`; a schema's own message takes precedence. */
export function wording(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return misfit(issue.inst instanceof z.ZodNumberFormat ? types.int : typed(issue.expected), issue.input);
    case 'invalid_value':
      return misfit(oneOf(issue.values), issue.input, issue.values);
    case 'invalid_union':
      return ofUnion(issue);
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue)}`;
    case 'too_big':
      return `expected at most ${amount(issue.maximum, issue)}`;
    case 'unrecognized_keys':
      return issue.keys.map(key => `unknown field ${JSON.stringify(key)}${fieldMeant(key, issue.inst)}`).join('\n');
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      break;
  }
  return 'is not valid';
}

/** Error message of a schema for which the general one would say too little. @param what it takes */
export function expecting(what: string): { error: (issue: RawIssue) => string } {
  return { error: ({ input }) => misfit(what, input) };
}

/** Types of JSON, by zod's names. */
const types = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
} as const;

function typed(name: string): string {
  return name in types ? types[name as keyof typeof types] : name;
}

function misfit(what: string, input: unknown, known: readonly unknown[] = []): string {
  if (input === undefined) return `is missing: expected ${what}`;
  return `expected ${what}, got ${shown(input)}${didYouMean(input, known.filter(isString))}`;
}

function oneOf(values: readonly unknown[]): string {
  const texts = values.filter(value => value !== undefined).map(value => JSON.stringify(value));
  return texts.length > 1 ? `one of ${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}` : `${texts[0]}`;
}

/** The message of a union: of a discriminated one, about its discriminator. */
function ofUnion({ input, discriminator, options }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  if (discriminator === undefined || !Array.isArray(options)) return 'is not valid';
  const kind = typeof input === 'object' && input !== null ? Reflect.get(input, discriminator) : undefined;
  // the option of a missing discriminator is not a kind
  const known = options.filter(option => option !== undefined && option !== 'undefined');
  return misfit(oneOf(known), kind, known);
}

const units: Readonly<Record<string, [one: string, several: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function amount(bound: number | bigint, { origin, input }: { origin?: string; input?: unknown }): string {
  const [one, several] = units[origin ?? ''] ?? [];
  if (one === undefined) return `${bound}, got ${shown(input)}`;
  const length = typeof input === 'string' || Array.isArray(input) ? input.length : 0;
  return `${bound} ${Number(bound) === 1 ? one : several}, got ${length}`;
}

/** The known field with a similar name, or with the same name one level deeper: `width` is one of `output`. */
function fieldMeant(key: string, within: unknown): string {
  if (!(within instanceof z.ZodObject)) return '';
  const { shape } = within;
  const near = didYouMean(key, Object.keys(shape));
  if (near !== '') return near;
  const owner = Object.keys(shape).find(name => objectsIn(shape[name]).some(({ shape }) => Object.hasOwn(shape, key)));
  return owner === undefined ? '' : didYouMean(`${owner}.${key}`, [`${owner}.${key}`]);
}

/** The object schemas within a schema. */
function objectsIn(schema: unknown): z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return objectsIn(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(objectsIn);
  return schema instanceof z.ZodPipe ? objectsIn(schema.in) : [];
}

/** A value for a sentence, shortened. */
function shown(input: unknown): string {
  if (typeof input === 'number') return `${input}`;
  const text = JSON.stringify(input) ?? typeof input;
  if (text.length <= maxLength) return text;
  if (typeof input === 'string') return `${text.slice(0, maxLength)}…"`;
  return Array.isArray(input) ? `a list of ${input.length}` : 'an object';
}

const maxLength = 40;

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
