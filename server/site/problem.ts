import type { Fault } from '../problems/problem.ts';
import { problemCodes, type ProblemCode } from '../problems/codes.ts';
import { mark } from './brand.ts';
import { type Html, html } from './html.ts';
import { shell } from './shell.ts';
import { readStyle } from './style.ts';

const style = readStyle('base', 'problem');

/** The Content-Security-Policy that the page is to be sent under. */
export const problemPolicy = style.policy;

/** What a problem's page tells of it: a `Problem` has it all. */
export interface ToldProblem {
  status: number;
  code: string;
  /** The sentence for people. */
  message: string;
  errors?: readonly Fault[];
}

interface Words {
  heading: string;
  /** In place of the sentence that programmers get. */
  says?: string;
}

/** For those who followed a link and know nothing of codes; what is not here is read by those who do. */
const plainly: Readonly<Record<string, Words>> = {
  not_found: { heading: 'There is nothing here', says: 'This address leads nowhere. Is it whole?' },
  render_not_found: {
    heading: 'This picture is gone',
    says: 'It was deleted, or it never was. Ask whoever sent you the link.',
  },
  frame_not_found: {
    heading: 'This picture is gone',
    says: 'There is no picture of that name. Ask whoever sent you the link.',
  },
  link_invalid: {
    heading: 'This link does not open',
    says: 'It may have been cut short. Copy the whole of it, or ask for it again.',
  },
  link_expired: {
    heading: 'This link has expired',
    says: 'Ask whoever sent it for a new one.',
  },
  queue_full: { heading: 'Busy just now', says: 'Many pictures are being drawn. Try again in a few seconds.' },
  store_unavailable: {
    heading: 'Not reachable just now',
    says: 'The pictures cannot be reached. Try again in a moment.',
  },
  renderer_unavailable: { heading: 'Not ready just now' },
  starting: { heading: 'Nearly ready', says: 'The service is starting. Try again in a second.' },
  shutting_down: { heading: 'One moment', says: 'Try again: another instance answers.' },
  internal_error: { heading: 'Something went wrong here' },
};

/** A problem as a page, for those who came with a browser. */
export function problemPage(problem: ToldProblem, requestId?: string): string {
  const { status, code } = problem;
  const { heading, says } = plainly[code] ?? { heading: 'This did not work' };
  return shell({
    title: `${heading} · Darkroom`,
    description: says ?? problem.message,
    style,
    body: html`<main class="problem">
<a class="brand" href="/" aria-label="Darkroom">${mark}</a>
<p class="status">${status}</p>
<h1>${heading}</h1>
${says === undefined ? detailed(problem) : html`<p>${says}</p>`}
<footer><a href="/docs#${code}">${code}</a>${requestId === undefined ? '' : html`<span>Request <code>${requestId}</code></span>`}</footer>
</main>`,
  });
}

/** The sentence, or in its place the faults that it repeats; and what to do. */
function detailed({ code, message, errors = [] }: ToldProblem): Html {
  const table: Readonly<Record<string, ProblemCode>> = problemCodes;
  const todo = table[code]?.todo;
  const repeated = errors.some(({ detail }) => message.includes(detail));
  return html`${repeated ? '' : html`<p>${message}</p>`}
${errors.length > 0 ? html`<ul>${errors.map(({ pointer, detail }) => html`<li><code>${pointer || '/'}</code> ${detail}</li>`)}</ul>` : ''}
${todo === undefined || errors.length > 0 ? '' : html`<p class="todo">${todo}</p>`}`;
}
