import type { WebGPURenderer } from 'three/webgpu';

interface Inner {
  _animation: { start(): void };
  _nodes: { nodeFrame: { update(): void } };
}

/**
 * Keeps three.js from asking for a screen's frames for ever, from its first picture on: nobody looks at this page, and Chrome would
 * compose it sixty times a second.
 */
export function stopFrames(renderer: WebGPURenderer): void {
  innerOf(renderer)._animation.start = () => {};
}

/** Begins a frame: what three.js does once in each, such as a light's shadow, it does anew. */
export function nextFrame(renderer: WebGPURenderer): void {
  innerOf(renderer)._nodes.nodeFrame.update();
}

function innerOf(renderer: WebGPURenderer): Inner {
  return renderer as unknown as Inner;
}
