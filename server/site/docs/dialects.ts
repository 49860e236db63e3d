import { type Html, html } from '../html.ts';
import { block } from './requests.ts';

/** A command that sends files. @param parts what stands after the address, each on a line of its own */
function sending(origin: string, query: string, keyed: boolean, parts: readonly string[]): string {
  const key = keyed ? [`-H "authorization: Bearer $KEY"`] : [];
  return [`curl '${origin}/renders${query}'`, ...key, ...parts].join(' \\\n  ');
}

/** Bodies of `POST /renders` that are no scene of this service's own. */
export function dialectsSection(origin: string, keyed: boolean): Html {
  const command = (id: string, query: string, ...parts: string[]) => block(id, sending(origin, query, keyed, parts));
  const picture = ["-H 'accept: image/*'"];
  return html`<section id="bodies">
<h2>Other bodies</h2>
<p><code>POST /renders</code> takes models as they are too. What they do not say, the query does, with the parameters of <a href="#thumbnails">thumbnails</a> but <code>src</code>, <code>v</code> and <code>expires</code>; without it the picture is that of the <a href="#scene">scene</a>’s defaults. Beside a Darkroom scene, which says all of it itself, a query is refused. A body has at most 64 MB.</p>

<h3 id="body-model">A model</h3>
<p>A GLB, a glTF JSON or any other of the <a href="#formats">formats</a>, as <code>model/gltf-binary</code>, <code>model/gltf+json</code>, any other <code>model/…</code> or <code>application/octet-stream</code>. It is told by its content; where only a name tells, send that as <code>?name=</code>. With curl, <code>--data-binary</code> sends a file as it is; <code>-d</code> takes its line feeds out.</p>
${command('body-glb', '?width=512&format=webp&orbit=30,15', "-H 'content-type: model/gltf-binary'", ...picture, '--data-binary @chair.glb', '-o chair.webp')}

<h3 id="body-form">With its files</h3>
<p>A <code>multipart/form-data</code> body has the JSON of a scene or model as <code>scene</code>, and files by the names that it has as <code>src</code> or <code>uri</code>. Folders in file names are kept: <code>textures/wood.png</code> stays that. A client that sends names without folders, such as curl, puts the path into the field’s name. Exactly one model among the files needs no <code>scene</code>. Two files of one name, absolute names and <code>..</code> are refused; at most 1000 parts.</p>
${command('body-form-curl', '', ...picture, '-F \'scene={"model": "chair.glb", "background": "transparent"}\'', '-F file=@chair.glb', '-o chair.png')}
${command('body-form-gltf', '?width=512', ...picture, '-F scene=@house.gltf', '-F file=@house.bin', '-F textures/wood.png=@textures/wood.png', '-o house.png')}

<h3 id="body-three">three.js JSON</h3>
<p>What <code>toJSON()</code> writes (format 4) of an object, a scene or a BufferGeometry, and the project of the three.js editor. It is drawn as three.js would draw it, with what the file says:</p>
<ul>
<li><strong>Camera</strong>: the editor’s own, else the first in the scene; without one it is framed. <code>orbit</code>, <code>camera</code> and the like in the query come before.</li>
<li><strong>Light</strong>: its lights with their shadows, and its environment. Without either, the preset <code>studio</code>, in which Phong and Lambert materials are drawn as standard ones.</li>
<li><strong>Background</strong>: its colour or picture; white without one. Fog is kept.</li>
<li><strong>Tone mapping</strong>: that of the editor’s project; else <code>none</code>, the default of three.js, or <code>neutral</code> where the light is ours.</li>
<li><strong>Files from before r152</strong> (format 4.5 and older) look as they did then: lamps without falloff, and images as sRGB.</li>
<li><strong>Images</strong>: inside as <code>data:</code> or numbers, or by a URL that is fetched as any other file is; a relative one is a file of the same form.</li>
<li><strong>Animations</strong>: <code>clip</code> and <code>time</code> choose a moment of one.</li>
</ul>
<p>Code is never run. Shaders and node graphs are the picture itself, so a file that has them is refused: <a href="#three_code"><code>three_code</code></a> points to each. Scripts of the editor act after the first picture, so the scene is drawn as it is in the file, and the answer’s <code>warnings</code> (and the header <code>X-Warning</code>) name each that was not run. Formats before 4, and kinds of objects that three.js itself does not read back, are <a href="#three_unsupported"><code>three_unsupported</code></a>.</p>
${command('body-three-curl', '?width=800&height=600', "-H 'content-type: application/json'", ...picture, '--data-binary @project.json', '-o project.png')}
<p>As a <code>src</code> in a scene such a file is a model. <code>environment: "model"</code> and <code>background: "model"</code> take what it has around it, and <code>camera: {"from": 0}</code> its first camera.</p>
</section>`;
}
