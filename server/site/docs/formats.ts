import { type ModelFormat, modelFormats } from '../../../renderer/asset.ts';
import { modelKinds } from '../../assets/checks/models/kinds.ts';
import { type FormatFacts, formats } from '../../description/formats.ts';
import { type Html, html } from '../html.ts';

/** Every format of models: how files of it are named, how they stand, what of them is drawn. */
export function formatsSection(): Html {
  const known = Object.keys(formats).filter(isFormat);
  return html`<section id="formats">
<h2>Models</h2>
<p>A file’s format is told by its content; its name counts where that does not tell. The files that it names are read from beside it: as it names them, else by their bare name, as when they were on a disk of somebody’s. One that cannot be had is a problem, never a picture without it, unless that is <a href="#missing">asked for</a>. Images in formats other than glTF may be PNG, JPEG, WebP, AVIF, BMP, GIF or TGA. What has no material is drawn as clay, and materials older than physically based ones are translated, as the environment lights them; lights that stand in these files are left out, as their units are not known. Lines and points without a material or colours are dark, so that they are seen on white, in every format. Points are discs that touch each other where there are many, and small where there are few; fewer than a thousand are at least five pixels wide. A model far from the origin, as on a map’s grid, keeps the digits that its file has. A model in which an attribute has fewer entries than there are vertices, or that names a vertex that is not there, is refused.</p>
<table class="fields">
<thead><tr><th scope="col">Format</th><th scope="col">Names</th><th scope="col">Axes and unit</th><th scope="col">What is drawn</th></tr></thead>
<tbody>${known.map(format => formatRow(format, formats[format]))}</tbody>
</table>
<h3 id="missing">Files that are missing</h3>
<p>Libraries hold many models without their MTL, or without one of their images. <code>"missing": "substitute"</code> in a <a href="#Model"><code>model</code></a>, <code>missing=substitute</code> in the query of a <a href="#thumbnails">thumbnail</a> or of a body that is a model, has them drawn without: what has a colour of its own shows that, all else is clay; it neither glows nor is of metal where an image would have said where, and a background of the model’s own is plain. The answer’s <code>warnings</code> and <code>X-Warning</code> name each such file (<a href="#file_missing"><code>file_missing</code></a>).</p>
<p>Missing is what is not in the folder, the bucket, the package or the form; what its host says 404, 410, 401 or 403 of, as buckets do of what they do not have; a path that leads out of where the model is; and what is no image of a kind that is read where one is named, such as a web page or a PSD. Still a problem are an image that is broken or too large, a host that may not be asked, fails or is too slow, a glTF without its buffer, of which nothing is left, and light that is the model’s own (<code>environment: "model"</code>). A file that comes later makes another render; a thumbnail that lacks one is cached for a minute.</p>
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
