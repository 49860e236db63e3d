import { examples } from '../description/examples.ts';
import { curl } from './curl.ts';
import { dialectsSection } from './docs/dialects.ts';
import { examplesSection } from './docs/examples.ts';
import { formatsSection } from './docs/model-formats.ts';
import { gltfSection } from './docs/gltf.ts';
import { languageSection } from './docs/language.ts';
import { readWebp } from '../assets/checks/images/webp.ts';
import { problemsSection } from './docs/problems.ts';
import { block, requestsSection } from './docs/requests.ts';
import { settingsSection } from './docs/settings.ts';
import { thumbnailsSection } from './docs/thumbnails.ts';
import { type Html, html } from './html.ts';
import { shell, siteHeader } from './shell.ts';
import { readStyle } from './style.ts';

const style = readStyle('base', 'docs');

export const docsPolicy = style.policy;

const sections = {
  start: 'Start',
  requests: 'Requests',
  examples: 'Examples',
  scene: 'The scene',
  bodies: 'Other bodies',
  formats: 'Models',
  gltf: 'glTF',
  thumbnails: 'Thumbnails',
  problems: 'Problems',
  settings: 'Settings',
};

/**
 * The docs: one page, made from the tables and schemas that the service itself runs by.
 * @param origin what the service is reached by
 * @param keyed whether it asks for keys
 */
export function docsPage(origin: string, keyed: boolean): string {
  return shell({
    title: 'Darkroom: POST a scene, get the picture',
    description:
      'A 3D rendering service: scenes as JSON in, pictures out. Requests, examples, every field and every error.',
    style,
    scripts: ['copy'],
    body: html`${siteHeader('/docs')}
<div class="docs">
<nav class="contents" aria-label="On this page"><ul>${Object.entries(sections).map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${start(origin, keyed)}
${requestsSection(origin, keyed)}
${examplesSection(origin, keyed)}
${languageSection()}
${dialectsSection(origin, keyed)}
${formatsSection()}
${gltfSection()}
${thumbnailsSection(origin, keyed)}
${problemsSection()}
${settingsSection()}
</main>
</div>`,
  });
}

function start(origin: string, keyed: boolean): Html {
  const command = curl(origin, '/renders', { key: keyed, body: '{"model": "chair.glb"}' });
  return html`<section id="start" class="start">
<div>
<h1>POST a scene, get the picture.</h1>
<p class="lead">Darkroom draws 3D scenes that are written as JSON, keeps the pictures, and answers with their URLs and a link to share.</p>
${block('start-curl', command)}
<p class="next"><a class="button primary" href="/">Try it in the playground</a> <a class="button" href="#examples">See the examples</a></p>
</div>
${firstPicture()}
</section>`;
}

function firstPicture(): Html {
  const [first] = examples;
  if (!first?.picture) return html``;
  const { width, height } = readWebp(first.picture);
  return html`<img src="/pages/${first.name}.webp" width="${width}" height="${height}" alt="A chair on its shadow: the picture that this command makes">`;
}
