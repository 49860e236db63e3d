import { type ModelFormat, modelFormats } from '../../../renderer/asset.ts';
import { modelKinds } from '../../assets/checks/models/kinds.ts';
import { type FormatFacts, modelFormatFacts } from '../../description/model-formats.ts';
import { type Html, html } from '../html.ts';

/** Every model format: endings, axes and unit, and what is drawn. */
export function formatsSection(): Html {
  const known = Object.keys(modelFormatFacts).filter(isFormat);
  return html`<section id="formats">
<h2>Models</h2>
<p>A file’s format is recognised by its content, and by its name where the content does not tell. The files that it names are read from beside it: under the path that it names, else under the bare file name, for paths of somebody’s disk. A file that cannot be read is a problem, never a picture without it, unless that is <a href="#missing">asked for</a>. Images in formats other than glTF may be PNG, JPEG, WebP, AVIF, BMP, GIF or TGA. Parts without a material get a matt grey default material, and older materials are converted to physically based ones, which the environment lights; lights in these files are left out, as their units are unknown. Lines and points without a material or colours are dark, so that they show on white, in every format. Points are discs: of many points they touch each other, of few they are small; below a thousand points each is at least five pixels wide. A model far from the origin, such as on a map’s grid, keeps its full precision. A model with an attribute that has fewer entries than vertices, or with an index of a vertex that does not exist, is refused.</p>
<table class="fields">
<thead><tr><th scope="col">Format</th><th scope="col">Names</th><th scope="col">Axes and unit</th><th scope="col">What is drawn</th></tr></thead>
<tbody>${known.map(format => formatRow(format, modelFormatFacts[format]))}</tbody>
</table>
<h3 id="missing">Files that are missing</h3>
<p>Many models come without their MTL, or without one of their images. <code>"missing": "substitute"</code> in a <a href="#Model"><code>model</code></a>, or <code>missing=substitute</code> in the query of a <a href="#thumbnails">thumbnail</a> or of a body that is a model, has such a model drawn without these files: parts show their own colour, else the default material; a missing image of emission or metalness counts as black, and a missing background image leaves the background plain. The answer’s <code>warnings</code> and <code>X-Warning</code> name each such file (<a href="#file_missing"><code>file_missing</code></a>).</p>
<p>A file counts as missing where the folder, bucket, package or form does not have it; where its host answers 404, 410, 401 or 403, as buckets do for objects that they do not have; where its path leads out of the model’s root; and where an image is of no format that is read, such as a web page or a PSD. These remain problems: an image that is broken or too large; a host that is forbidden, fails or is too slow; a glTF without its buffer; and a missing environment of the model’s own (<code>environment: "model"</code>). A file that is added later makes another render; a thumbnail that lacks a file is cached for a minute.</p>
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
