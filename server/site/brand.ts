import { Html } from './html.ts';

/** A cube under a darkroom's red light. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b1210"/><path d="M16 6l8.7 5L16 16 7.3 11z" fill="#ff8a6b"/><path d="M7.3 11L16 16v10l-8.7-5z" fill="#e0431c"/><path d="M24.7 11L16 16v10l8.7-5z" fill="#8f2409"/></svg>`;

/** The same in a page, beside the name. */
export const mark = new Html(favicon.replace('<svg ', '<svg aria-hidden="true" '));
