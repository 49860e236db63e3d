import type { Node } from '../../scenes/node.ts';
import type { Scene } from '../../scenes/scene.ts';

/** Title of a scene that has none of its own: its first model's file name. */
export function titleOf(scene: Scene): string {
  const src = scene.nodes.map(firstModel).find(found => found !== undefined);
  if (src === undefined) return 'Scene';
  // a file that came without a name
  if (/^(data:|(body|scene)\.\w+$)/.test(src)) return 'Model';
  const path = src.replace(/[?#].*$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1) || path;
  return decode(name).slice(0, 100);
}

function firstModel(node: Node): string | undefined {
  return node.model?.src ?? node.children?.map(firstModel).find(found => found !== undefined);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
