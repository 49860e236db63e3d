import type { Material } from './material.ts';
import type { Node } from './node.ts';
import type { Scene } from './scene.ts';

/** A file that a scene refers to. */
export interface Reference {
  src: string;
  kind: 'model' | 'texture' | 'environment';
  /** JSON pointer of the field, in the scene as parsed. */
  pointer: string;
}

/** Every file that a scene refers to, each with its place, in order; a file named twice comes twice. */
export function referencesOf(scene: Scene): Reference[] {
  const environment: Reference[] =
    'src' in scene.environment
      ? [{ src: scene.environment.src, kind: 'environment', pointer: '/environment/src' }]
      : [];
  return [...scene.nodes.flatMap((node, at) => ofNode(node, `/nodes/${at}`)), ...environment];
}

function ofNode(node: Node, pointer: string): Reference[] {
  const model: Reference[] = node.model
    ? [{ src: node.model.src, kind: 'model', pointer: `${pointer}/model/src` }]
    : [];
  const textures = node.material ? texturesOf(node.material) : [];
  return [
    ...model,
    ...textures.map(
      ([field, src]): Reference => ({ src, kind: 'texture', pointer: `${pointer}/material/${field}/src` }),
    ),
    ...(node.children ?? []).flatMap((child, at) => ofNode(child, `${pointer}/children/${at}`)),
  ];
}

function texturesOf(material: Material): [field: string, src: string][] {
  return Object.entries(material).flatMap(([field, value]) =>
    typeof value === 'object' && value !== null && 'src' in value && typeof value.src === 'string'
      ? [[field, value.src]]
      : [],
  );
}
