// Starts the service as the image will, on lavapipe, has it draw some pictures, and stops it. Run while the image is built.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Kinds of material and light that most scenes are made of: each has shaders of its own. */
const models = {
  draft: ['chair.glb', 'sneaker.glb', 'formats/letter.stl'],
  standard: ['chair.glb', 'sneaker.glb', 'lamp.glb', 'bottle.glb', 'mug.glb', 'formats/letter.stl'],
  best: ['chair.glb', 'bottle.glb', 'formats/letter.stl'],
};
/** Small, as shaders take the same time for every size. */
const size = { width: 64, height: 64 };

const origin = 'http://127.0.0.1:8099';
const environment = {
  ...process.env,
  HOST: '127.0.0.1',
  PORT: '8099',
  GPU: 'cpu',
  RENDERERS: '1',
  STORE: '/tmp/first-pictures',
  LOG_LEVEL: 'fatal',
};
const service = spawn('sh', ['server/start.sh'], { env: environment, stdio: 'inherit' });
const exited = once(service, 'exit');

async function untilReady() {
  let last = 'nothing';
  for (let tries = 0; tries < 300; tries++) {
    if (service.exitCode !== null) throw new Error(`the service ended with ${service.exitCode}`);
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok) return answer.json();
    last = (await answer?.text()) ?? last;
    await wait(100);
  }
  throw new Error(`the service was not ready within 30 s; its last answer was ${last}`);
}

async function draw(model, sampling) {
  const started = performance.now();
  const answer = await fetch(`${origin}/renders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'image/png' },
    body: JSON.stringify({ model, output: { ...size, sampling } }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${model}: it answered ${answer.status}: ${bytes.toString('utf8')}`);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${model}: it did not answer with a PNG`);
  console.log(`drew ${model} (${sampling}) in ${Math.round(performance.now() - started)} ms`);
}

/** SwiftShader would draw too, and nobody would notice but by the time that it takes. */
async function requireLavapipe() {
  const { renderer } = await untilReady();
  if (renderer.engine === 'lavapipe') return;
  throw new Error(`${renderer.engine} draws, and not lavapipe: ${JSON.stringify(renderer.passedOver)}`);
}

try {
  await requireLavapipe();
  for (const [sampling, names] of Object.entries(models)) for (const name of names) await draw(name, sampling);
  // still, after what it drew
  await requireLavapipe();
} finally {
  service.kill('SIGTERM');
}
const [code] = await exited;
if (code !== 0) throw new Error(`the service ended with ${code}`);
