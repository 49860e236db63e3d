import { type ApiParameter, thumbnailParameters } from '../../openapi/parameters.ts';
import { type Html, html } from '../html.ts';
import { block } from './requests.ts';
import { rangeOf, typeOf } from './types.ts';

/** `GET /thumbnail`: its parameters, from the table that reads them. */
export function thumbnailsSection(origin: string, keyed: boolean): Html {
  const own = thumbnailParameters();
  return html`<section id="thumbnails">
<h2>Thumbnails</h2>
<p>One model, one picture, by URL alone: what an <code>&lt;img&gt;</code> can point to. Caches keep it for a day.${keyed ? ' As this service asks for keys, a page’s URL carries a signature of its path and query instead.' : ''}</p>
${block('thumbnail-img', `<img src="${origin}/thumbnail?src=chair.glb&width=256&background=ffffff">`)}
<table class="fields">
<thead><tr><th scope="col">Parameter</th><th scope="col">Takes</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead>
<tbody>${own.map(parameterRow)}</tbody>
</table>
</section>`;
}

function parameterRow({ name, required, schema, description, example }: ApiParameter): Html {
  const range = rangeOf(schema);
  const written = Array.isArray(example) ? example.join(',') : String(example);
  return html`<tr id="thumbnail-${name}">
<th scope="row"><code>${name}</code></th>
<td>${typeOf(schema, inQuery)}${range && schema.type !== 'string' ? html`<small>${range}</small>` : ''}</td>
<td>${required ? html`<em>needed</em>` : schema.default === undefined ? '' : html`<code>${inQuery(schema.default)}</code>`}</td>
<td>${description} <span class="eg">As in <code>${name}=${written}</code></span></td>
</tr>`;
}

/** A value as a query has it: a string without quotes. */
function inQuery(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
