import {
  type Node,
  type NodeBuilder,
  type RenderTarget,
  type Texture,
  TextureNode,
  type WebGPURenderer,
} from 'three/webgpu';

/**
 * Every private part of three.js that the stage touches. Each is looked at before it is used, so that a version of three.js that has moved
 * one says which.
 */

interface Inner {
  _animation: { start(): void };
  _nodes: { nodeFrame: { update(): void }; nodeBuilderCache: Map<number, Program> };
  info: { calls: number };
  backend: {
    get(key: object): { texture?: GPUTexture; msaaTexture?: GPUTexture };
    utils: { getTextureSampleData(texture: Texture): SampleData };
  };
}

interface SampleData {
  samples: number;
  primarySamples: number;
  isMSAA: boolean;
}

/** What three.js has built of a material's nodes; it counts who uses it. */
export interface Program {
  usedTimes: number;
}

function innerOf(renderer: WebGPURenderer): Inner {
  return renderer as unknown as Inner;
}

/** @throws where a part is not there any more */
function part<T>(found: T | undefined, name: string, isRight: (found: T) => boolean): T {
  if (found !== undefined && isRight(found)) return found;
  throw new Error(`three.js has moved ${name}: see gpu/three-private.ts`);
}

const isFunction = (found: unknown): boolean => typeof found === 'function';

/**
 * Keeps three.js from asking for a screen's frames for ever, from its first picture on: the stage draws when it is asked to, and Chrome would
 * compose the page sixty times a second.
 */
export function stopFrames(renderer: WebGPURenderer): void {
  const { _animation } = innerOf(renderer);
  part(_animation?.start, 'Renderer._animation.start', isFunction);
  _animation.start = () => {};
}

/**
 * Begins a frame: what three.js does once in each, such as a light's shadow, it does anew. Shaders that are compiled then are those of the
 * lights that there are, and not of those that it found when it rendered last: it would look for them once for each call of `render` alone.
 */
export function nextFrame(renderer: WebGPURenderer): void {
  const { _nodes, info } = innerOf(renderer);
  part(_nodes?.nodeFrame?.update, 'Renderer._nodes.nodeFrame.update', isFunction);
  part(info?.calls, 'Renderer.info.calls', calls => typeof calls === 'number');
  _nodes.nodeFrame.update();
  info.calls++;
}

/** Has a renderer keep what it builds of materials in a cache of ours, by its own keys. */
export function setProgramCache(renderer: WebGPURenderer, cache: Map<number, Program>): void {
  const { _nodes } = innerOf(renderer);
  part(_nodes?.nodeBuilderCache, 'Renderer._nodes.nodeBuilderCache', found => found instanceof Map);
  _nodes.nodeBuilderCache = cache;
}

/** WebGPU's own texture behind one of three.js, which has to be on the GPU already. */
export function textureOf(renderer: WebGPURenderer, texture: Texture): GPUTexture {
  const found = dataOf(renderer, texture).texture;
  if (!found) throw new Error(`the texture ${texture.name} is not on the GPU`);
  return found;
}

/** What a target's depth is drawn into. */
export function depthOf(renderer: WebGPURenderer, { depthTexture }: RenderTarget): GPUTexture {
  if (!depthTexture) throw new Error('the target has no texture of depth');
  return textureOf(renderer, depthTexture);
}

/** The samples of a target that was drawn into; `undefined` of one that is not multisampled. */
export function multisampledOf(renderer: WebGPURenderer, { texture }: RenderTarget): GPUTexture | undefined {
  return dataOf(renderer, texture).msaaTexture;
}

function dataOf(renderer: WebGPURenderer, texture: Texture): ReturnType<Inner['backend']['get']> {
  const { backend } = innerOf(renderer);
  part(backend?.get, 'Renderer.backend.get', isFunction);
  return backend.get(texture);
}

/** Has shaders load the samples of a texture one by one: three.js lets them do so of depth alone. */
export function readSamplesOf(renderer: WebGPURenderer, texture: Texture, samples: number): void {
  const { utils } = innerOf(renderer).backend;
  part(utils?.getTextureSampleData, 'WebGPUBackend.utils.getTextureSampleData', isFunction);
  const known = utils.getTextureSampleData.bind(utils);
  utils.getTextureSampleData = asked =>
    asked === texture ? { samples, primarySamples: samples, isMSAA: false } : known(asked);
}

/** What three.js' builder of WGSL has, and its types do not. */
interface WgslBuilder {
  renderer: WebGPURenderer;
  shaderStage: 'vertex' | 'fragment' | 'compute';
  getBuiltin(name: string, property: string, type: string, stage: 'output'): string;
  addLineFlowCode(code: string, node: Node): void;
}

function wgslOf(builder: NodeBuilder): WgslBuilder {
  return builder as unknown as WgslBuilder;
}

/** Whose shader is being built. */
export function rendererOf(builder: NodeBuilder): WebGPURenderer {
  return part(wgslOf(builder).renderer, 'NodeBuilder.renderer', found => typeof found === 'object');
}

export function isFragment(builder: NodeBuilder): boolean {
  return (
    part(wgslOf(builder).shaderStage, 'NodeBuilder.shaderStage', found => typeof found === 'string') === 'fragment'
  );
}

/** Has a fragment's shader say which samples are drawn. @returns the name of what it writes that to */
export function sampleMaskOf(builder: NodeBuilder): string {
  const wgsl = wgslOf(builder);
  part(wgsl.getBuiltin, 'WGSLNodeBuilder.getBuiltin', isFunction);
  return `output.${wgsl.getBuiltin('sample_mask', 'sampleMask', 'u32', 'output')}`;
}

/** Adds a line of WGSL where a node is used first. */
export function addLine(builder: NodeBuilder, code: string, node: Node): void {
  const wgsl = wgslOf(builder);
  part(wgsl.addLineFlowCode, 'NodeBuilder.addLineFlowCode', isFunction);
  wgsl.addLineFlowCode(code, node);
}

/** The code of a node that is a number, for a node that writes code itself. */
export function codeOf(node: Node, builder: NodeBuilder): string {
  return part(node.build(builder, 'float') ?? undefined, 'Node.build', code => typeof code === 'string') as string;
}

/** What code of a shader says how a texture is looked up; each is none but for what a material's nodes ask for. */
export type How = [
  level: Code,
  bias: Code,
  depth: Code,
  compare: Code,
  gradients: Code[] | null,
  gather: Code,
  ...Code[],
];
type Code = string | null;

export type Lookup = (this: TextureNode, builder: NodeBuilder, name: string, uv: string, ...how: How) => string;

/**
 * Has the code of a texture's lookup written otherwise; `write` is given how it was written before. It is so for all renderers of a page: what
 * is written asks the builder whose it is. Called once by each module that does it, as the page reads it.
 */
export function rewriteLookups(write: (before: Lookup) => Lookup): void {
  const lookups = TextureNode.prototype as unknown as { generateSnippet: Lookup };
  part(lookups.generateSnippet, 'TextureNode.generateSnippet', isFunction);
  lookups.generateSnippet = write(lookups.generateSnippet);
}
