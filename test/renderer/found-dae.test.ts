import sharp from 'sharp';
import * as assert from 'uvu/assert';
import { drawnTests } from '../support/drawn-tests.ts';
import { at } from '../support/pixels.ts';
import { alike, aspectOf, drawSent, hueAt } from '../support/sent.ts';

const test = drawnTests();

const head = '<?xml version="1.0"?><COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">';
const input = '<input semantic="VERTEX" source="#v" offset="0"/>';

/** A mesh of eight places, which lie like a U when they are gone around. */
function dae(
  faces: string,
  { asset = '<asset/>', before = '', common = true, instance = '<instance_geometry url="#g"/>' } = {},
): string {
  const accessor = common ? '<technique_common><accessor source="#pa" count="8" stride="3"/></technique_common>' : '';
  return `${head}${asset}${before}<library_geometries><geometry id="g"><mesh>
    <source id="p"><float_array id="pa" count="24">0 0 0 4 0 0 4 3 0 3 3 0 3 1 0 1 1 0 1 3 0 0 3 0</float_array>${accessor}</source>
    <vertices id="v"><input semantic="POSITION" source="#p"/></vertices>${faces}
    </mesh></geometry></library_geometries>
    <library_visual_scenes><visual_scene id="s"><node>${instance}</node></visual_scene></library_visual_scenes>
    <scene><instance_visual_scene url="#s"/></scene></COLLADA>`;
}

const triangles = (...corners: number[]) =>
  `<triangles count="${corners.length / 3}">${input}<p>${corners.join(' ')}</p></triangles>`;
const u = dae(triangles(0, 1, 4, 0, 4, 5, 1, 2, 3, 1, 3, 4, 0, 5, 6, 0, 6, 7));

/** Files that look like the U. */
const same: Record<string, string> = {
  'a concave face of a list': dae(`<polylist count="1">${input}<vcount>8</vcount><p>0 1 2 3 4 5 6 7</p></polylist>`),
  'a concave face by itself, from another corner': dae(`<polygons count="1">${input}<p>5 6 7 0 1 2 3 4</p></polygons>`),
  'several faces by themselves': dae(
    `<polygons count="3">${input}<p>0 1 4 5</p><p>1 2 3 4</p><p>0 5 6 7</p></polygons>`,
  ),
  'a concave quad': dae(`<polylist count="2">${input}<vcount>6 4</vcount><p>0 1 4 5 6 7 1 2 3 4</p></polylist>`),
  strips: dae(
    `<tristrips count="2">${input}<p>0 1 5 4</p><p>1 2 4 3</p></tristrips><trifans count="1">${input}<p>0 5 6 7</p></trifans>`,
  ),
  'commas for points': u
    .replace('4 0 0 4 3 0', '4,0 0,0 0 4,0 3,0 0')
    .replace('<asset/>', '<asset><unit meter="1,000"/></asset>'),
  'references without #': u.replaceAll('="#', '="'),
  'normals that are named and not there': dae(
    `<triangles count="6">${input}<input semantic="NORMAL" source="#gone" offset="1"/><p>${[
      0, 1, 4, 0, 4, 5, 1, 2, 3, 1, 3, 4, 0, 5, 6, 0, 6, 7,
    ]
      .map(corner => `${corner} 0`)
      .join(' ')}</p></triangles>`,
  ),
  'places of two numbers': u
    .replace('0 0 0 4 0 0 4 3 0 3 3 0 3 1 0 1 1 0 1 3 0 0 3 0', '0 0 4 0 4 3 3 3 3 1 1 1 1 3 0 3')
    .replace('stride="3"', 'stride="2"'),
  'no accessor, no offset, empty libraries, lights that say nothing': dae(
    triangles(0, 1, 4, 0, 4, 5, 1, 2, 3, 1, 3, 4, 0, 5, 6, 0, 6, 7).replace(' offset="0"', ''),
    {
      common: false,
      asset: '',
      before:
        '<library_images/><library_effects/><library_lights><light id="l"/></library_lights><library_cameras><camera id="c"><optics/></camera></library_cameras>',
      instance:
        '<instance_geometry url="#g"/><instance_light url="#l"/><instance_camera url="#c"/><instance_geometry url="#gone"/>',
    },
  ),
  'places among other numbers': dae(triangles(0, 1, 4, 0, 4, 5, 1, 2, 3, 1, 3, 4, 0, 5, 6, 0, 6, 7))
    .replace(
      'stride="3"/>',
      'offset="1" stride="5"><param name="X"/><param name="Y"/><param/><param name="Z"/></accessor>',
    )
    .replace(/(?<=<float_array[^>]*>)[^<]*/, list => `9 ${list.replace(/(\S+ \S+) (\S+)\s?/g, '$1 7 $2 8 ')}`),
  'shapes to blend': u
    .replace('instance_geometry url="#g"', 'instance_controller url="#k"')
    .replace(
      '<library_visual_scenes>',
      '<library_controllers><controller id="k"><morph source="#g"><targets/></morph></controller></library_controllers><library_visual_scenes>',
    ),
  'no scene that is meant': u.replace(/<scene>.*<\/scene>/, ''),
  'a material without an effect': dae(
    triangles(0, 1, 4, 0, 4, 5, 1, 2, 3, 1, 3, 4, 0, 5, 6, 0, 6, 7).replace('<triangles', '<triangles material="m"'),
    {
      before: '<library_materials><material id="m"><instance_effect url="#gone"/></material></library_materials>',
      instance:
        '<instance_geometry url="#g"><bind_material><technique_common><instance_material symbol="m" target="#m"/></technique_common></bind_material></instance_geometry>',
    },
  ),
};

test('faces of a COLLADA are taken apart right, and what old exporters leave out is not missed', async renderer => {
  const picture = await drawSent(renderer, { 'a.dae': u });
  assert.equal([hueAt(picture, 0.5, 0.3), hueAt(picture, 0.5, 0.75)].map(Boolean), [false, true]);
  for (const [name, text] of Object.entries(same)) alike(await drawSent(renderer, { 'a.dae': text }), picture, name);
});

test('a face of a COLLADA has its holes, and its axes and unit are kept', async renderer => {
  const holed = (asset?: string) =>
    dae(
      `<polygons count="1">${input}<ph><p>0 1 2 7</p><h>5 4 3</h></ph></polygons>`,
      asset === undefined ? {} : { asset },
    );
  const picture = await drawSent(renderer, { 'a.dae': holed() });
  assert.equal([hueAt(picture, 0.62, 0.5), hueAt(picture, 0.3, 0.3), hueAt(picture, 0.5, 0.8)].map(Boolean), [
    false,
    true,
    true,
  ]);
  const upright = await drawSent(renderer, {
    'a.dae': holed('<asset><unit meter="0"/><up_axis> X_UP </up_axis></asset>'),
  });
  assert.ok(Math.abs(aspectOf(upright) - 3 / 4) < 0.06);
});

test('colours of corners are shown, and what old exporters call clear is opaque', async renderer => {
  const colored = dae(
    `<triangles count="2">${input}<input semantic="COLOR" source="#c" offset="1"/><p>0 0 1 0 2 0 0 0 2 0 7 0</p></triangles>`,
  ).replace('<vertices', '<source id="c"><float_array count="3">1 0 0</float_array></source><vertices');
  const material = (float: string) =>
    dae(`<triangles count="2" material="x">${input}<p>0 1 2 0 2 7</p></triangles>`, {
      before: `<library_effects><effect id="e"><profile_COMMON><technique sid="common"><phong><diffuse><color>1 0 0 1</color></diffuse>
        <transparent><color>1 1 1 1</color></transparent><transparency><float>${float}</float></transparency></phong></technique></profile_COMMON></effect></library_effects>
        <library_materials><material id="m"><instance_effect url="#e"/></material></library_materials>`,
      instance:
        '<instance_geometry url="#g"><bind_material><instance_material symbol="x" target="#m"/></bind_material></instance_geometry>',
    });
  for (const text of [colored, material('0.0'), material('1')])
    assert.is(hueAt(await drawSent(renderer, { 'a.dae': text }), 0.5, 0.5), 'r');
});

test('what is lit by nothing has the colour that it shines with, and is black without one', async renderer => {
  const constant = (inside: string) =>
    dae(`<triangles count="2" material="x">${input}<p>0 1 2 0 2 7</p></triangles>`, {
      before: `<library_effects><effect id="e"><profile_COMMON><technique sid="common"><constant>${inside}</constant></technique></profile_COMMON></effect></library_effects>
        <library_materials><material id="m"><instance_effect url="#e"/></material></library_materials>`,
      instance:
        '<instance_geometry url="#g"><bind_material><instance_material symbol="x" target="#m"/></bind_material></instance_geometry>',
    });
  const seen = async (inside: string) => at(await drawSent(renderer, { 'a.dae': constant(inside) }), 0.5, 0.5);
  assert.equal(await seen('<transparent opaque="A_ONE"><color>1 1 1 1</color></transparent>'), [0, 0, 0, 255]);
  assert.equal(await seen('<emission><color>0 1 0 1</color></emission>'), [0, 255, 0, 255]);
});

test('images of a COLLADA are found whatever way they are named, and a texture without one is left out', async renderer => {
  const red = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const covered = (from: string, technique: string, params = '') =>
    dae(`<triangles count="2" material="x">${input}<p>0 1 2 0 2 7</p></triangles>`, {
      before: `<library_images><image id="i">${from}</image></library_images>
        <library_effects><effect id="e"><profile_COMMON>${params}<technique sid="common"><lambert><diffuse>${technique}</diffuse></lambert></technique></profile_COMMON></effect></library_effects>
        <library_materials><material id="m"><instance_effect url="#e"/></material></library_materials>`,
      instance:
        '<instance_geometry url="#g"><bind_material><instance_material symbol="x" target="#m"/></bind_material></instance_geometry>',
    }).replace('<vertices', '<source id="t"><float_array count="2">0 0</float_array></source><vertices');
  const param = (sid: string, inside: string) => `<newparam sid="${sid}">${inside}</newparam>`;
  const ways: [says: string, text: string][] = [
    ['by itself', covered('<init_from>file://C:\\w\\maps\\c.png</init_from>', '<texture texture="i" texcoord="UV"/>')],
    [
      'by a sampler',
      covered(
        '<init_from> maps/c.png </init_from>',
        '<texture texture="s"/>',
        param('f', '<surface><init_from>i</init_from></surface>') +
          param('s', '<sampler2D><source>f</source></sampler2D>'),
      ),
    ],
    [
      'as in 1.5',
      covered(
        '<init_from><ref>maps/c.png</ref></init_from>',
        '<texture texture="s"/>',
        param('s', '<sampler2D><instance_image url="#i"/></sampler2D>'),
      ),
    ],
    ['not at all', covered('', '<color>1 0 0 1</color><texture texture="i"/>')],
  ];
  for (const [says, text] of ways)
    assert.is(hueAt(await drawSent(renderer, { 'a.dae': text, 'maps/c.png': red }), 0.5, 0.5), 'r', says);
});

test('an image of a COLLADA lies by the coordinates that it is bound to, whichever set they are', async renderer => {
  const half = { create: { width: 4, height: 8, channels: 3, background: '#ff0000' } } as const;
  const image = await sharp({ create: { ...half.create, width: 8, background: '#0000ff' } })
    .composite([{ input: half, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const corners = (inputs: string) =>
    [0, 1, 2, 0, 2, 7]
      .map((place, at) =>
        [
          place,
          ...inputs
            .split('/>')
            .slice(1)
            .map(() => at % 3),
        ].join(' '),
      )
      .join(' ');
  /** At the red half of the image in one set of coordinates, at the blue one in another. */
  const laid = (inputs: string, bound: string) =>
    dae(`<triangles count="2" material="x">${input}${inputs}<p>${corners(inputs)}</p></triangles>`, {
      before: `<library_images><image id="i"><init_from>c.png</init_from></image></library_images>
        <library_effects><effect id="e"><profile_COMMON><technique sid="common"><lambert><diffuse><texture texture="i" texcoord="CHANNEL2"/></diffuse></lambert></technique></profile_COMMON></effect></library_effects>
        <library_materials><material id="m"><instance_effect url="#e"/></material></library_materials>`,
      instance: `<instance_geometry url="#g"><bind_material><technique_common><instance_material symbol="x" target="#m">${bound}</instance_material></technique_common></bind_material></instance_geometry>`,
    }).replace(
      '<vertices',
      '<source id="r"><float_array count="6">0.1 0.1 0.4 0.1 0.4 0.9</float_array></source><source id="b"><float_array count="6">0.6 0.1 0.9 0.1 0.9 0.9</float_array></source><vertices',
    );
  const set = (source: string, number: string, offset: number) =>
    `<input semantic="TEXCOORD" source="#${source}" offset="${offset}" set="${number}"/>`;
  const to = (number: string) =>
    `<bind_vertex_input semantic="CHANNEL2" input_semantic="TEXCOORD" input_set="${number}"/>`;
  const ways: [hue: string, text: string][] = [
    ['r', laid(set('r', '1', 1), to('1'))],
    ['r', laid(set('r', '3', 1), '')],
    ['b', laid(set('r', '0', 1) + set('b', '1', 2), to('1'))],
    ['r', laid(set('b', '1', 1) + set('r', '0', 2), to('0'))],
    ['r', laid(set('r', '0', 1) + set('b', '1', 2), '')],
  ];
  for (const [hue, text] of ways)
    assert.is(
      hueAt(await drawSent(renderer, { 'a.dae': text, 'c.png': image }), 0.5, 0.5),
      hue,
      text.slice(text.indexOf('<triangles'), text.indexOf('</triangles>')),
    );
});

test.run();
