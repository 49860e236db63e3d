import { type Html, html } from '../html.ts';
import { block } from './requests.ts';

/**
 * How a thumbnail's URL is signed, in the languages that people have at hand; a test runs each.
 * @param key the variable of the environment that has one of LINK_KEYS
 */
export function signers(origin: string, key = 'LINK_KEY'): Record<'node' | 'python' | 'openssl', string> {
  return {
    node: `import { createHmac } from 'node:crypto';

const parameters = { src: 'chair.glb', width: '256', expires: '1900000000' };
const query = new URLSearchParams(parameters).toString().split('&').sort().join('&');
const signature = createHmac('sha256', process.env.${key}).update(\`url:/thumbnail?\${query}\`).digest('base64url');
console.log(\`${origin}/thumbnail?\${query}&signature=\${signature}\`);`,
    python: `import base64, hashlib, hmac, os
from urllib.parse import urlencode

parameters = {"src": "chair.glb", "width": 256, "expires": 1900000000}
query = "&".join(sorted(urlencode(parameters).split("&")))
digest = hmac.digest(os.environ["${key}"].encode(), f"url:/thumbnail?{query}".encode(), "sha256")
signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")
print(f"${origin}/thumbnail?{query}&signature={signature}")`,
    openssl: `query='expires=1900000000&src=chair.glb&width=256'
signature=$(printf 'url:/thumbnail?%s' "$query" | openssl dgst -sha256 -hmac "$${key}" -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')
echo "${origin}/thumbnail?$query&signature=$signature"`,
  };
}

/** Definition of the signature, with a program in each language. */
export function signingPart(origin: string): Html {
  const { node, python, openssl } = signers(origin);
  return html`<h3 id="signing">Signed URLs</h3>
<p>Where <a href="#API_KEYS"><code>API_KEYS</code></a> are set, a URL in a page carries no key but a <code>signature</code>: the HMAC-SHA256, by one of <a href="#LINK_KEYS"><code>LINK_KEYS</code></a>, of <code>url:</code>, the path, <code>?</code> and the parameters as they stand in the URL, sorted and joined by <code>&amp;</code>, without the signature itself; as base64url without <code>=</code>. The order of the parameters in the URL does not matter. A URL with <code>expires</code> (seconds since 1970) is valid until then, and caches keep the picture no longer. In Node:</p>
${block('signing-node', node)}
<p>In Python:</p>
${block('signing-python', python)}
<p>In a shell, with openssl:</p>
${block('signing-openssl', openssl)}`;
}
