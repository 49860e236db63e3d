import { root, sortOf, type FbxDocument } from './document.ts';
import { childOf, type FbxRecord, stringValue, textOf } from './record.ts';

/** Animated properties that three.js' loader draws; over curves of others it stumbles. */
const animated = new Set(['T', 'R', 'S', 'DeformPercent']);

/** Sorts of models that are drawn nowhere: what a rig is held by, and guides. */
const undrawn = new Set(['NurbsCurve', 'Line', 'TrimNurbsSurface', 'Boundary']);

/** Leaves out what is not drawn, and completes what three.js' loader takes for granted. */
export function makeWhole(document: FbxDocument): void {
  for (const [id, node] of document.all('AnimationCurveNode'))
    if (!animated.has(textOf(node.values[1]))) document.objects.delete(id);
  for (const [id, geometry] of document.all('Geometry'))
    if (!['Mesh', 'Shape'].includes(sortOf(geometry))) document.objects.delete(id);
  document.keepLinks(({ child, parent, property }) => {
    const [one, other] = [document.objects.get(child), document.objects.get(parent)];
    if (!one || (parent !== root && !other)) return false;
    if (one.name === 'AnimationCurve') return other?.name === 'AnimationCurveNode' && property !== '';
    if (one.name === 'Geometry' && sortOf(one) === 'Mesh') return other?.name === 'Model';
    if (other && other.name === 'Deformer' && sortOf(other) === 'BlendShape')
      return sortOf(one) === 'BlendShapeChannel';
    if (other && other.name === 'Deformer' && sortOf(other) === 'Skin') return sortOf(one) === 'Cluster';
    return true;
  });
  dropLoose(document);
  for (const [id, model] of document.all('Model')) completeModel(document, id, model);
  for (const [, material] of document.all('Material'))
    if (!childOf(material, 'ShadingModel'))
      material.children.push({ name: 'ShadingModel', values: [stringValue('lambert')], children: [] });
}

/** What nothing has: the loader asks whose it is. */
function dropLoose(document: FbxDocument): void {
  const linked = new Set(document.links.map(({ child }) => child));
  for (const kind of ['Geometry', 'Texture', 'Deformer', 'AnimationCurve', 'LayeredTexture'])
    for (const [id] of document.all(kind)) if (!linked.has(id)) document.objects.delete(id);
  const models = document.all('Model').map(([id]) => id);
  for (const id of models) if (!linked.has(id)) document.link(id, root);
  document.keepLinks(
    ({ child, parent }) => document.objects.has(child) && (parent === root || document.objects.has(parent)),
  );
}

function completeModel(document: FbxDocument, id: string, model: FbxRecord): void {
  const isBare = sortOf(model) === 'Mesh' && document.below(id, 'Geometry').length === 0;
  if (isBare || undrawn.has(sortOf(model))) model.values[2] = stringValue('Null');
}
