import type { FbxNode, FbxValue } from './fbx.ts';

/** Writes a tree as FBX in text. */
export function fbxText(nodes: FbxNode[]): string {
  return `; FBX 7.4.0 project file\n; ----------------------------------------------------\n\n${nodes.map(node => record(node, 0)).join('\n')}\n`;
}

function record({ name, values, inside }: FbxNode, depth: number): string {
  const tabs = '\t'.repeat(depth);
  const [first] = values;
  if (typeof first === 'object' && 'list' in first)
    return `${tabs}${name}: *${first.values.length} {\n${tabs}\ta: ${first.values.join(',')}\n${tabs}}`;
  const written = `${tabs}${name}: ${values.map(value).join(name === 'P' ? ',' : ', ')}`;
  if (inside.length === 0 && !/^(?:Model|Deformer|Animation\w+)$/.test(name)) return written;
  return `${written} {\n${inside.map(child => record(child, depth + 1)).join('\n')}\n${tabs}}`;
}

function value(given: FbxValue): string {
  if (typeof given === 'string') return `"${given}"`;
  if (given instanceof Uint8Array) return `"${Buffer.from(given).toString('base64')}"`;
  return typeof given === 'object' ? '' : String(given);
}
