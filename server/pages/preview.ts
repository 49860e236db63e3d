import type { RenderRecord } from '../renders/record.ts';
import { Html, html } from './html.ts';

/**
 * The page behind a preview link: the pictures, the facts, a download each; with Open Graph tags, so that chats unfurl it.
 * @param url of the page itself
 */
export function previewPage(record: RenderRecord, url: string): string {
  const { title, frames, renderer, created } = record;
  const [first] = frames;
  if (!first) throw new Error('a render without a frame');
  const when = new Date(created);
  const figures = frames.map(
    ({ name, type, width, height, bytes }) => html`<figure>
      <img src="${url}/${name}" width="${width}" height="${height}" alt="${title}, ${viewOf(name)}" />
      <figcaption>
        <span>${frames.length > 1 ? `${viewOf(name)} · ` : ''}${width} × ${height} · ${type.replace('image/', '').toUpperCase()} · ${kilobytes(bytes)}</span>
        <a href="${url}/${name}?download" download>Download</a>
      </figcaption>
    </figure>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Darkroom</title>
<meta name="description" content="${`${first.width} × ${first.height} picture of ${title}`}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Darkroom">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${`${first.width} × ${first.height}, rendered ${day(when)}`}">
<meta property="og:url" content="${url}">
<meta property="og:image" content="${`${url}/${first.name}`}">
<meta property="og:image:type" content="${first.type}">
<meta property="og:image:width" content="${first.width}">
<meta property="og:image:height" content="${first.height}">
<meta property="og:image:alt" content="${title}">
<meta name="twitter:card" content="summary_large_image">
<style>${new Html(style)}</style>
</head>
<body>
<header><h1>${title}</h1></header>
<main>${figures}</main>
<footer>
  <dl>
    <div><dt>Rendered</dt><dd><time datetime="${created}">${day(when)}</time></dd></div>
    <div><dt>Took</dt><dd>${((record.timings['total'] ?? 0) / 1000).toFixed(2)} s</dd></div>
    <div><dt>Renderer</dt><dd>${renderer.version} on ${renderer.adapter}</dd></div>
    <div><dt>Render</dt><dd><code>${record.id.slice(0, 12)}</code></dd></div>
  </dl>
</footer>
</body>
</html>`.text;
}

function viewOf(name: string): string {
  return name.replace(/\.\w+$/, '');
}

function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function day(when: Date): string {
  return when.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

const style = `
:root { color-scheme: light dark; --ink: #1c1c1e; --soft: #6e6e73; --line: #e3e3e6; --paper: #f6f6f7; --card: #fff; --link: #0a58ca }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f3; --soft: #a0a0a6; --line: #333338; --paper: #18181a; --card: #222225; --link: #7db2ff } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
header, main, footer { width: min(100% - 2rem, 72rem); margin-inline: auto }
h1 { margin: 1.25rem 0; font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere }
main { flex: 1; display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)) }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; align-self: start }
img { display: block; width: 100%; height: auto; max-height: 78vh; object-fit: contain; background: repeating-conic-gradient(#ececee 0 25%, #fff 0 50%) 0 0 / 20px 20px }
figcaption { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 1rem; border-top: 1px solid var(--line); color: var(--soft) }
a { color: var(--link); font-weight: 600; text-decoration: none } a:hover { text-decoration: underline }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1.5rem 0; color: var(--soft) } dt { font-size: .8rem } dd { margin: 0; color: var(--ink) }
`;
