import { type Html, html } from '../html.ts';
import { block } from './requests.ts';

/** A command that sends files. @param parts arguments after the address, each on its own line */
function sending(origin: string, query: string, keyed: boolean, parts: readonly string[]): string {
  const key = keyed ? [`-H "authorization: Bearer $KEY"`] : [];
  return [`curl '${origin}/renders${query}'`, ...key, ...parts].join(' \\\n  ');
}

/** Bodies of `POST /renders` other than a scene of this service. */
export function dialectsSection(origin: string, keyed: boolean): Html {
  const command = (id: string, query: string, ...parts: string[]) => block(id, sending(origin, query, keyed, parts));
  const picture = ["-H 'accept: image/*'"];
  return html`<section id="bodies">
<h2>Other bodies</h2>
<p><code>POST /renders</code> takes bare models too. The query completes them, with the parameters of <a href="#thumbnails">thumbnails</a> except <code>src</code>, <code>v</code> and <code>expires</code>; without a query the defaults of the <a href="#scene">scene</a> apply. With a Darkroom scene, which has fields for all of these, a query is refused. A body has at most 64 MB.</p>

<h3 id="body-model">A model</h3>
<p>A GLB, a glTF JSON or any other of the <a href="#formats">formats</a>, as <code>model/gltf-binary</code>, <code>model/gltf+json</code>, any other <code>model/…</code> or <code>application/octet-stream</code>. The format is recognised by the content; where only a file name tells, send that as <code>?name=</code>. With curl, <code>--data-binary</code> sends a file unchanged; <code>-d</code> removes its line feeds.</p>
${command('body-glb', '?width=512&format=webp&orbit=30,15', "-H 'content-type: model/gltf-binary'", ...picture, '--data-binary @chair.glb', '-o chair.webp')}

<h3 id="body-form">With its files</h3>
<p>A <code>multipart/form-data</code> body has the JSON of a scene or model as <code>scene</code>, and files under the names that the scene or model has as <code>src</code> or <code>uri</code>. Folders in file names are kept, as in <code>textures/wood.png</code>. A client that sends names without folders, such as curl, puts the path into the field’s name. A form with exactly one model among its files needs no <code>scene</code>. Two files of one name, absolute names and <code>..</code> are refused; a form has at most 1000 parts.</p>
${command('body-form-curl', '', ...picture, '-F \'scene={"model": "chair.glb", "background": "transparent"}\'', '-F file=@chair.glb', '-o chair.png')}
${command('body-form-gltf', '?width=512', ...picture, '-F scene=@house.gltf', '-F file=@house.bin', '-F textures/wood.png=@textures/wood.png', '-o house.png')}

<h3 id="body-three">three.js JSON</h3>
<p>Objects, scenes and BufferGeometries as <code>toJSON()</code> writes them (format 4), and projects of the three.js editor. They are drawn as three.js would draw them:</p>
<ul>
<li><strong>Camera</strong>: the editor’s own, else the first in the scene; without one the scene is framed. <code>orbit</code>, <code>camera</code> and the like in the query take precedence.</li>
<li><strong>Light</strong>: the file’s lights with their shadows, and its environment. Without either, the preset <code>studio</code>, in which Phong and Lambert materials are drawn as standard ones.</li>
<li><strong>Background</strong>: the file’s colour or image; white without one. Fog is kept.</li>
<li><strong>Tone mapping</strong>: that of the editor’s project; else <code>none</code>, the default of three.js, or <code>neutral</code> where the preset <code>studio</code> lights the scene.</li>
<li><strong>Files from before r152</strong> (format 4.5 and older) look as they did then: lights without falloff, and images as sRGB.</li>
<li><strong>Images</strong>: embedded as <code>data:</code> or numbers, or by a URL that is fetched like any other file; a relative URL is a file of the same form.</li>
<li><strong>Animations</strong>: <code>clip</code> and <code>time</code> choose a moment of one.</li>
</ul>
<p>Code is never run. Shaders and node graphs decide the picture, so a file with them is refused: <a href="#three_code"><code>three_code</code></a> points to each. Scripts of the editor act after the first picture, so the scene is drawn as it is in the file, and the answer’s <code>warnings</code> (and the header <code>X-Warning</code>) name each script that was not run. Formats before 4, and kinds of objects that three.js itself does not read back, are <a href="#three_unsupported"><code>three_unsupported</code></a>.</p>
${command('body-three-curl', '?width=800&height=600', "-H 'content-type: application/json'", ...picture, '--data-binary @project.json', '-o project.png')}
<p>As a <code>src</code> in a scene such a file is a model. <code>environment: "model"</code> and <code>background: "model"</code> use the file’s environment and background, and <code>camera: {"from": 0}</code> its first camera.</p>
</section>`;
}
