import { Problem } from '../../../server/problems/problem.ts';
import { openFolder } from '../../../server/stores/folder.ts';
import { frame } from './places.ts';

/**
 * A process that a test can starve or kill: puts frames of `size` bytes as `k0/front.png`, `k1/front.png`, … and says
 * so in one line of JSON each. The fill of a frame is its number.
 */
const [, , root = '', size = '0', count = 'Infinity'] = process.argv;
const store = openFolder(root);
for (let number = 0; number < Number(count); number++) {
  const result = await store.put(`k${number}/front.png`, frame(Number(size), number % 256)).catch(failed);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

function failed(error: unknown) {
  return error instanceof Problem ? { status: error.status, code: error.code, detail: error.message } : String(error);
}
