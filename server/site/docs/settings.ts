import { settingWords } from '../../description/words/settings.ts';
import { type Html, html } from '../html.ts';

/** What whoever runs the service can set. */
export function settingsSection(): Html {
  return html`<section id="settings">
<h2>Settings</h2>
<p>For whoever runs the service: variables of its environment. One that is empty counts as not set.</p>
<table class="fields">
<thead><tr><th scope="col">Name</th><th scope="col">Takes</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead>
<tbody>${Object.entries(settingWords).map(
    ([name, setting]) => html`<tr id="${name}">
<th scope="row"><code>${name}</code></th>
<td>${setting.takes}<small>such as ${setting.example}</small></td>
<td>${setting.default === undefined ? '' : html`<code>${setting.default}</code>`}</td>
<td>${setting.is}</td>
</tr>`,
  )}</tbody>
</table>
</section>`;
}
