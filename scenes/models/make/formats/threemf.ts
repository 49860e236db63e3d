import { zipSync } from 'three/addons/libs/fflate.module.js';
import { png } from './image.ts';
import { type Bar, barNames, colors, letter, zUp } from './letter.ts';

const text = (written: string) => new TextEncoder().encode(written);

/** Centimetres, in parts that a component puts together; the stem has an image. */
export async function threemf(): Promise<Uint8Array> {
  const relation = (target: string, type: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="${target}" Id="rel0" Type="${type}"/></Relationships>`;
  return zipSync(
    {
      '[Content_Types].xml': text(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/><Default Extension="png" ContentType="image/png"/></Types>',
      ),
      '_rels/.rels': text(relation('/3D/letter.model', 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel')),
      '3D/_rels/letter.model.rels': text(
        relation('/3D/Textures/arrow.png', 'http://schemas.microsoft.com/3dmanufacturing/2013/01/3dtexture'),
      ),
      '3D/Textures/arrow.png': new Uint8Array(await png()),
      '3D/letter.model': text(model()),
    },
    { mtime: new Date('2026-01-01T00:00:00') },
  );
}

function model(): string {
  const hex = (bar: Bar) => `#${colors[bar].map(channel => channel.toString(16).padStart(2, '0')).join('')}FF`;
  const uvs = letter()
    .filter(({ bar }) => bar === 'stem')
    .flatMap(quad => quad.uvs);
  return `<?xml version="1.0" encoding="UTF-8"?>
<model unit="centimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">
<resources>
<basematerials id="1">${barNames.map(bar => `<base name="${bar}" displaycolor="${hex(bar)}"/>`).join('')}</basematerials>
<m:texture2d id="2" path="/3D/Textures/arrow.png" contenttype="image/png"/>
<m:texture2dgroup id="3" texid="2">${uvs.map(([u, v]) => `<m:tex2coord u="${u.toFixed(4)}" v="${v.toFixed(4)}"/>`).join('')}</m:texture2dgroup>
${barNames.map(object).join('\n')}
<object id="20" type="model"><components>${barNames.map((_, at) => `<component objectid="${at + 10}"/>`).join('')}</components></object>
</resources>
<build><item objectid="20"/></build>
</model>`;
}

function object(bar: Bar, index: number): string {
  const quads = letter().filter(quad => quad.bar === bar);
  const vertices = quads
    .flatMap(({ corners }) => corners.map(corner => zUp(corner).map(value => (value * 100).toFixed(1))))
    .map(([x, y, z]) => `<vertex x="${x}" y="${y}" z="${z}"/>`);
  const faces = quads.flatMap((_, at) =>
    [
      [0, 1, 2],
      [0, 2, 3],
    ].map(corners => corners.map(corner => at * 4 + corner)),
  );
  const image = ([a, b, c]: number[]) =>
    bar === 'stem' ? ` pid="3" p1="${a}" p2="${b}" p3="${c}"` : ` pid="1" p1="${index}"`;
  return `<object id="${index + 10}" type="model" pid="1" pindex="${index}"><mesh><vertices>${vertices.join('')}</vertices><triangles>${faces.map(face => `<triangle v1="${face[0]}" v2="${face[1]}" v3="${face[2]}"${image(face)}/>`).join('')}</triangles></mesh></object>`;
}
