import { type JsonSchema, nounOf, sceneJsonSchema } from '../../description/schema.ts';
import { type Html, html } from '../html.ts';
import { rangeOf, typeOf } from './types.ts';

/** Nouns in the order in which the page has them: from the scene down to its values; others come last. */
const order = [
  'Model',
  'NodeChange',
  'MaterialChange',
  'Camera',
  'Views',
  'Environment',
  'Ground',
  'ToneMapping',
  'Output',
  'Outputs',
  'Node',
  'Geometry',
  'Material',
  'Light',
  'Texture',
  'Src',
  'Color',
  'Vec2',
  'Vec3',
];

/** The scene, field by field, from its schema. */
export function languageSection(): Html {
  const { $defs: nouns = {}, ...scene } = sceneJsonSchema();
  const kinds = new Set(Object.values(nouns).flatMap(noun => kindsOf(noun)));
  const own = Object.entries(nouns).filter(([name]) => !kinds.has(name));
  const sorted = own.toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return html`<section id="scene">
<h2>The scene</h2>
<p>Every field with its type, range and default. As <a href="/schemas/scene.json">JSON Schema</a> it lets an editor complete and check scenes. An unknown field or a value out of range is refused, and the answer names the place: <a href="#scene_invalid"><code>scene_invalid</code></a>.</p>
${nounPart('Scene', scene, {})}
${sorted.map(([name, noun]) => nounPart(name, noun, nouns))}
</section>`;
}

function placeOf(noun: string): number {
  const place = order.indexOf(noun);
  return place < 0 ? order.length : place;
}

function kindsOf({ oneOf = [] }: JsonSchema): string[] {
  return oneOf.flatMap(({ $ref }) => ($ref === undefined ? [] : [nounOf($ref)]));
}

function nounPart(name: string, noun: JsonSchema, nouns: Record<string, JsonSchema>): Html {
  const kinds = kindsOf(noun);
  return html`<section class="noun" id="${name}">
<h3>${name}</h3>
<p>${noun.description ?? ''}</p>
${kinds.length === 0 ? formsOf(noun) : kinds.map(kind => kindPart(kind, nouns[kind] ?? {}))}
</section>`;
}

/** One kind of a noun, closed: nobody reads twenty geometries at once. */
function kindPart(name: string, kind: JsonSchema): Html {
  const tag = kind.properties?.['type']?.const;
  const { type: _, ...fields } = kind.properties ?? {};
  return html`<details class="kind" id="${name}">
<summary><code>${String(tag)}</code> <span>${kind.description ?? ''}</span></summary>
${fieldTable({ ...kind, properties: fields })}
</details>`;
}

/** A noun as an object, or as one of several forms. */
function formsOf(noun: JsonSchema): Html {
  const forms = noun.anyOf;
  if (!forms) return noun.properties ? fieldTable(noun) : simple(noun);
  const short = forms.filter(form => !form.properties);
  const long = forms.filter(form => form.properties);
  const merged = Object.assign({}, ...long.map(form => form.properties));
  const needed = long.flatMap(form => form.required ?? []);
  const required = needed.filter(name => long.every(form => form.required?.includes(name)));
  return html`${short.length > 0 && long.length > 0 ? html`<p class="form">Either ${typeOf({ anyOf: short })}, or an object:</p>` : ''}
${long.length > 0 ? fieldTable({ properties: merged, required }) : simple(noun)}`;
}

function simple(noun: JsonSchema): Html {
  if (noun.additionalProperties)
    return html`<p class="form">An object of ${typeOf(noun.additionalProperties)} by name.</p>`;
  const range = rangeOf(noun);
  return html`<p class="form">${typeOf(noun)}${range && noun.type !== 'string' ? `, ${range}` : ''}</p>`;
}

function fieldTable(object: JsonSchema): Html {
  return html`<table class="fields">
<thead><tr><th scope="col">Field</th><th scope="col">Takes</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows(object, '')}</tbody>
</table>`;
}

function rows({ properties = {}, required = [] }: JsonSchema, above: string): Html[] {
  return Object.entries(properties).flatMap(([name, field]) => [
    row(above + name, field, required.includes(name)),
    ...(field.properties ? rows(field, `${above}${name}.`) : []),
  ]);
}

function row(name: string, field: JsonSchema, required: boolean): Html {
  const range = rangeOf(field);
  return html`<tr>
<th scope="row"><code>${name}</code></th>
<td>${typeOf(field)}${range && html`<small>${range}</small>`}</td>
<td>${required ? html`<em>needed</em>` : defaultOf(field.default)}</td>
<td>${field.description ?? ''}</td>
</tr>`;
}

/** A default as JSON; that of an object is told by the description. */
function defaultOf(value: unknown): Html {
  if (value === undefined || (typeof value === 'object' && !Array.isArray(value))) return html``;
  return html`<code>${JSON.stringify(value).replaceAll(',', ', ')}</code>`;
}
