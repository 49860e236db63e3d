import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { canvasOf, provideGlobals } from './globals.js';

/** Draws each model whose path it is sent: the engine, and nothing around it. Arguments: side in pixels, the folder of npm's `webgpu`. */
const [, , sideText, folder] = process.argv;
const side = Number(sideText);
provideGlobals(folder);
// three.js looks for these as it is loaded
const THREE = await import('three/webgpu');
const { GLTFLoader } = await import('three/addons/loaders/GLTFLoader.js');
const { RoomEnvironment } = await import('three/addons/environments/RoomEnvironment.js');
const { look } = await import('./look.js');

const renderer = new THREE.WebGPURenderer({ antialias: true, canvas: canvasOf(side) });
await renderer.init();
renderer.setSize(side, side, false);
renderer.toneMapping = THREE.NeutralToneMapping;
const target = new THREE.RenderTarget(side, side, { depthBuffer: false });
renderer.setOutputRenderTarget(target);
const camera = new THREE.PerspectiveCamera(30, 1);
const scene = new THREE.Scene();
scene.background = new THREE.Color('white');
scene.environment = new THREE.PMREMGenerator(renderer).fromScene(new RoomEnvironment(), 0.04).texture;

async function shoot(path) {
  const timings = {};
  const { scene: model } = await timed(timings, 'load', async () => parse(await readFile(path)));
  scene.add(model);
  look(camera, model);
  await timed(timings, 'submit', () => renderer.render(scene, camera));
  const pixels = await timed(timings, 'raster', () => renderer.readRenderTargetPixelsAsync(target, 0, 0, side, side));
  const raw = { width: side, height: side, channels: 4 };
  const picture = await timed(timings, 'encode', () => sharp(pixels, { raw }).png({ compressionLevel: 1 }).toBuffer());
  scene.remove(model);
  dispose(model);
  return { picture, timings };
}

async function parse(bytes) {
  const gltf = await new GLTFLoader().parseAsync(new Uint8Array(bytes).buffer, '');
  for (const texture of texturesOf(gltf.scene)) texture.isDataTexture = true;
  return gltf;
}

function materialsOf(model) {
  const found = new Set();
  model.traverse(({ material }) => material && found.add(material));
  return [...found];
}

function texturesOf(model) {
  return materialsOf(model).flatMap(material => Object.values(material).filter(value => value?.isTexture));
}

function dispose(model) {
  for (const texture of texturesOf(model)) texture.dispose();
  for (const material of materialsOf(model)) material.dispose();
  model.traverse(({ geometry }) => geometry?.dispose());
}

async function timed(timings, name, work) {
  const started = performance.now();
  const result = await work();
  timings[name] = performance.now() - started;
  return result;
}

process.on('message', path => {
  shoot(path).then(
    drawn => process.send(drawn),
    error => process.send({ error: String(error?.stack ?? error) }),
  );
});
process.once('disconnect', () => process.exit());
process.send({ ready: true });
