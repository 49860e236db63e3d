import { type JsonSchema, nounOf } from '../../description/schema.ts';
import { type Html, html } from '../html.ts';

/**
 * The type of a field in a few words, with links to the nouns.
 * @param written formats a value: as JSON, or as in a query
 */
export function typeOf(schema: JsonSchema, written: (value: unknown) => string = value => JSON.stringify(value)): Html {
  const inner = (part: JsonSchema) => typeOf(part, written);
  if (schema.$ref !== undefined) return link(nounOf(schema.$ref));
  if (schema.const !== undefined) return html`<code>${written(schema.const)}</code>`;
  if (schema.enum) return joined(schema.enum.map(value => html`<code>${written(value)}</code>`));
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return joined(forms.map(inner));
  if (schema.prefixItems) return html`${schema.prefixItems.length} numbers`;
  if (schema.items) return html`list of ${inner(schema.items)}`;
  if (String(schema['pattern']).startsWith('^#')) return html`hex colour`;
  return html`${schema.type === 'array' ? 'list' : (schema.type ?? 'any')}`;
}

/** The range of a value, or ''. */
export function rangeOf(schema: JsonSchema): string {
  const [inner] = schema.prefixItems ?? [];
  if (inner)
    return schema.prefixItems?.every(item => rangeOf(item) === rangeOf(inner)) ? rangeOf(inner) : ranges(schema);
  if (schema.type === 'array') return between(schema['minItems'], schema['maxItems'], ' entries');
  if (schema.type === 'string') return between(schema['minLength'], schema['maxLength'], ' characters');
  const over = schema['exclusiveMinimum'];
  if (over !== undefined) return `above ${number(over)}, up to ${number(schema['maximum'])}`;
  return between(schema['minimum'], schema['maximum'], '');
}

function ranges({ prefixItems = [] }: JsonSchema): string {
  return prefixItems.map(rangeOf).join('; ');
}

function between(min: unknown, max: unknown, unit: string): string {
  if (min === undefined && max === undefined) return '';
  if (min === undefined) return `up to ${number(max)}${unit}`;
  return max === undefined ? `at least ${number(min)}${unit}` : `${number(min)} to ${number(max)}${unit}`;
}

/** A number with thin spaces between thousands, and a true minus sign. */
function number(value: unknown): string {
  const useGrouping = Math.abs(Number(value)) >= 10_000;
  const text = Number(value).toLocaleString('en-US', { maximumFractionDigits: 6, useGrouping });
  return text.replaceAll(',', '\u2009').replace('-', '−');
}

function link(noun: string): Html {
  return html`<a href="#${noun}">${noun}</a>`;
}

function joined(parts: Html[]): Html {
  return html`${parts.map((part, at) => (at === 0 ? part : html` or ${part}`))}`;
}
