import type { WebGPURenderer } from 'three/webgpu';

interface Inner {
  _animation: { start(): void };
  _nodes: { nodeFrame: { update(): void } };
  info: { calls: number };
}

/**
 * Keeps three.js from asking for a screen's frames for ever, from its first picture on: nobody looks at this page, and Chrome would
 * compose it sixty times a second.
 */
export function stopFrames(renderer: WebGPURenderer): void {
  innerOf(renderer)._animation.start = () => {};
}

/**
 * Begins a frame: what three.js does once in each, such as a light's shadow, it does anew. Shaders that are compiled then are those of the
 * lights that there are, and not of those that it found when it rendered last: it would look for them once for each call of `render` alone.
 */
export function nextFrame(renderer: WebGPURenderer): void {
  const { _nodes, info } = innerOf(renderer);
  _nodes.nodeFrame.update();
  info.calls++;
}

function innerOf(renderer: WebGPURenderer): Inner {
  return renderer as unknown as Inner;
}
