import { type DescribedSetting, describedSettings } from '../../settings.ts';
import { type Html, html } from '../html.ts';

/** The settings of the service, from the table that reads them. */
export function settingsSection(): Html {
  return html`<section id="settings">
<h2>Settings</h2>
<p>For whoever runs the service: environment variables. An empty one counts as not set.</p>
<table class="fields">
<thead><tr><th scope="col">Name</th><th scope="col">Takes</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead>
<tbody>${describedSettings.map(settingRow)}</tbody>
</table>
</section>`;
}

function settingRow(setting: DescribedSetting): Html {
  const { name, takes, example, description, details, unset = '' } = setting;
  return html`<tr id="${name}">
<th scope="row"><code>${name}</code></th>
<td>${takes}<small>such as ${example}</small></td>
<td>${setting.default === undefined ? unset : html`<code>${setting.default}</code>`}</td>
<td>${description}${details === undefined ? '' : ` ${details}`}</td>
</tr>`;
}
