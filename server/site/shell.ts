import { mark } from './brand.ts';
import { Html, html } from './html.ts';
import type { Style } from './style.ts';

export interface Shell {
  /** Title of the tab, before the service's name. */
  title: string;
  description: string;
  style: Style;
  /** Modules of `client/`, without `.js`. */
  scripts?: readonly string[];
  /** Further elements of the head. */
  head?: Html;
  body: Html;
}

/** A page around its body. */
export function shell({ title, description, style, scripts = [], head = html``, body }: Shell): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${head}<style>${new Html(style.text)}</style>
${scripts.map(name => html`<script type="module" src="/pages/${name}.js"></script>`)}
</head>
<body>
${body}
</body>
</html>
`.text;
}

const pages = { '/': 'Playground', '/docs': 'Docs', '/openapi.json': 'OpenAPI' };

/** The bar above a page. @param at the page's own path */
export function siteHeader(at: string): Html {
  return html`<header class="site">
<a class="brand" href="/">${mark}Darkroom</a>
<nav aria-label="Pages">${Object.entries(pages).map(([path, name]) =>
    path === at ? html`<a href="${path}" aria-current="page">${name}</a>` : html`<a href="${path}">${name}</a>`,
  )}</nav>
</header>`;
}
