import sharp from 'sharp';
import * as assert from 'uvu/assert';
import { writeBinary } from '../../renderer/stage/formats/fbx/binary.ts';
import { readText } from '../../renderer/stage/formats/fbx/text.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { alike, aspectOf, drawSent, hueAt } from '../support/sent.ts';

const test = drawnTests();

/** A quad, 100 by 100, by its id; z tells where it is. */
const quad = (id: number, z = 0) =>
  `Geometry: ${id}, "Geometry::", "Mesh" {
    Vertices: *12 { a: 0,0,${z},100,0,${z},100,100,${z},0,100,${z} }
    PolygonVertexIndex: *4 { a: 0,1,2,-4 }
    LayerElementUV: 0 { MappingInformationType: "ByVertice"
      ReferenceInformationType: "Direct"
      UV: *8 { a: 0,0,1,0,1,1,0,1 } }
  }`;
const model = (id: number, sort = 'Mesh', properties = '') =>
  `Model: ${id}, "Model::m${id}", "${sort}" {\n Version: 232\n Properties70: {\n ${properties}\n }\n }`;
const place = (name: string, ...values: number[]) => `P: "${name}", "Vector3D", "Vector", "",${values.join()}`;
const material =
  'Material: 3, "Material::m", "" {\n ShadingModel: "lambert"\n Properties70: {\n P: "DiffuseColor", "Color", "", "A",0.1,0.1,0.8\n }\n }';

function fbx(objects: string[], links: string[]): string {
  return `; FBX 7.4.0 project file
FBXHeaderExtension: { FBXVersion: 7400 }
GlobalSettings: { Properties70: {
  P: "UpAxis", "int", "Integer", "",1
} }
Objects: {
${objects.join('\n')}
}
Connections: {
${links.map(link => `C: ${link}`).join('\n')}
}
`;
}

const own = [quad(1), model(2), material];
const ownLinks = ['"OO",2,0', '"OO",1,2', '"OO",3,2'];
const one = fbx(own, ownLinks);
const far = quad(11, 5).replaceAll('100', '400');

/** Files that look like the one quad, as what else is in them is not drawn. */
const same: Record<string, string> = {
  'braces, semicolons and quotes in a text': one.replace('Version: 232', 'Notes: "{ by; hand }} &quot;"'),
  'spaces in place of tabs': one.replaceAll('\n', '\r\n   '),
  'a curve': fbx(
    [
      ...own,
      model(22, 'NurbsCurve'),
      'Geometry: 21, "Geometry::", "NurbsCurve" { Order: 2\n Form: "Open"\n Points: *8 { a: -500,0,0,1,500,0,0,1 }\n KnotVector: *4 { a: 0,0,1,1 } }',
    ],
    [...ownLinks, '"OO",22,0', '"OO",21,22'],
  ),
  'later levels of detail': fbx(
    [
      ...own,
      far,
      model(8, 'LodGroup'),
      'NodeAttribute: 9, "NodeAttribute::", "LodGroup" { TypeFlags: "LodGroup" }',
      model(12),
    ],
    ['"OO",8,0', '"OO",9,8', '"OO",2,8', '"OO",12,8', '"OO",1,2', '"OO",3,2', '"OO",11,12'],
  ),
  'a hidden node': fbx(
    [...own, far, model(12, 'Mesh', 'P: "Visibility", "Visibility", "", "A",0')],
    [...ownLinks, '"OO",12,0', '"OO",11,12'],
  ),
  'a node that is not shown': fbx(
    [...own, far, model(12, 'Mesh', 'P: "Show", "bool", "", "",0')],
    [...ownLinks, '"OO",12,0', '"OO",11,12'],
  ),
  'what hangs on a hidden node': fbx(
    [...own, far, model(13, 'Null', 'P: "Visibility", "Visibility", "", "A",0'), model(12)],
    [...ownLinks, '"OO",13,0', '"OO",12,13', '"OO",11,12'],
  ),
  'layers that are too short, over edges, or without their index': one.replace(
    'LayerElementUV: 0 {',
    `LayerElementColor: 0 { MappingInformationType: "ByVertice"\n ReferenceInformationType: "IndexToDirect"\n Colors: *4 { a: 1,0,0,1 } }
    LayerElementNormal: 0 { MappingInformationType: "ByEdge"\n ReferenceInformationType: "Direct"\n Normals: *3 { a: 1,0,0 } }
    LayerElementUV: 0 {`,
  ),
  'loose edges': one.replace('*4 { a: 0,1,2,-4 }', '*9 { a: 0,-4,0,1,2,-4,1,-3,-2 }'),
  'a map that was made by a procedure': fbx(
    [...own, 'Texture: 4, "Texture::Noise", "" { Type: "TextureVideoClip" }'],
    [...ownLinks, '"OP",4,3, "DiffuseColor"'],
  ),
  'a mesh without a geometry, and a geometry without a mesh': fbx(
    [...own, model(12), quad(11)],
    [...ownLinks, '"OO",12,0'],
  ),
};

test('what no renderer draws of an FBX is not drawn, and does not frame', async renderer => {
  const picture = await drawSent(renderer, { 'a.fbx': one });
  assert.is(hueAt(picture, 0.5, 0.5), 'b');
  assert.ok(Math.abs(aspectOf(picture) - 1) < 0.05);
  for (const [name, text] of Object.entries(same)) alike(await drawSent(renderer, { 'a.fbx': text }), picture, name);
  const binary = new Uint8Array(writeBinary(readText(one)));
  alike(await drawSent(renderer, { 'a.fbx': binary }), picture, 'binary');
});

test('models that share a geometry have it each at a place of their own, and blend shapes rest where they are put', async renderer => {
  const shape = 'Geometry: 31, "Geometry::", "Shape" { Indexes: *2 { a: 2,3 }\n Vertices: *6 { a: 0,200,0,0,200,0 } }';
  const deformers = (percent: number) => [
    'Deformer: 32, "Deformer::", "BlendShape" { Version: 100 }',
    `Deformer: 33, "SubDeformer::up", "BlendShapeChannel" { DeformPercent: ${percent}\n FullWeights: *1 { a: 100 } }`,
  ];
  const links = [...ownLinks, '"OO",32,1', '"OO",33,32', '"OO",31,33'];
  const moved = (property: string) =>
    fbx(
      [...own, model(12, 'Mesh', `${place('Lcl Translation', 150, 0, 0)}\n${property}`)],
      [...ownLinks, '"OO",12,0', '"OO",1,12', '"OO",3,12'],
    );
  const shared = await drawSent(renderer, { 'a.fbx': moved(place('GeometricTranslation', 0, 150, 0)) });
  assert.ok(Math.abs(aspectOf(shared) - 1) < 0.05);
  assert.equal([hueAt(shared, 0.25, 0.75), hueAt(shared, 0.75, 0.25), hueAt(shared, 0.25, 0.25)], ['b', 'b', '']);
  const turned = await drawSent(renderer, { 'a.fbx': moved(place('GeometricScaling', 1, 2, 1)) });
  assert.equal([hueAt(turned, 0.25, 0.3), hueAt(turned, 0.75, 0.3)], ['', 'b']);

  const shaped = async (percent: number) =>
    aspectOf(await drawSent(renderer, { 'a.fbx': fbx([...own, shape, ...deformers(percent)], links) }));
  assert.ok(Math.abs((await shaped(0)) - 1) < 0.05);
  assert.ok(Math.abs((await shaped(50)) - 1 / 2) < 0.05);
  assert.ok(Math.abs((await shaped(100)) - 1 / 3) < 0.05);
});

test('textures of an FBX are found by the path that Windows wrote, and by that of the texture itself, and take the place of the colour', async renderer => {
  const [left, right] = await Promise.all(
    ['#ff0000', '#00ff00'].map(async background =>
      sharp({ create: { width: 4, height: 4, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const texture = (video: string) =>
    fbx(
      [
        ...own,
        video,
        'Texture: 4, "Texture::c", "" { Type: "TextureVideoClip"\n FileName: "C:\\w\\b\\c.png"\n RelativeFilename: "b\\c.png" }',
      ],
      [...ownLinks, '"OP",4,3, "DiffuseColor"', '"OO",5,4'],
    );
  const beside = { 'a/c.png': left ?? '', 'b/c.png': right ?? '' };
  const video = 'Video: 5, "Video::c", "Clip" { Filename: "C:\\w\\a\\c.png"\n RelativeFilename: "a\\c.png" }';
  assert.is(hueAt(await drawSent(renderer, { 'a.fbx': texture(video), ...beside }), 0.5, 0.5), 'r');
  assert.is(hueAt(await drawSent(renderer, { 'a.fbx': texture(''), ...beside }), 0.5, 0.5), 'g');
  // by a Video that nothing uses, and is called the same
  const twin = `${video}\nVideo: 6, "Video::c", "Clip" { RelativeFilename: "a\\c.png"\n Content: ,\n "${(right ?? Buffer.alloc(0)).toString('base64')}" }`;
  assert.is(hueAt(await drawSent(renderer, { 'a.fbx': texture(twin) }), 0.5, 0.5), 'g');
  // as it is, and in two pieces that were each packed by themselves
  const [start, rest] = [right?.subarray(0, 10), right?.subarray(10)].map(piece => piece?.toString('base64'));
  const pieces = `Video: 5, "Video::c", "Clip" { RelativeFilename: "c.png"\n Content: ,\n "${start}",\n "${rest}" }`;
  assert.is(hueAt(await drawSent(renderer, { 'a.fbx': texture(pieces) }), 0.5, 0.5), 'g');
  const held = `Video: 5, "Video::c", "Clip" { RelativeFilename: "a\\c.psd"\n Content: ,\n "${(right ?? Buffer.alloc(0)).toString('base64')}" }`;
  assert.is(hueAt(await drawSent(renderer, { 'a.fbx': texture(held) }), 0.5, 0.5), 'g');
});

test.run();
