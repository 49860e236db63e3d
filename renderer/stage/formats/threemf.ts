import { unzipSync } from 'three/addons/libs/fflate.module.js';
import { ThreeMFLoader } from 'three/addons/loaders/3MFLoader.js';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** Metres of each unit that 3MF knows. */
const units: Record<string, number> = {
  micron: 1e-6,
  millimeter: 1e-3,
  centimeter: 1e-2,
  inch: 0.0254,
  foot: 0.3048,
  meter: 1,
};

/** 3MF has z up, and says its unit. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const root = new ThreeMFLoader(manager).parse(bytes);
  return { root: fromZUp(root, unitOf(bytes)), animations: [] };
}

function unitOf(bytes: ArrayBuffer): number {
  const files = unzipSync(new Uint8Array(bytes), { filter: ({ name }) => /^3D\/[^/]*\.model$/.test(name) });
  const [model] = Object.values(files);
  const [, unit = 'millimeter'] =
    /<(?:\w+:)?model\b[^>]*\bunit="([^"]*)"/.exec(new TextDecoder().decode(model?.subarray(0, 65_536))) ?? [];
  return units[unit] ?? 1e-3;
}
