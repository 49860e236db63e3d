import { type ModelFormat, modelFormats } from '../../../renderer/asset.ts';
import { modelKinds } from '../../assets/models/kinds.ts';
import { type FormatFacts, formats } from '../../openapi/formats.ts';
import { type Html, html } from '../html.ts';

/** Every format of models: how files of it are named, how they stand, what of them is drawn. */
export function formatsSection(): Html {
  const known = Object.keys(formats).filter(isFormat);
  return html`<section id="formats">
<h2>Models</h2>
<p>A file’s format is told by its content; its name counts where that does not tell. The files that it names are read from beside it: as it names them, else by their bare name, as when they were on a disk of somebody’s. One that cannot be had is a problem, never a picture without it. Images in formats other than glTF may be PNG, JPEG, WebP, AVIF, BMP, GIF or TGA. What has no material is drawn as clay, and materials older than physically based ones are translated, as the environment lights them; lights that stand in these files are left out, as their units are not known. Lines and points without a material or colours are dark, so that they are seen on white, in every format. Points are discs that touch each other where there are many, and small where there are few; fewer than a thousand are at least five pixels wide. A model far from the origin, as on a map’s grid, keeps the digits that its file has. A model in which an attribute has fewer entries than there are vertices, or that names a vertex that is not there, is refused.</p>
<table class="fields">
<thead><tr><th scope="col">Format</th><th scope="col">Names</th><th scope="col">Axes and unit</th><th scope="col">What is drawn</th></tr></thead>
<tbody>${known.map(format => formatRow(format, formats[format]))}</tbody>
</table>
</section>`;
}

function formatRow(format: ModelFormat, { title, axes, reads, not }: FormatFacts): Html {
  const { names } = modelKinds[format];
  return html`<tr id="format-${format}">
<th scope="row">${title}</th>
<td>${names.map(name => html`<code>${name}</code> `)}</td>
<td>${axes}</td>
<td>${coded(reads)}${not && html`<small>Not: ${not}</small>`}</td>
</tr>`;
}

function coded(text: string): Html {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function isFormat(name: string): name is ModelFormat {
  return modelFormats.some(format => format === name);
}
