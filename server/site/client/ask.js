/**
 * @typedef {{ name: string, type: string, width: number, height: number, bytes: number }} Frame
 * @typedef {{ id: string, frames: Frame[], preview: string, timings: Record<string, number>, warnings?: { code: string, pointer: string, detail: string }[] }} Render
 * @typedef {{ status: number, code: string, detail: string, errors?: { pointer: string, detail: string }[], requestId?: string }} Problem
 * @typedef {{ render: Render, stored: boolean, ms: number } | { problem: Problem }} Answer
 */

/**
 * POSTs a scene and tells what came of it; a service that does not answer is a problem like any other.
 * @param {string} scene JSON
 * @param {string} key '' for none
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function ask(scene, key, signal) {
  const started = performance.now();
  try {
    const response = await fetch('/renders', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key !== '' && { authorization: `Bearer ${key}` }),
      },
      body: scene,
      signal,
    });
    const answer = await response.json();
    if (!response.ok) return { problem: answer };
    return { render: answer, stored: response.status === 200, ms: performance.now() - started };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      problem: { status: 0, code: '', detail: 'The service does not answer. Is it running, and are you online?' },
    };
  }
}
