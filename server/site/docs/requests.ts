import { warningCodes } from '../../../renderer/warning.ts';
import { type Operation, operations } from '../../description/operations.ts';
import { curl } from '../curl.ts';
import { type Html, html } from '../html.ts';
import { coloured } from '../json.ts';

/** Every request and its answers. */
export function requestsSection(origin: string, keyed: boolean): Html {
  const groups = Map.groupBy(operations, ({ tag }) => tag);
  return html`<section id="requests">
<h2>Requests</h2>
<p>The complete description is <a href="/openapi.json">openapi.json</a>. ${access(keyed)}</p>
<table class="requests">
<thead><tr><th scope="col">Request</th><th scope="col">Answer</th></tr></thead>
${[...groups.values()].map(group => html`<tbody>${group.map(requestRow)}</tbody>`)}
</table>
<h3 id="answer">The answer</h3>
<p><code>201</code> where the render was drawn, <code>200</code> where it was stored already: equal scenes with equal files are one render. Each view makes a frame for each of the <a href="#Outputs"><code>outputs</code></a> and for each variant of the <a href="#Model">model</a>; the scene is loaded once. Frames never change, and have an ETag; <code>preview</code> is a page for people that opens without a key until it expires.</p>
<pre class="block" tabindex="0" aria-label="An answer"><code>${coloured(answer(origin))}</code></pre>
<h3 id="picture">The picture itself</h3>
<p>With <code>Accept: image/*</code> the first frame’s bytes are the answer, in the format that <a href="#Output"><code>output</code></a> names. Where it names none, the header decides: <code>Accept: image/webp</code> makes it WebP, and of several formats the one with the highest <code>q</code> wins. A header that accepts neither JSON nor the picture is answered <a href="#not_acceptable">406</a>.</p>
${block('picture-curl', curl(origin, '/renders', { key: keyed, body: '{"model": "chair.glb"}', accept: 'image/*', to: 'chair.png' }))}
<h3 id="warnings">Warnings</h3>
<p>A picture that differs from what was asked for, or from what its files say, comes with <code>warnings</code>: each has a stable <code>code</code>, the <code>pointer</code> to its place and a sentence as <code>detail</code>. Where the picture itself is the answer, they are in <code>X-Warning</code>, percent-encoded outside ASCII.</p>
<dl class="problems">${Object.entries(warningCodes).map(([code, means]) => html`<div id="${code}"><dt><code>${code}</code></dt><dd>${means}</dd></div>`)}</dl>
<h3 id="browsers">From a browser</h3>
<p>Frames, signed thumbnails and the schemas may be read by scripts of any page that has their URL. Everything else may be used only by pages whose origin is among <a href="#CORS_ORIGINS"><code>CORS_ORIGINS</code></a>: they may GET, POST, and read problems and the headers <code>ETag</code>, <code>Location</code>, <code>Server-Timing</code> and <code>X-Warning</code>. Where no key is needed, a POST from a page of any other origin is refused: <a href="#origin_forbidden"><code>origin_forbidden</code></a>.</p>
</section>`;
}

function access(keyed: boolean): Html {
  return keyed
    ? html`This service needs a key: <code>Authorization: Bearer KEY</code> or <code>X-API-Key: KEY</code>.`
    : html`This service needs no key. Where <a href="#API_KEYS"><code>API_KEYS</code></a> is set, send <code>Authorization: Bearer KEY</code> or <code>X-API-Key: KEY</code>.`;
}

/** Text whose parts between backticks are code. */
function withCode(text: string): (Html | string)[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
}

function requestRow({ method, path, summary, description, answers, access: needs }: Operation): Html {
  return html`<tr>
<th scope="row"><code><b>${method.toUpperCase()}</b> ${path}</code></th>
<td><strong>${summary}</strong>${needs === 'open' ? '' : html` <span class="tag">${needs === 'key' ? 'key' : 'key or signature'}</span>`}
${description ? html`<p>${withCode(description)}</p>` : ''}
${Object.keys(answers).length > 1 ? statuses(answers) : ''}</td>
</tr>`;
}

function statuses(answers: Operation['answers']): Html {
  const told = Object.entries(answers).map(
    ([status, { description }]) => html`<span><code>${status}</code> ${withCode(description)}</span> `,
  );
  return html`<p class="statuses">${told}</p>`;
}

/** A command with its copy button. */
export function block(id: string, command: string): Html {
  return html`<div class="command"><pre tabindex="0" aria-label="Command"><code id="${id}">${command}</code></pre><button type="button" data-copy="${id}" hidden>Copy</button></div>`;
}

function answer(origin: string): string {
  const id = 'd0d2c2024a7837161192e7795bf2cfaddec32569';
  return JSON.stringify(
    {
      id,
      state: 'done',
      created: '2026-01-31T12:00:00.000Z',
      frames: [
        {
          name: 'main.png',
          view: 'main',
          type: 'image/png',
          width: 1024,
          height: 1024,
          bytes: 372066,
          alpha: false,
          url: `${origin}/renders/${id}/main.png`,
        },
      ],
      preview: `${origin}/previews/${id}.tqiw00.N0Fq7SA9VSdF…`,
      timings: { fetch: 12.1, check: 3.5, load: 61.7, raster: 120.2, encode: 19.3, total: 412.4 },
      renderer: { version: '42cf5ce3edc9', adapter: 'nvidia lovelace' },
    },
    null,
    2,
  );
}
