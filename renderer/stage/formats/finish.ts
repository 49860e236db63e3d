import {
  type BufferGeometry,
  type Light,
  type Line,
  type LoadingManager,
  Mesh,
  type Object3D,
  type Points,
} from 'three/webgpu';
import { TGALoader } from 'three/addons/loaders/TGALoader.js';
import { closeLineLoops } from './line-loops.ts';
import { hasArea } from '../graph/area.ts';
import { checkBones } from './bones.ts';
import { pointQuadsOf } from './point-quads.ts';
import { mergeVertices } from './merged.ts';
import type { LoadedModel } from './model-file.ts';
import { replace } from '../graph/replace.ts';
import { checkGeometries } from './checks.ts';
import { standardize } from './standard.ts';
import { lineQuadsOf } from './line-quads.ts';
import { findTargets } from './three/clips.ts';

/** Loaders that ask by a file's name get what Chrome does not decode. */
export function prepare(manager: LoadingManager): void {
  manager.addHandler(/\.tga$/i, new TGALoader(manager));
}

/** What formats older than physically based light need before they can be drawn in it. */
export function finish(model: LoadedModel): LoadedModel {
  const { root } = model;
  checkGeometries(root);
  closeLineLoops(root);
  // their units are not said, or not kept: what they would add to the scene's light is anyone's guess
  for (const light of all<Light>(root, 'isLight')) light.removeFromParent();
  for (const points of all<Points>(root, 'isPoints')) replace(points, pointQuadsOf(points));
  for (const line of all<Line>(root, 'isLine')) replace(line, lineQuadsOf(line));
  standardize(root);
  mergeVertices(root);
  root.updateMatrixWorld(true);
  checkPlaces(root);
  checkBones(root);
  if (!hasAnything(root)) throw new Error('there is nothing in it to be drawn');
  return { ...model, animations: findTargets(root) };
}

/** A place that is no number is drawn nowhere, and takes what it belongs to with it. */
function checkPlaces(root: Object3D): void {
  root.traverse(object => {
    if (!object.matrix.elements.every(Number.isFinite))
      throw new Error(`the place of its part${called(object)} is no number`);
    const position = object instanceof Mesh ? (object.geometry as BufferGeometry).getAttribute('position') : undefined;
    for (let at = 0; at < (position?.count ?? 0); at++)
      if (!Number.isFinite((position?.getX(at) ?? 0) + (position?.getY(at) ?? 0) + (position?.getZ(at) ?? 0)))
        throw new Error(`the places of its mesh${called(object)} are not all numbers`);
  });
}

/** Many formats have no names. */
function called({ name }: Object3D): string {
  return name === '' ? '' : ` "${name}"`;
}

function hasAnything(root: Object3D): boolean {
  let found = false;
  root.traverse(object => {
    found ||= hasArea(object);
  });
  return found;
}

function all<T extends Object3D>(root: Object3D, mark: string): T[] {
  const found: T[] = [];
  root.traverse(object => {
    if (mark in object) found.push(object as T);
  });
  return found;
}
