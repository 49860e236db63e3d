import { invalid } from './invalid.ts';
import type { Json } from '../../../../scenes/json.ts';

/** A number in a range, or none. @throws Refusal */
export function checkNumber(
  json: Json,
  field: string,
  at: string,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {},
): number | undefined {
  const value = json[field];
  // numbers that were not finite are written as null
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw invalid(`${at}/${field}`, `is ${kindOf(value)}, not a number`);
  if (value < min || value > max) throw invalid(`${at}/${field}`, `is ${value}; it may be ${min} to ${max}`);
  return value;
}

/** A list of so many numbers, or none. @throws Refusal */
export function checkNumbers(json: Json, field: string, at: string, count?: number): readonly unknown[] | undefined {
  return json[field] === undefined || json[field] === null
    ? undefined
    : numbersIn(json[field], `${at}/${field}`, count);
}

/** A list of so many numbers. @throws Refusal */
export function numbersIn(value: unknown, at: string, count?: number): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(at, `is ${kindOf(value)}, not a list of numbers`);
  // by index: there may be millions
  for (let index = 0; index < value.length; index++) {
    const number: unknown = value[index];
    // numbers that were not finite are written as null, and read as 0
    if (typeof number !== 'number' && number !== null)
      throw invalid(`${at}/${index}`, `is ${kindOf(number)}, not a number`);
  }
  if (count !== undefined && value.length !== count)
    throw invalid(at, `has ${value.length} numbers, where ${count} are needed`);
  return value;
}

/** "a string", "a list", "null". */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
