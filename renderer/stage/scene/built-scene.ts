import { type Camera, type Material, type Object3D, type Scene as World, Vector3 } from 'three/webgpu';
import type { Moment } from '../../../scenes/pictures.ts';
import type { Scene } from '../../../scenes/scene.ts';
import type { Timings } from '../../contract.ts';
import type { Warning } from '../../warning.ts';
import type { EnvironmentMap } from '../environment/environment.ts';
import type { Loader } from '../files/loader.ts';
import type { StageCamera } from '../camera/camera.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { disposeMaterial, disposeObject, materialsOf } from '../graph/dispose.ts';
import { nextFrame } from '../gpu/three-private.ts';
import { createGround, type Ground } from '../ground/ground.ts';
import { stageImages } from '../images/texture-images.ts';
import { borrowLights } from '../lights/light-pool.ts';
import type { Replaced } from '../models/model.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { SamplingPlan } from '../sampling/plan.ts';
import { type Arrangement, arrange } from './arrangement.ts';
import type { PlacedModel } from './nodes.ts';
import { disposeWorld } from './world.ts';

/** What a scene is built from. */
export interface Parts {
  gpu: Gpu;
  scene: Scene;
  world: World;
  /** What the scene describes, without ground and environment: what cameras frame. */
  subject: Object3D;
  loader: Loader;
  models: readonly PlacedModel[];
  environmentMap: EnvironmentMap | undefined;
  timings: Timings;
}

/**
 * A scene that was loaded once, and what of it changes from picture to picture: its variant and its time. Both are set first; what follows
 * from them is arranged once a picture needs it.
 */
export class BuiltScene {
  readonly world: World;
  readonly subject: Object3D;
  readonly environmentMap: EnvironmentMap | undefined;
  /** Those that the scene asks for by a list. */
  readonly variants: readonly string[];
  /** What is otherwise than was asked for. */
  readonly warnings: readonly Warning[];
  /** Where the scene's own origin is in the world: what is far from it is brought near. */
  readonly origin = new Vector3();
  /** Where cameras stand that frame it as it was at one moment, by whose they are. */
  readonly framings = new Map<string, StageCamera>();
  timings: Timings;
  #scene: Scene;
  readonly #gpu: Gpu;
  readonly #loader: Loader;
  readonly #models: readonly PlacedModel[];
  readonly #ground: Ground;
  /** What pictures before were made of, and the next are not. */
  readonly #outdated = { materials: new Set<Material>(), roots: new Set<Object3D>() };
  #returnLights: () => void;
  #wasArranged = false;
  #variant: string | undefined;
  #time: Moment | undefined;
  /** Of the variant and the time. */
  #arrangement: Arrangement | undefined;
  /** What took the subject near its origin, one after the other. */
  #moves: Arrangement[] = [];

  constructor({ gpu, scene, world, subject, loader, models, environmentMap, timings }: Parts) {
    this.#gpu = gpu;
    this.#loader = loader;
    this.#models = models;
    this.#ground = createGround(gpu, world, scene);
    this.#returnLights = borrowLights(gpu, subject);
    this.variants = models.find(({ model }) => model.variants.length > 0)?.model.variants ?? [];
    this.warnings = loader.warnings;
    this.#scene = scene;
    this.world = world;
    this.subject = subject;
    this.environmentMap = environmentMap;
    this.timings = timings;
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Has it be looked at as another scene has it that is built from the same. */
  setViews(scene: Scene): void {
    this.#scene = scene;
    this.timings = {};
    this.framings.clear();
  }

  /** Of the models' files. */
  get cameras(): Camera[] {
    return this.#models.flatMap(({ model }) => model.cameras);
  }

  /** Changes into one of its variants. */
  async setVariant(variant: string): Promise<void> {
    const model = this.#models.find(one => one.model.variants.length > 0)?.model;
    if (variant === this.#variant || !model) return;
    this.#outdate();
    await model.setVariant(variant);
    this.#variant = variant;
  }

  /** Shows it as at a moment of its models' clips, or as it asks itself where none is given. */
  async setTime(time: Moment | undefined): Promise<void> {
    const isAnimated = this.#models.some(({ model }) => model.isAnimated);
    if (!isAnimated || isSame(time, this.#time)) return;
    this.#outdate();
    for (const one of this.#moves.splice(0).toReversed()) one.undoMove();
    this.origin.set(0, 0, 0);
    this.#returnLights();
    this.#returnLights = () => {};
    const replaced: Replaced[] = [];
    for (const { setTime } of this.#models) {
      const one = await setTime(time);
      if (one) replaced.push(one);
    }
    for (const one of replaced) this.#drop(one);
    this.#loader.forgetMoments();
    this.#returnLights = borrowLights(this.#gpu, this.subject);
    // three.js takes bones to be where they were for as long as a frame lasts
    nextFrame(this.#gpu.renderer);
    this.#time = time;
  }

  /** Whether its files are needed again for other variants or moments. */
  get needsFiles(): boolean {
    return this.variants.length > 0 || this.#models.some(({ model }) => model.needsFile);
  }

  /** How it stands, as its variant and its time have it. */
  async arranged(): Promise<Arrangement> {
    if (this.#arrangement) return this.#arrangement;
    const made = await arrange({
      gpu: this.#gpu,
      world: this.world,
      subject: this.subject,
      ground: this.#ground,
      isEarly: !this.#wasArranged,
    });
    this.#wasArranged = true;
    this.origin.add(made.moved);
    this.#moves.push(made);
    this.#arrangement = made;
    return made;
  }

  /** Where it is in the way of its environment's light, as a plan has it; none where it has none, or where that is not asked for. */
  async occlusion(plan: SamplingPlan): Promise<Occlusion | undefined> {
    return (await this.arranged()).occlusion.cast(plan);
  }

  dispose(): void {
    this.#returnLights();
    this.#loader.dispose();
    disposeWorld(this.world);
    stageImages(this.#gpu).drop();
    for (const root of this.#outdated.roots) disposeObject(root);
    for (const material of this.#outdated.materials) disposeMaterial(material);
  }

  #outdate(): void {
    for (const one of materialsOf(this.subject)) this.#outdated.materials.add(one);
    this.#arrangement?.undo();
    this.#arrangement = undefined;
  }

  /** What is its file's as it rests may be shown again; what was read for one moment is nobody else's. */
  #drop({ root, isShared }: Replaced): void {
    if (isShared) this.#outdated.roots.add(root);
    else disposeObject(root);
  }
}

function isSame(a: Moment | undefined, b: Moment | undefined): boolean {
  return a?.clip === b?.clip && a?.seconds === b?.seconds && (a === undefined) === (b === undefined);
}
