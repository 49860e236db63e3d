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
          'run.googleapis.com/cpu-throttling': z.enum(['true', 'false']),
          'run.googleapis.com/startup-cpu-boost': z.enum(['true', 'false']),
          'run.googleapis.com/gpu-zonal-redundancy-disabled': z.enum(['true', 'false']).optional(),
        }),
      }),
      spec: z.strictObject({
        serviceAccountName: text,
        containerConcurrency: z.int().min(1).max(1000),
        timeoutSeconds: z.int().min(1).max(3600),
        nodeSelector: z.strictObject({ 'run.googleapis.com/accelerator': z.literal('nvidia-l4') }).optional(),
        containers: z.tuple([
          z.strictObject({
            name: text,
            image: text,
            ports: z.tuple([z.strictObject({ name: z.enum(['http1', 'h2c']), containerPort: z.int() })]),
            resources: z.strictObject({
              limits: z.strictObject({
                cpu: z.enum(['1', '2', '4', '8']),
                memory: text,
                'nvidia.com/gpu': z.literal('1').optional(),
              }),
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

/** Cloud Run's least and most GiB for so many CPUs. */
const memoryFor: Record<string, [least: number, most: number]> = {
  1: [0.125, 4],
  2: [0.125, 8],
  4: [2, 16],
  8: [4, 32],
};

async function readService(file: string) {
  const service = cloudRunService.parse(parse(await read(file)));
  const { metadata, spec } = service.spec.template;
  const [container] = spec.containers;
  const environment = Object.fromEntries(
    container.env.map(entry => [entry.name, 'value' in entry ? entry.value : 'a-key,an-older-key']),
  );
  const { annotations } = metadata;
  return { file, name: service.metadata.name, annotations, spec, container, environment };
}

const services = [
  {
    ...(await readService('service.yaml')),
    gpu: '1',
    draws: 'require',
    throttled: 'false',
    readme: '--no-cpu-throttling ',
  },
  {
    ...(await readService('service-cpu.yaml')),
    gpu: undefined,
    draws: 'cpu',
    throttled: 'true',
    readme: '--cpu-throttling ',
  },
] as const;
const lines = (await read('README.md')).replaceAll('\\\n', '').match(/gcloud run deploy .*/g) ?? [];

/** Settings that are not what they are where nothing is set. */
function changedBy(given: Record<string, string>): string[] {
  const plain = new Map(Object.entries(readSettings({})));
  return Object.entries(readSettings(given))
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(plain.get(name)))
    .map(([name]) => name);
}

for (const { file, name, annotations, spec, container, environment, ...expected } of services) {
  const settings = readSettings(environment);
  const { limits } = container.resources;

  test(`${file}: every variable is a setting, with a value that it takes`, () => {
    const known = Object.keys(readSettings({ RENDERERS: '1', PUBLIC_URL: 'https://example.com', CHROME_PATH: '/x' }));
    assert.equal(
      Object.keys(environment).filter(variable => !known.includes(variable)),
      [],
    );
    assert.ok(changedBy(environment).length >= 6, 'the settings arrive');
    assert.match(environment['PUBLIC_URL'] ?? '', `https://${name}-PROJECT_NUMBER.`);
  });

  test(`${file}: it draws on what it asks for, and is billed as that is`, () => {
    assert.is(settings.GPU, expected.draws);
    assert.is(limits['nvidia.com/gpu'], expected.gpu);
    assert.is(spec.nodeSelector !== undefined, expected.gpu !== undefined);
    assert.is(
      annotations['run.googleapis.com/gpu-zonal-redundancy-disabled'] !== undefined,
      expected.gpu !== undefined,
    );
    assert.is(annotations['run.googleapis.com/cpu-throttling'], expected.throttled);
  });

  test(`${file}: Cloud Run gives so much memory to so many CPUs, and to a GPU`, () => {
    const memory = Number(/^(\d+)Gi$/.exec(limits.memory)?.[1]);
    const [least, most] = memoryFor[limits.cpu] ?? [Infinity, 0];
    assert.ok(memory >= least && memory <= most);
    if (expected.gpu) assert.ok(Number(limits.cpu) >= 4 && memory >= 16);
  });

  test(`${file}: requests wait for a browser, but no more of them than are drawn`, () => {
    const browsers = settings.RENDERERS ?? 0;
    assert.is(spec.containerConcurrency, browsers * 2);
    assert.ok(browsers <= Number(limits.cpu) / 2, 'each has two CPUs');
    assert.ok(settings.QUEUE_LIMIT >= spec.containerConcurrency - browsers);
    assert.ok(spec.timeoutSeconds * 1000 >= settings.RENDER_TIMEOUT * 2);
  });

  test(`${file}: no browser comes up without a CPU`, () => {
    // all but the first come up when the service is ready already, and there may be no request by then
    if (expected.throttled === 'true') assert.is(settings.RENDERERS, 1);
  });

  test(`${file}: the probes keep within what Cloud Run allows`, () => {
    const { startupProbe, livenessProbe } = container;
    assert.is(startupProbe.httpGet.path, '/health/ready');
    assert.is(livenessProbe.httpGet.path, '/health/live');
    for (const { timeoutSeconds, periodSeconds } of [startupProbe, livenessProbe])
      assert.ok(timeoutSeconds <= periodSeconds);
    assert.ok(startupProbe.periodSeconds * startupProbe.failureThreshold <= 240);
  });

  test(`${file}: the line for gcloud says the same`, () => {
    const line = lines.find(each => each.startsWith(`gcloud run deploy ${name} `)) ?? '';
    const values = container.env.flatMap(entry =>
      'value' in entry && !/[A-Z]{4}/.test(entry.value) ? [`${entry.name}=${entry.value}`] : [entry.name],
    );
    const probeLine = ({ httpGet, periodSeconds, timeoutSeconds, failureThreshold }: z.output<typeof probe>) =>
      `httpGet.path=${httpGet.path},httpGet.port=${httpGet.port},periodSeconds=${periodSeconds},timeoutSeconds=${timeoutSeconds},failureThreshold=${failureThreshold}`;
    for (const part of [
      ...values,
      `https://${name}-$NUMBER.`,
      `--concurrency ${spec.containerConcurrency} `,
      `--timeout ${spec.timeoutSeconds} `,
      `--max-instances ${annotations['autoscaling.knative.dev/maxScale']} `,
      `--min-instances ${annotations['autoscaling.knative.dev/minScale']} `,
      `--cpu ${limits.cpu} --memory ${limits.memory} `,
      expected.readme,
      `--startup-probe ${probeLine(container.startupProbe)}`,
      `--liveness-probe ${probeLine(container.livenessProbe)}`,
    ])
      assert.ok(line.includes(part), part);
    assert.is(line.includes('--gpu '), expected.gpu !== undefined);
  });

  test(`${file}: what is deleted from the bucket outlives every link to it`, async () => {
    const lifecycle = z
      .object({
        rule: z.array(z.object({ condition: z.object({ age: z.int(), matchesPrefix: z.array(text).optional() }) })),
      })
      .parse(JSON.parse(await read('lifecycle.json')));
    const [deletion] = lifecycle.rule;
    assert.ok((deletion?.condition.age ?? 0) * 24 * 3600 * 1000 > settings.LINK_TTL);
    const prefix = settings.STORE.replace(/^gs:\/\/[^/]+\//, '');
    assert.equal(deletion?.condition.matchesPrefix, [`${prefix}/renders/`]);
  });
}

test('a misspelt variable would be found', () => {
  const known = Object.keys(readSettings({ RENDERERS: '1' }));
  assert.not.ok(known.includes('RENDERER'));
  for (const { environment } of services) assert.throws(() => readSettings({ ...environment, GPU: 'required' }), /GPU/);
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
