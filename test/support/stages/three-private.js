import {
  DataTexture,
  DepthTexture,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicNodeMaterial,
  Node,
  PerspectiveCamera,
  PlaneGeometry,
  RenderTarget,
  Scene,
  Texture,
  WebGPURenderer,
} from 'three/webgpu';
import { float } from 'three/tsl';
import { openDevice } from '../../../renderer/stage/gpu/device.ts';
import * as parts from '../../../renderer/stage/gpu/three-private.ts';

const seen = { lookups: 0, renderers: new Set(), stages: new Set() };

parts.rewriteLookups(
  before =>
    function counted(builder, ...how) {
      seen.lookups += 1;
      seen.renderers.add(parts.rendererOf(builder));
      seen.stages.add(parts.isFragment(builder));
      return before.call(this, builder, ...how);
    },
);

/** Has a fragment drawn into the first of its samples alone, by a line of its own. */
class FirstSample extends Node {
  constructor() {
    super('float');
  }

  generate(builder) {
    const mask = parts.sampleMaskOf(builder);
    parts.addLine(builder, `${mask} = u32(${parts.codeOf(float(1), builder)})`, this);
    return 'select(2.0, -1.0, true)';
  }
}

globalThis.stage = {
  /** What each part does, by its name. */
  look: () => answer(look),
  /** What is said where a part is not there, by its name. */
  miss: () =>
    answer(async () => {
      const renderer = {};
      const uses = {
        stopFrames: () => parts.stopFrames(renderer),
        nextFrame: () => parts.nextFrame(renderer),
        setProgramCache: () => parts.setProgramCache(renderer, new Map()),
        textureOf: () => parts.textureOf(renderer, {}),
      };
      return Object.fromEntries(Object.entries(uses).map(([name, use]) => [name, complaintOf(use)]));
    }),
};

function complaintOf(work) {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error.message;
  }
}

async function answer(work) {
  try {
    return { value: await work() };
  } catch (error) {
    return { failure: { code: 'renderer_failed', detail: String(error?.stack ?? error) } };
  }
}

async function look() {
  const device = await openDevice();
  const shaders = [];
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = descriptor => {
    shaders.push(descriptor.code);
    return create(descriptor);
  };
  const renderer = new WebGPURenderer({ device });
  await renderer.init();
  parts.stopFrames(renderer);
  const programs = new Map();
  parts.setProgramCache(renderer, programs);
  const target = new RenderTarget(8, 8, { samples: 4, depthTexture: new DepthTexture(8, 8) });
  const samples = new Texture();
  parts.readSamplesOf(renderer, samples, 4);
  renderer.setRenderTarget(target);
  renderer.render(worldOf(), new PerspectiveCamera());
  renderer.setRenderTarget(null);
  const calls = renderer.info.calls;
  parts.nextFrame(renderer);
  return {
    framesStopped: renderer._animation._requestId === null,
    nextFrame: renderer.info.calls - calls,
    programs: programs.size > 0,
    textureOf: parts.textureOf(renderer, target.texture).sampleCount,
    multisampledOf: parts.multisampledOf(renderer, target).sampleCount,
    depthOf: parts.depthOf(renderer, target) instanceof GPUTexture,
    readSamplesOf: renderer.backend.utils.getTextureSampleData(samples).samples,
    sampleMask: shaders.some(code => code.includes('sample_mask') && /sampleMask = u32\(/.test(code)),
    lookups: seen.lookups > 0,
    rendererOf: seen.renderers.size === 1 && seen.renderers.has(renderer),
    isFragment: seen.stages.has(true),
  };
}

function worldOf() {
  const map = new DataTexture(new Uint8Array(16).fill(255), 2, 2);
  Object.assign(map, { minFilter: LinearMipmapLinearFilter, needsUpdate: true });
  const material = new MeshBasicNodeMaterial({ map, alphaTest: 0.5 });
  material.alphaTestNode = new FirstSample();
  const plane = new Mesh(new PlaneGeometry(), material);
  plane.position.z = -1;
  return new Scene().add(plane);
}
