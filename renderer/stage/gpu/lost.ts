import { stepOf } from '../util/stopwatch.ts';

/** Milliseconds for the loss of a device to be heard of: calls fail before, with errors of their own. */
const lossDelay = 100;

/** An error of work on a device, or in its place that the device was lost meanwhile. */
export async function orLost(device: GPUDevice, error: unknown): Promise<unknown> {
  const none = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), lossDelay));
  const info = await Promise.race([device.lost, none]);
  if (!info) return error;
  const lost = new Error(`the GPU device was lost: ${info.message}`, { cause: error });
  return Object.assign(lost, { step: error instanceof Error ? stepOf(error) : undefined });
}
