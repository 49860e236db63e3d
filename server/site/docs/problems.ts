import { codesOf, type ProblemArea, type ProblemCode, rowOf, titleOf } from '../../problems/codes.ts';
import { type Html, html } from '../html.ts';
import { coloured } from '../json.ts';

const areas = {
  body: 'The body',
  scene: 'The scene',
  file: 'Its files',
  rendering: 'Rendering',
  access: 'Keys and signatures',
  link: 'Preview links',
  address: 'Addresses',
  service: 'The service',
} satisfies Record<ProblemArea, string>;

/** Every problem code of the table, each at the anchor that a problem's `type` names. */
export function problemsSection(): Html {
  return html`<section id="problems">
<h2>Problems</h2>
<p>An error is <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable, and <code>type</code> leads to its row below; <code>detail</code> is a sentence for people that names the field or file; <code>errors</code> points to each place of the input that is at fault.</p>
<pre class="block" tabindex="0" aria-label="A problem"><code>${coloured(sample)}</code></pre>
${Object.keys(areas)
  .filter(isArea)
  .map(area => areaPart(areas[area], codesOf(area)))}
</section>`;
}

function isArea(name: string): name is ProblemArea {
  return Object.hasOwn(areas, name);
}

function areaPart(title: string, codes: readonly ProblemCode[]): Html {
  return html`<h3>${title}</h3>
<dl class="problems">${codes.map(problemPart)}</dl>`;
}

function problemPart(code: ProblemCode): Html {
  const { status, means, todo } = rowOf(code);
  return html`<div id="${code}">
<dt><a href="#${code}"><code>${code}</code></a> <span class="status">${status}</span></dt>
<dd>${means}<p>${todo}</p></dd>
</div>`;
}

const sample = JSON.stringify(
  {
    type: '/docs#scene_invalid',
    title: titleOf('scene_invalid'),
    status: rowOf('scene_invalid').status,
    code: 'scene_invalid',
    detail: 'The scene cannot be rendered: /camera/orbit/1: expected at most 90, got 91.',
    errors: [{ pointer: '/camera/orbit/1', detail: 'expected at most 90, got 91' }],
    requestId: 'a3e25d42-751a-4967-8e53-aae639f5e34f',
  },
  null,
  2,
);
