import type { Fault } from '../../scenes/fault.ts';
import { type PageWords, type ProblemCode, rowOf } from '../problems/codes.ts';
import { mark } from './brand.ts';
import { type Html, html } from './html.ts';
import { shell } from './shell.ts';
import { readStyle } from './style.ts';

const style = readStyle('base', 'problem');

/** Content-Security-Policy of the page. */
export const problemPolicy = style.policy;

/** The fields of a `Problem` that its page shows. */
export interface ToldProblem {
  status: number;
  code: ProblemCode;
  /** The sentence for people. */
  message: string;
  errors?: readonly Fault[];
}

/** A problem as a page, for browsers. */
export function problemPage(problem: ToldProblem, requestId?: string): string {
  const { status, code } = problem;
  const { heading, says }: PageWords = rowOf(code).page ?? { heading: 'This did not work' };
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

/** The detail, or in its place the faults that it repeats; and what to do. */
function detailed({ code, message, errors = [] }: ToldProblem): Html {
  const { todo } = rowOf(code);
  const repeated = errors.some(({ detail }) => message.includes(detail));
  return html`${repeated ? '' : html`<p>${message}</p>`}
${errors.length > 0 ? html`<ul>${errors.map(({ pointer, detail }) => html`<li><code>${pointer || '/'}</code> ${detail}</li>`)}</ul>` : ''}
${errors.length > 0 ? '' : html`<p class="todo">${todo}</p>`}`;
}
