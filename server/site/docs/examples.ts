import { examples, type Example } from '../../description/examples.ts';
import { curl } from '../curl.ts';
import { type Html, html } from '../html.ts';
import { coloured } from '../json.ts';
import { readWebp } from '../../assets/checks/images/webp.ts';

/** Every example: its picture, its JSON, and the command that makes the picture. */
export function examplesSection(origin: string, keyed: boolean): Html {
  return html`<section id="examples">
<h2>Examples</h2>
<p>Each example is a complete request body. The models come with the service.</p>
${examples.map(example => examplePart(example, origin, keyed))}
</section>`;
}

function examplePart(example: Example, origin: string, keyed: boolean): Html {
  const { name, title, shows, text } = example;
  const id = `example-${name}`;
  const command = curl(origin, '/renders', {
    key: keyed,
    body: text,
    accept: 'image/*',
    to: `${name}.${ending(text)}`,
  });
  return html`<article class="example" id="${id}">
<header><h3>${title}</h3><p>${shows}</p></header>
${picture(example)}
<div class="code">
<div class="bar"><span>${name}.json</span><a class="button" href="/#${name}" aria-label="Open in the playground">Playground</a><button type="button" data-copy="${id}-json" hidden>Copy JSON</button><button type="button" data-copy="${id}-curl" hidden>Copy curl</button></div>
<pre tabindex="0" aria-label="${name}.json"><code id="${id}-json">${coloured(text)}</code></pre>
<details><summary>As curl</summary><pre tabindex="0" aria-label="curl"><code id="${id}-curl">${command}</code></pre></details>
</div>
</article>`;
}

function picture({ name, title, picture: bytes }: Example): Html {
  if (!bytes) return html``;
  const { width, height } = readWebp(bytes);
  return html`<img src="/pages/${name}.webp" width="${width}" height="${height}" alt="${title}: the picture that this scene makes" loading="lazy" decoding="async">`;
}

function ending(text: string): string {
  // of several outputs the first is sent
  const [, format = 'png'] = /"format":\s*"(\w+)"/.exec(text) ?? [];
  return format === 'jpeg' ? 'jpg' : format;
}
