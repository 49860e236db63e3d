import { type ApiParameter, thumbnailParameters } from '../../description/parameters.ts';
import { type Html, html } from '../html.ts';
import { block } from './requests.ts';
import { signingPart } from './signing.ts';
import { rangeOf, typeOf } from './types.ts';

/** `GET /thumbnail`: its parameters, from the table that reads them. */
export function thumbnailsSection(origin: string, keyed: boolean): Html {
  const own = thumbnailParameters();
  return html`<section id="thumbnails">
<h2>Thumbnails</h2>
<p>Picture of one model by URL alone, for an <code>&lt;img&gt;</code>. Caches keep it for a day; a missing model (404), or a picture of a model <a href="#missing">without some of its files</a>, for a minute. Without <code>format</code> it is AVIF, WebP or PNG, whichever the <code>Accept</code> header names first. <code>Range</code> requests a part of it.${keyed ? html` As this service needs keys, a page’s URL is <a href="#signing">signed</a> instead.` : ''} An <code>&lt;img&gt;</code> of any page shows it; scripts may read its pixels where the URL is signed, or the page’s origin is among <a href="#CORS_ORIGINS"><code>CORS_ORIGINS</code></a>.</p>
${block('thumbnail-img', `<img src="${origin}/thumbnail?src=chair.glb&width=256&background=ffffff">`)}
<table class="fields">
<thead><tr><th scope="col">Parameter</th><th scope="col">Takes</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead>
<tbody>${own.map(parameterRow)}</tbody>
</table>
${signingPart(origin)}
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
