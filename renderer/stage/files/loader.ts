import { LoadingManager, SRGBColorSpace, Texture } from 'three/webgpu';
import type { AssetFormat } from '../../asset.ts';
import type { StagedAsset } from '../../contract.ts';
import type { FileWarning, Warning } from '../../warning.ts';
import { addressesOf } from './addresses.ts';
import { Fault } from '../util/fault.ts';
import { white } from '../materials/ink.ts';
import type { LoadedModel, FileMoment, ReadModel } from '../formats/model-file.ts';
import { readers } from '../formats/readers.ts';
import { reasonOf } from '../formats/reason.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { stageImages } from '../images/texture-images.ts';
import { idleOf } from '../formats/idle.ts';
import { beginDecoding } from '../images/begin.ts';
import { setImageDestination } from '../images/image-loader.ts';
import { closeLineLoops } from '../formats/line-loops.ts';
import { receive } from '../page/send.ts';
import { once } from '../util/once.ts';
import { isTexture } from '../graph/textures-in.ts';
import { hasImage } from '../materials/missing-images.ts';

/** Fetches and decodes a scene's files; each is fetched once, however often it is asked for. */
export interface Loader {
  /** As the file has it, at rest: to be copied, not changed. */
  model(src: string, pointer: string): Promise<LoadedModel>;
  /** The same at a moment of one of its `moving` clips: read again, but not fetched again. */
  moment(src: string, pointer: string, moment: FileMoment): Promise<LoadedModel>;
  /** Holds on to no moment of any file: each is read again where it is asked for again. */
  forgetMoments(): void;
  /** A new texture over the image: two uses of one may place it differently. */
  texture(src: string, pointer: string): Promise<Texture>;
  asset(src: string): StagedAsset;
  /** What of the files is otherwise in the picture than they say. */
  readonly warnings: readonly Warning[];
  dispose(): void;
}

export function createLoader(gpu: Gpu, assets: Record<string, StagedAsset>): Loader {
  const models = new Map<string, Promise<LoadedModel>>();
  const moments = new Map<string, Promise<LoadedModel>>();
  const textures = new Map<string, Promise<Texture>>();
  const warnings: Warning[] = [];
  const asset = (src: string): StagedAsset => {
    const found = assets[src];
    if (!found) throw new Error(`no file was given for ${src}`);
    return found;
  };
  const contents = new Map<string, () => Promise<ArrayBuffer>>();
  const fileOf = (src: string, pointer: string): File => {
    const bytes = contents.get(src) ?? once(() => receive(asset(src).url));
    contents.set(src, bytes);
    const warn = ({ code, says }: FileWarning) =>
      void warnings.push({ code, pointer, detail: `${shortened(withoutQuery(src))} ${says}` });
    return { gpu, asset: asset(src), src, pointer, bytes, warn };
  };

  return {
    asset,
    warnings,
    model(src, pointer) {
      const loading = models.get(src) ?? loadModel(fileOf(src, pointer));
      models.set(src, loading);
      // what is not read again is not held on to
      loading.then(({ moving }) => moving?.size || contents.delete(src)).catch(() => {});
      return loading;
    },
    moment(src, pointer, moment) {
      const key = JSON.stringify([src, moment]);
      const loading = moments.get(key) ?? loadModel(fileOf(src, pointer), moment);
      moments.set(key, loading);
      return loading;
    },
    forgetMoments: () => moments.clear(),
    async texture(src, pointer) {
      const loading = textures.get(src) ?? loadTexture(gpu, asset(src), src, pointer);
      textures.set(src, loading);
      const texture = (await loading).clone();
      texture.colorSpace = SRGBColorSpace;
      return texture;
    },
    dispose() {
      for (const loading of textures.values()) loading.then(texture => texture.dispose()).catch(() => {});
    },
  };
}

/** A model's file for one that asks for it: fetched once, however often it is read. */
interface File {
  gpu: Gpu;
  asset: StagedAsset;
  src: string;
  pointer: string;
  bytes(): Promise<ArrayBuffer>;
  warn(warning: FileWarning): void;
}

async function loadTexture(gpu: Gpu, asset: StagedAsset, src: string, pointer: string): Promise<Texture> {
  const broken = () => new Fault('asset_undecodable', `The image ${shortened(src)} could not be decoded.`, pointer);
  const image = await stageImages(gpu).open(await receive(asset.url), broken);
  image.begin(true);
  const texture = new Texture(image);
  texture.needsUpdate = true;
  return texture;
}

/** @param moment at which it is read; as it rests where none is given */
async function loadModel(file: File, moment?: FileMoment): Promise<LoadedModel> {
  const { gpu, asset, src, pointer, warn } = file;
  const manager = new LoadingManager();
  const missing: string[] = [];
  // Node has fetched every file that the model names; nothing else is reachable from here.
  const addresses = addressesOf(asset, warn);
  manager.setURLModifier(addresses.resolve);
  manager.onError = url => void missing.push(nameOf(asset, url));
  setImageDestination(manager, {
    images: stageImages(gpu),
    broken: address => brokenOne(src, nameOf(asset, address), pointer),
  });
  const read = readerOf(asset.format);
  const idle = idleOf(manager);
  const bytes = await file.bytes();
  const undecodable = (why: string, cause?: unknown) =>
    new Fault('asset_undecodable', `The model ${shortened(src)} could not be decoded: ${why}`, pointer, cause);
  try {
    const model = await read({ bytes, files: addresses.names, manager, gpu, moment, undecodable, warn });
    // Most loaders are done before their images are.
    await idle();
    // Loaders go on without an image that they could not decode: a picture that lacks it would be wrong.
    if (missing.length === 0) {
      // those of a glTF have begun beside its parsing, and are not begun again
      beginDecoding(model.root);
      for (const { root } of model.scenes ?? [model]) closeLineLoops(root);
      return addresses.lacksAny() ? incomplete(model) : model;
    }
  } catch (error) {
    if (missing.length === 0) throw error instanceof Fault ? error : undecodable(reasonOf(error, asset.format), error);
  }
  throw brokenOne(src, missing.join(' and '), pointer)();
}

/** Of a model around which images are missing: its background is plain, and for light nothing could stand in. */
function incomplete(model: LoadedModel): LoadedModel {
  const { world } = model;
  if (world && isTexture(world.background) && !hasImage(world.background)) world.background = white();
  if (world?.environment && !hasImage(world.environment)) world.environment = null;
  return { ...model, isIncomplete: true };
}

/** Stands apart, as an image may outlive its file by long: it then holds on to names, and not to all that was read. */
function brokenOne(src: string, image: string, pointer: string): () => Fault {
  const detail = `The model ${shortened(src)} refers to ${image}, which could not be decoded.`;
  return () => new Fault('asset_undecodable', detail, pointer);
}

function readerOf(format: AssetFormat): ReadModel {
  const entry = Object.entries(readers).find(([known]) => known === format);
  if (!entry) throw new Error(`a file of the format ${format} is no model`);
  return entry[1];
}

/** What the file calls an address of ours. */
function nameOf(asset: StagedAsset, url: string): string {
  const entry = Object.entries(asset.files).find(([uri, address]) => uri === url || address === url);
  return entry ? shortened(entry[0]) : url.startsWith('blob:') ? 'an image inside it' : shortened(url);
}

/** What signs a URL stands there, and is nobody's to read. */
function withoutQuery(src: string): string {
  return /^https?:/i.test(src) ? src.replace(/[?#].*$/s, '') : src;
}

function shortened(src: string): string {
  return src.length > 120 ? `${src.slice(0, 60)}…` : src;
}
