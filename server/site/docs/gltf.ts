import { extensions, unsupported } from '../../assets/checks/gltf/extensions.ts';
import { type Html, html } from '../html.ts';

/** The features of glTF that are rendered, from the table by which models are checked. */
export function gltfSection(): Html {
  return html`<section id="gltf">
<h2>glTF</h2>
<p>glTF 2.0 as JSON with its files or as GLB: every kind of primitive, sparse and interleaved accessors, several UV sets, vertex colours, skins with four joints a vertex, morph targets of positions, normals and colours, every interpolation, several scenes, cameras, PNG, JPEG, WebP, AVIF and KTX2 images. Missing tangents are derived from the UVs; missing normals give flat shading, as glTF says. A model that requires an extension of the second table, or of neither, is refused: <a href="#gltf_extension_unsupported"><code>gltf_extension_unsupported</code></a>. A model that only uses the extension is drawn without it.</p>
<h3 id="gltf-rendered">Rendered</h3>
${table(Object.entries(extensions).map(([name, { how }]) => [name, how]))}
<h3 id="gltf-not-rendered">Not rendered</h3>
${table(Object.entries(unsupported))}
<p>Limits: a vertex has four joints, further sets are left out; a material has at most 13 textures; lines are one pixel wide, as WebGPU draws them; points are discs, as in <a href="#formats">other formats</a>, unless they have an image, variants, a skin or morph targets; lines and points without a material or colours are dark, where glTF’s default material is white; lights of the file cast no shadow; a VRM of version 0 is seen from its back.</p>
</section>`;
}

function table(rows: [name: string, how: string][]): Html {
  return html`<table class="fields">
<thead><tr><th scope="col">Extension</th><th scope="col">In a picture</th></tr></thead>
<tbody>${rows.map(
    ([name, how]) => html`<tr id="${name}">
<th scope="row"><code>${name}</code></th>
<td>${how.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}</td>
</tr>`,
  )}</tbody>
</table>`;
}
