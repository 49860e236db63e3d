import { setConsoleFunction } from 'three/webgpu';

type Hear = (error: string) => void;

/** three.js has one function for what it says, which all stages of a page share: each hears of errors while it watches its own work. */
const listeners = new Set<Hear>();

setConsoleFunction((type, message, ...rest) => {
  if (type !== 'error') return;
  const error = [message, ...rest].map(String).join(' ');
  for (const hear of listeners) hear(error);
});

/** @returns ends it */
export function hearConsoleErrors(hear: Hear): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}
