import { engines } from '../../renderer/browser/profile.ts';
import * as assert from 'uvu/assert';
import * as z from 'zod';

const count = z.int().positive();

const fault = z.strictObject({ pointer: z.string(), detail: z.string().min(1) });

const render = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{40}$/),
  state: z.literal('done'),
  created: z.iso.datetime(),
  frames: z
    .array(
      z.strictObject({
        name: z.string(),
        view: z.string(),
        variant: z.string().optional(),
        output: z.string().optional(),
        url: z.url(),
        type: z.string(),
        width: count,
        height: count,
        bytes: count,
        alpha: z.boolean(),
      }),
    )
    .min(1),
  preview: z.url(),
  timings: z.record(z.string(), z.number().min(0)),
  renderer: z.strictObject({ version: z.string().min(1), engine: z.enum(engines), adapter: z.string().min(1) }),
  warnings: z
    .array(fault.extend({ code: z.string().regex(/^[a-z_]+$/) }))
    .min(1)
    .optional(),
});

const problem = z.strictObject({
  type: z.string().startsWith('/docs#'),
  title: z.string().min(1),
  status: z.int(),
  code: z.string().regex(/^[a-z_]+$/),
  detail: z.string().min(10),
  errors: z.array(fault).optional(),
  requestId: z.string().min(1),
});

export type Render = z.output<typeof render>;
export type Told = z.output<typeof problem>;

/** A render's JSON, held against its shape, and its status where one is given. */
export async function renderOf(answer: Response | Promise<Response>, status?: number): Promise<Render> {
  const response = await answer;
  const text = await response.text();
  if (status === undefined) assert.ok(response.ok, text);
  else assert.is(response.status, status, text);
  assert.match(response.headers.get('content-type') ?? '', 'application/json');
  return render.parse(JSON.parse(text));
}

/** The bytes of a picture, held against its type and status. */
export async function pictureOf(
  answer: Response | Promise<Response>,
  type: string,
  status: number,
): Promise<Uint8Array> {
  const response = await answer;
  assert.is(response.status, status, response.ok ? undefined : await response.clone().text());
  assert.is(response.headers.get('content-type'), type);
  return response.bytes();
}

/** A problem, held against its shape, status and code: it tells nothing of the inside. */
export async function problemOf(answer: Response | Promise<Response>, status: number, code: string): Promise<Told> {
  const response = await answer;
  const text = await response.text();
  assert.equal(`${response.status} ${text}`.slice(0, 4), `${status} `, text);
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.not.match(text, /node_modules|\.ts:\d|^\s+at /m);
  const told = problem.parse(JSON.parse(text));
  assert.equal([told.status, told.code], [status, code], text);
  assert.is(told.requestId, response.headers.get('x-request-id'));
  return told;
}

/** The places that a problem points at. */
export function pointersOf({ errors = [] }: Told): string[] {
  return errors.map(({ pointer }) => pointer);
}
