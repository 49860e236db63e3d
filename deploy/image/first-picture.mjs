// Starts the service as the image will, has it draw one picture, and stops it. Run while the image is built.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const origin = 'http://127.0.0.1:8099';
const environment = {
  ...process.env,
  HOST: '127.0.0.1',
  PORT: '8099',
  STORE: '/tmp/first-picture',
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

try {
  const { renderer } = await untilReady();
  const answer = await fetch(`${origin}/renders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'image/png' },
    body: JSON.stringify({ model: 'chair.glb' }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`it answered ${answer.status}: ${bytes.toString('utf8')}`);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('it did not answer with a PNG');
  console.log(`drew ${bytes.length} bytes of PNG on ${renderer.adapter.vendor} ${renderer.adapter.architecture}`);
} finally {
  service.kill('SIGTERM');
}
const [code] = await exited;
if (code !== 0) throw new Error(`the service ended with ${code}`);
