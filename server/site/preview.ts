import { outputFormatOf } from '../../scenes/output-formats.ts';
import { type FrameRecord, hasAlpha, type RenderRecord } from '../renders/record.ts';
import { mark } from './brand.ts';
import { type Html, html } from './html.ts';
import { shell } from './shell.ts';
import { readStyle } from './style.ts';

const style = readStyle('base', 'preview');

/** Content-Security-Policy of the page. */
export const previewPolicy = style.policy;

/**
 * The page behind a preview link: the pictures, the facts, a download each; with Open Graph tags, so that chats unfurl it.
 * @param url of the page itself, absolute
 */
export function previewPage(record: RenderRecord, url: string): string {
  const { title, frames } = record;
  const [first] = frames;
  if (!first) throw new Error('a render without a frame');
  // by path alone: the page may have been reached by another name than the one it is told to be shared by
  const path = new URL(url).pathname;
  return shell({
    title: `${title} · Darkroom`,
    description: said(record, first),
    style,
    scripts: ['preview'],
    head: cardTags(record, first, url),
    body: html`<main class="preview">
<header>
<h1>${title}</h1>
<div class="tools">${frames.some(hasAlpha) ? backdrops : ''}<button id="share" type="button" hidden>Copy link</button>${frames.length === 1 ? download(first, path, 'button primary') : ''}</div>
</header>
<div class="pictures${frames.length > 1 ? ' several' : ''}">${frames.map(frame => figure(frame, frames.length, title, path))}</div>
${facts(record)}
</main>`,
  });
}

/** Open Graph tags, which chats and networks show. */
function cardTags(record: RenderRecord, first: FrameRecord, url: string): Html {
  const image = `${url}/${first.name}`;
  const tags = {
    'og:type': 'website',
    'og:site_name': 'Darkroom',
    'og:title': record.title,
    'og:description': said(record, first),
    'og:url': url,
    'og:image': image,
    'og:image:type': first.type,
    'og:image:width': first.width,
    'og:image:height': first.height,
    'og:image:alt': `Picture of ${record.title}`,
  };
  const cards = {
    'twitter:card': 'summary_large_image',
    'twitter:title': record.title,
    'twitter:description': said(record, first),
    'twitter:image': image,
    'twitter:image:alt': `Picture of ${record.title}`,
  };
  return html`<link rel="canonical" href="${url}">
${Object.entries(tags).map(([property, content]) => html`<meta property="${property}" content="${content}">\n`)}${Object.entries(
  cards,
).map(([name, content]) => html`<meta name="${name}" content="${content}">\n`)}`;
}

function said({ frames, created }: RenderRecord, first: FrameRecord): string {
  const pictures = frames.length > 1 ? `${frames.length} pictures` : `${first.width} × ${first.height} picture`;
  return `${pictures}, rendered ${day(created)}`;
}

/** Backgrounds of the pictures, without a script: radio buttons that the style sheet reads. */
const backdrops = html`<fieldset class="backdrops"><legend>Backdrop</legend>
<label title="Checkerboard"><input type="radio" name="backdrop" value="checks" checked><span class="checks"></span><b>Checkerboard</b></label>
<label title="White"><input type="radio" name="backdrop" value="white"><span class="white"></span><b>White</b></label>
<label title="Black"><input type="radio" name="backdrop" value="black"><span class="black"></span><b>Black</b></label>
</fieldset>`;

function figure(frame: FrameRecord, count: number, title: string, path: string): Html {
  const { name, width, height } = frame;
  const alt = count > 1 ? `${title}, ${sayingWhich(frame)}` : title;
  return html`<figure>
<a class="${hasAlpha(frame) ? 'canvas clear' : 'canvas'}" href="${path}/${name}" title="The picture alone, in full size"><img src="${path}/${name}" width="${width}" height="${height}" alt="${alt}"></a>
${count > 1 ? html`<figcaption><b>${sayingWhich(frame)}</b><span>${kindOf(frame)}</span>${download(frame, path, 'button')}</figcaption>` : ''}
</figure>`;
}

function download({ name }: FrameRecord, path: string, look: string): Html {
  return html`<a class="${look}" href="${path}/${name}?download" download>Download</a>`;
}

function facts(record: RenderRecord): Html {
  const [first] = record.frames;
  const total = (record.timings['total'] ?? 0) / 1000;
  const all: [string, string | Html][] = [
    ...(first && record.frames.length === 1 ? [['Picture', kindOf(first)] satisfies [string, string]] : []),
    ['Rendered', html`<time datetime="${record.created}">${day(record.created)}</time>`],
    ...(total > 0 ? [['Took', `${total.toFixed(total < 10 ? 2 : 1)} s`] satisfies [string, string]] : []),
    ['Renderer', `${record.renderer.version} on ${record.renderer.adapter}`],
    ['Render', html`<code>${record.id.slice(0, 12)}</code>`],
  ];
  return html`<footer><dl>${all.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>
<p class="by">${mark} Darkroom</p></footer>`;
}

function kindOf({ width, height, type, bytes }: FrameRecord): string {
  return `${width} × ${height} · ${outputFormatOf(type)?.label ?? type} · ${size(bytes)}`;
}

function sayingWhich({ name, view = name.replace(/\.\w+$/, ''), variant, output }: FrameRecord): string {
  return [view, variant, output].filter(part => part !== undefined).join(' · ');
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function day(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
