import type { Model } from './model.ts';
import type { Node } from './node.ts';
import { pointerTo } from './pointer.ts';
import type { Scene } from './scene.ts';

/** A reference of a scene to a file. */
export interface Reference {
  src: string;
  kind: 'model' | 'texture' | 'environment';
  /** JSON pointer of the field, in the scene as parsed. */
  pointer: string;
  /** Of a model: handling of missing files that it names. */
  missing?: 'substitute' | undefined;
}

/** Every reference of a scene to a file, in order; a file that is named twice comes twice. */
export function referencesOf(scene: Scene): Reference[] {
  const environment: Reference[] =
    'src' in scene.environment
      ? [{ src: scene.environment.src, kind: 'environment', pointer: '/environment/src' }]
      : [];
  return [...scene.nodes.flatMap((node, at) => ofNode(node, `/nodes/${at}`)), ...environment];
}

function ofNode(node: Node, pointer: string): Reference[] {
  const changed = Object.entries(node.model?.materials ?? {});
  return [
    ...(node.model ? [ofModel(node.model, `${pointer}/model/src`)] : []),
    ...changed.flatMap(([name, change]) => texturesOf(change, pointer + pointerTo(['model', 'materials', name]))),
    ...texturesOf(node.material ?? {}, `${pointer}/material`),
    ...(node.children ?? []).flatMap((child, at) => ofNode(child, `${pointer}/children/${at}`)),
  ];
}

function ofModel({ src, missing }: Model, pointer: string): Reference {
  return { src, kind: 'model', pointer, ...(missing && { missing }) };
}

function texturesOf(material: object, pointer: string): Reference[] {
  return Object.entries(material).flatMap(([field, value]): Reference[] =>
    typeof value === 'object' && value !== null && 'src' in value && typeof value.src === 'string'
      ? [{ src: value.src, kind: 'texture', pointer: `${pointer}/${field}/src` }]
      : [],
  );
}
