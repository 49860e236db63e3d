import sharp from 'sharp';
import * as assert from 'uvu/assert';
import { drawnTests } from '../support/drawn-tests.ts';
import { alike, aspectOf, drawSent, hueAt } from '../support/sent.ts';
import { zip, zip64 } from '../support/zip.ts';

const test = drawnTests();

type Files = Record<string, string | Uint8Array>;

/** An upright square, 10 wide; in 3MF z is up. */
function square(id: number, x = 0, triangle = '', attributes = ''): string {
  const corners = [
    [x, 0],
    [x + 10, 0],
    [x + 10, 10],
    [x, 10],
  ];
  const vertices = corners.map(([across, up]) => `<vertex x="${across}" y="0" z="${up}"/>`).join('');
  const triangles = `<triangle v1="0" v2="1" v3="2" ${triangle}/><triangle v1="0" v2="2" v3="3" ${triangle}/>`;
  return `<object id="${id}" type="model" ${attributes}><mesh><vertices>${vertices}</vertices><triangles>${triangles}</triangles></mesh></object>`;
}

const model = (resources: string, items: string, metadata = '') =>
  `<?xml version="1.0"?><model unit="millimeter" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">${metadata}<resources>${resources}</resources><build>${items}</build></model>`;
const start =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="/3D/3dmodel.model" Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>';
const files = (main: string, others: Files = {}): Files => ({
  '_rels/.rels': start,
  '3D/3dmodel.model': main,
  ...others,
});
const item = (id: number, attributes = '') => `<item objectid="${id}" ${attributes}/>`;

test('objects of a 3MF are one part’s own, and stand where items and components put them', async renderer => {
  const two = files(model(square(1) + square(2, 30), item(1) + item(2)));
  const same: Record<string, Files> = {
    'one id in two parts': files(
      model('', item(1, 'p:path="/3D/Objects/a.model"') + item(1, 'p:path="/3D/objects/B.model"')),
      {
        '3D/Objects/a.model': model(square(1), ''),
        '3D/Objects/b.model': model(square(1, 30), ''),
      },
    ),
    components: files(
      model(
        '<object id="1" type="model"><components><component objectid="1" p:path="/3D/a.model"/><component objectid="1" p:path="/3D/a.model" transform="1 0 0 0 1 0 0 0 1 30 0 0"/></components></object>',
        item(1),
        '<metadata name="Application">x</metadata><metadata name="Title"/>',
      ),
      { '3D/a.model': model(square(1), '') },
    ),
    'items at places': files(model(square(1), item(1) + item(1, 'transform="1 0 0 0 1 0 0 0 1 30 0 0"'))),
  };
  const picture = await drawSent(renderer, { 'a.3mf': zip(two) });
  assert.ok(Math.abs(aspectOf(picture) - 4) < 0.4);
  for (const [name, other] of Object.entries(same))
    alike(await drawSent(renderer, { 'a.3mf': zip(other) }), picture, name);
  alike(await drawSent(renderer, { 'a.3mf': zip64(two) }), picture, 'ZIP64');
});

test('textures of a 3MF are anywhere in it, and materials are layered, mixed and multiplied', async renderer => {
  const red = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const looks = `<m:texture2d id="2" path="/3D/My%20Textures/check.PNG" contenttype="image/png"/>
    <m:texture2dgroup id="3" texid="2"><m:tex2coord u="0" v="0"/><m:tex2coord u="1" v="0"/><m:tex2coord u="1" v="1"/></m:texture2dgroup>
    <m:colorgroup id="4"><m:color color="#00FF00"/><m:color color="#0000FF"/><m:color color="#FFFF00"/></m:colorgroup>
    <basematerials id="5"><base name="blue" displaycolor="#0000FF"/><base name="red" displaycolor="#FF0000FF"/></basematerials>
    <m:compositematerials id="6" matid="5" matindices="0 1"><m:composite values="0 1"/></m:compositematerials>
    <m:multiproperties id="7" pids="5 4"><m:multi pindices="0 0"/></m:multiproperties>
    <m:multiproperties id="8" pids="3 4" blendmethods="multiply"><m:multi pindices="0 2"/><m:multi pindices="1 2"/><m:multi pindices="2 2"/></m:multiproperties>
    <m:multiproperties id="9" pids="4 3"><m:multi pindices="1 0"/><m:multi pindices="1 1"/><m:multi pindices="1 2"/></m:multiproperties>`;
  const covered: [says: string, triangle: string, object: string, hue: string][] = [
    ['a texture', 'pid="3" p1="0" p2="1" p3="2"', '', 'r'],
    ['a colour', 'pid="4" p1="1"', '', 'b'],
    ['a material of the object', '', 'pid="5" pindex="0"', 'b'],
    ['a composite', 'pid="6" p1="0"', '', 'r'],
    ['a colour over a material', 'pid="7" p1="0"', '', 'g'],
    ['a texture by a colour', 'pid="8" p1="0" p2="1" p3="2"', '', 'r'],
    ['a texture over a colour', 'pid="9" p1="0" p2="1" p3="2"', '', 'r'],
  ];
  for (const [says, triangle, object, hue] of covered) {
    const main = model(looks + square(1, 0, triangle, object), item(1));
    const picture = await drawSent(renderer, {
      'a.3mf': zip(files(main, { '3d/my textures/CHECK.png': red })),
    });
    assert.is(hueAt(picture, 0.5, 0.5), hue, says);
  }
});

test.run();
