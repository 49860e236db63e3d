import { strToU8, zipSync } from 'three/addons/libs/fflate.module.js';
import { ThreeMFLoader } from 'three/addons/loaders/3MFLoader.js';
import type { Object3D } from 'three/webgpu';
import { named } from './xml.ts';

/** The beams of a mesh, as three.js' loader makes them of a file that has nothing else; none where it has no lattice. */
export function latticeOf(mesh: Element): Object3D[] {
  if (named(mesh, 'beamlattice').length === 0) return [];
  const bare = mesh.cloneNode(true) as Element;
  for (const triangles of named(bare, 'triangles')) triangles.remove();
  const xml = new XMLSerializer().serializeToString(bare);
  const model = `<model xmlns="${mesh.namespaceURI ?? ''}"><resources><object id="1">${xml}</object></resources><build><item objectid="1"/></build></model>`;
  const links = '<Relationships><Relationship Target="/3D/a.model" Id="a" Type="a"/></Relationships>';
  const file = zipSync({ '_rels/.rels': strToU8(links), '3D/a.model': strToU8(model) }, { level: 0 });
  return [...new ThreeMFLoader().parse(file.buffer).children];
}
