import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import * as z from 'zod';
import { readSettings } from '../../server/settings.ts';

const read = (name: string) => readFile(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');

const text = z.string().min(1);
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.enum(['/health/ready', '/health/live']), port: z.literal(8080) }),
  periodSeconds: z.int().min(1).max(240),
  timeoutSeconds: z.int().min(1),
  failureThreshold: z.int().min(1),
});
const variable = z.union([
  z.strictObject({ name: text, value: z.string() }),
  z.strictObject({
    name: text,
    valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name: text, key: z.string().regex(/^\d+$/) }) }),
  }),
]);

/** Of Cloud Run's service as its Admin API v1 documents it, the part that is used: a field that it does not have is an error. */
const cloudRunService = z.strictObject({
  apiVersion: z.literal('serving.knative.dev/v1'),
  kind: z.literal('Service'),
  metadata: z.strictObject({
    name: text,
    annotations: z.strictObject({ 'run.googleapis.com/ingress': z.enum(['all', 'internal']) }),
  }),
  spec: z.strictObject({
    template: z.strictObject({
      metadata: z.strictObject({
        annotations: z.strictObject({
          'autoscaling.knative.dev/minScale': z.string().regex(/^\d+$/),
          'autoscaling.knative.dev/maxScale': z.string().regex(/^\d+$/),
          'run.googleapis.com/execution-environment': z.literal('gen2'),
          'run.googleapis.com/cpu-throttling': z.literal('false'),
          'run.googleapis.com/startup-cpu-boost': z.enum(['true', 'false']),
          'run.googleapis.com/gpu-zonal-redundancy-disabled': z.enum(['true', 'false']),
        }),
      }),
      spec: z.strictObject({
        serviceAccountName: text,
        containerConcurrency: z.int().min(1).max(1000),
        timeoutSeconds: z.int().min(1).max(3600),
        nodeSelector: z.strictObject({ 'run.googleapis.com/accelerator': z.literal('nvidia-l4') }),
        containers: z.tuple([
          z.strictObject({
            name: text,
            image: text,
            ports: z.tuple([z.strictObject({ name: z.enum(['http1', 'h2c']), containerPort: z.int() })]),
            resources: z.strictObject({
              limits: z.strictObject({ cpu: z.enum(['4', '8']), memory: text, 'nvidia.com/gpu': z.literal('1') }),
            }),
            env: z.array(variable),
            startupProbe: probe,
            livenessProbe: probe,
          }),
        ]),
      }),
    }),
    traffic: z.array(z.strictObject({ latestRevision: z.boolean(), percent: z.int() })),
  }),
});

const service = cloudRunService.parse(parse(await read('service.yaml')));
const { spec } = service.spec.template;
const [container] = spec.containers;
const environment = Object.fromEntries(
  container.env.map(entry => [entry.name, 'value' in entry ? entry.value : 'a-key,an-older-key']),
);

/** Settings that are not what they are where nothing is set. */
function changedBy(given: Record<string, string>): string[] {
  const plain = new Map(Object.entries(readSettings({})));
  return Object.entries(readSettings(given))
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(plain.get(name)))
    .map(([name]) => name);
}

test('every variable of the service is a setting, with a value that it takes', () => {
  const known = Object.keys(readSettings({ RENDERERS: '1', PUBLIC_URL: 'https://example.com', CHROME_PATH: '/x' }));
  assert.equal(
    Object.keys(environment).filter(name => !known.includes(name)),
    [],
  );
  assert.ok(changedBy(environment).length >= 6, 'the settings arrive');
});

test('a misspelt variable would be found', () => {
  const known = Object.keys(readSettings({ RENDERERS: '1' }));
  assert.not.ok(known.includes('RENDERER'));
  assert.throws(() => readSettings({ ...environment, GPU: 'required' }), /GPU/);
});

test('the service asks for what Cloud Run wants of a GPU, and draws on nothing else', () => {
  const settings = readSettings(environment);
  assert.is(settings.GPU, 'require');
  assert.ok(Number(container.resources.limits.cpu) >= 4);
  assert.ok(Number.parseInt(container.resources.limits.memory, 10) >= 16);
});

test('requests wait for a browser, but no more of them than are drawn', () => {
  const settings = readSettings(environment);
  assert.is(spec.containerConcurrency, (settings.RENDERERS ?? 0) * 2);
  assert.ok(settings.QUEUE_LIMIT >= spec.containerConcurrency - (settings.RENDERERS ?? 0));
  assert.ok(spec.timeoutSeconds * 1000 >= settings.RENDER_TIMEOUT * 2);
});

test('the probes keep within what Cloud Run allows', () => {
  const { startupProbe, livenessProbe } = container;
  assert.is(startupProbe.httpGet.path, '/health/ready');
  assert.is(livenessProbe.httpGet.path, '/health/live');
  for (const { timeoutSeconds, periodSeconds } of [startupProbe, livenessProbe])
    assert.ok(timeoutSeconds <= periodSeconds);
  assert.ok(startupProbe.periodSeconds * startupProbe.failureThreshold <= 240);
});

test('the line for gcloud says the same as the file', async () => {
  const line = (await read('README.md')).replaceAll('\\\n', '').match(/gcloud run deploy .*/)?.[0] ?? '';
  const { annotations } = service.spec.template.metadata;
  const { limits } = container.resources;
  const values = container.env.flatMap(entry =>
    'value' in entry && !/[A-Z]{4}/.test(entry.value) ? [`${entry.name}=${entry.value}`] : [entry.name],
  );
  const { periodSeconds, failureThreshold } = container.startupProbe;
  for (const part of [
    ...values,
    `--concurrency ${spec.containerConcurrency} `,
    `--timeout ${spec.timeoutSeconds} `,
    `--max-instances ${annotations['autoscaling.knative.dev/maxScale']} `,
    `--min-instances ${annotations['autoscaling.knative.dev/minScale']} `,
    `--cpu ${limits.cpu} --memory ${limits.memory} `,
    `periodSeconds=${periodSeconds},timeoutSeconds=${container.startupProbe.timeoutSeconds},failureThreshold=${failureThreshold} `,
  ])
    assert.ok(line.includes(part), part);
});

test('what is deleted from the bucket outlives every link to it', async () => {
  const lifecycle = z
    .object({
      rule: z.array(z.object({ condition: z.object({ age: z.int(), matchesPrefix: z.array(text).optional() }) })),
    })
    .parse(JSON.parse(await read('lifecycle.json')));
  const [deletion] = lifecycle.rule;
  const settings = readSettings(environment);
  assert.ok((deletion?.condition.age ?? 0) * 24 * 3600 * 1000 > settings.LINK_TTL);
  const prefix = settings.STORE.replace(/^gs:\/\/[^/]+\//, '');
  assert.equal(deletion?.condition.matchesPrefix, [`${prefix}/renders/`]);
});

test('the role may not update objects', async () => {
  const role = z.object({ includedPermissions: z.array(text) }).parse(parse(await read('store-role.yaml')));
  assert.equal(role.includedPermissions.toSorted(), [
    'storage.objects.create',
    'storage.objects.delete',
    'storage.objects.get',
    'storage.objects.list',
  ]);
});

test.run();
