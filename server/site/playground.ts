import { examples } from '../description/examples.ts';
import { readWebp } from '../assets/checks/images/webp.ts';
import { Html, html } from './html.ts';
import { shell, siteHeader } from './shell.ts';
import { readStyle } from './style.ts';

const style = readStyle('base', 'playground');

export const playgroundPolicy = style.policy;

/**
 * The playground: a scene on the left, its picture on the right.
 * @param keyed whether the service asks for a key
 */
export function playgroundPage(keyed: boolean): string {
  return shell({
    title: 'Playground · Darkroom',
    description: 'Write a scene as JSON, see its picture.',
    style,
    scripts: ['copy', 'playground'],
    body: html`${siteHeader('/')}
<main class="playground">
<h1 class="unseen">Playground</h1>
<section class="scene" aria-label="Scene">
<div class="bar">
<label>Example <select id="example"><option value="" hidden>Your own</option>${examples.map(({ name, title }) => html`<option value="${name}">${title}</option>`)}</select></label>
${keyed ? html`<input id="key" type="password" aria-label="Key" aria-describedby="faults" placeholder="Key" autocomplete="off" spellcheck="false" size="9">` : ''}
<button id="render" class="primary" type="button" title="Ctrl+Enter">Render <kbd aria-hidden="true">Ctrl ↵</kbd></button>
</div>
<div class="paper"><div class="sheet">
<pre id="ink" aria-hidden="true"></pre>
<textarea id="scene" aria-label="The scene as JSON" aria-describedby="faults" spellcheck="false" autocomplete="off" autocapitalize="off" autocorrect="off" wrap="off"></textarea>
</div></div>
<div id="faults" role="alert" hidden></div>
<details class="curl"><summary>As curl</summary><div><pre tabindex="0"><code id="curl"></code></pre><button type="button" data-copy="curl" hidden>Copy</button></div></details>
</section>
<section class="picture" aria-label="Picture">
<div class="stage" id="stage"><img id="frame" alt="" hidden><p id="empty">Its picture comes here.</p><p id="busy" role="status" hidden></p></div>
<div class="views" id="views" role="group" aria-label="Views" hidden></div>
<div class="facts" id="facts" hidden>
<p id="summary"></p>
<ul class="warnings" id="warnings" hidden></ul>
<div class="timings" id="timings" role="img"></div>
<ul class="legend" id="legend" aria-hidden="true"></ul>
<div class="link"><label for="preview">Preview link</label><input id="preview" readonly><button type="button" data-copy="preview" hidden>Copy</button><a class="button" id="open" target="_blank" rel="noopener">Open</a></div>
</div>
</section>
</main>
<noscript><p class="noscript">The playground needs JavaScript; <a href="/docs">the docs</a> do not.</p></noscript>
<script type="application/json" id="examples">${data()}</script>`,
  });
}

/** The examples for the script. `<` could end the element that they stand in. */
function data(): Html {
  const told = examples.map(({ name, title, text, picture }) => ({
    name,
    title,
    text,
    ...(picture && { picture: readWebp(picture) }),
  }));
  return new Html(JSON.stringify(told).replaceAll('<', '\\u003c'));
}
