import type { Object3D } from 'three/webgpu';

/**
 * What a reader leaves in `userData.label` where three.js' own `name` is not what the file says: glTF's loader drops dots and
 * spaces, which animations cannot have in their paths, and numbers those that are called the same.
 */
export interface Label {
  /** As the file writes it; '' where it has no name. */
  name: string;
  /** The camera's own name, where the node has another. */
  camera?: string | undefined;
  /** Its place in the file. */
  at: number;
}

export function labelOf({ userData }: Object3D): Label | undefined {
  const label: unknown = userData['label'];
  return isLabel(label) ? label : undefined;
}

function isLabel(value: unknown): value is Label {
  return typeof value === 'object' && value !== null && 'name' in value && 'at' in value;
}

/** What people call an object; '' where it has no name. */
export function nameOf(object: Object3D): string {
  return labelOf(object)?.name ?? object.name;
}

/** Whether an object is called so, by itself or as the camera that it is. */
export function isNamed(object: Object3D, name: string): boolean {
  return nameOf(object) === name || labelOf(object)?.camera === name;
}

/** Every object of this name, in the order of the file. */
export function allNamed(root: Object3D, name: string): Object3D[] {
  const found: Object3D[] = [];
  root.traverse(object => {
    if (isNamed(object, name)) found.push(object);
  });
  return found;
}

/** The names that there are, each once. */
export function namesIn(root: Object3D): string[] {
  const names = new Set<string>();
  root.traverse(object => names.add(nameOf(object)));
  names.delete('');
  return [...names];
}
