import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { alike, drawSent, hueAt } from '../support/sent.ts';
import { zip } from '../support/zip.ts';
import { at } from '../support/pixels.ts';

const test = drawnTests();

const usda = (body: string, said = '( upAxis = "Y" )') => `#usda 1.0\n${said}\n${body}\n`;
const cube = 'def Cube "c" {\n double size = 1\n color3f[] primvars:displayColor = [(0, 0, 1)]\n}';
const big = (said: string, properties = '') => `def Sphere "big" ${said} {\n double radius = 5\n ${properties}\n}`;
const faces = 'int[] faceVertexCounts = [4, 4]\nint[] faceVertexIndices = [0, 1, 2, 3, 1, 4, 5, 2]';
const quads = (properties: string) =>
  usda(
    `def Mesh "m" {\n point3f[] points = [(0,0,0),(1,0,0),(1,1,0),(0,1,0),(2,0,0),(2,1,0)]\n ${faces}\n ${properties}\n}`,
  );

/** Layers that look like the one cube, as what else is in them is not to be seen. */
const same: Record<string, string> = {
  'a prim that is not active': usda(cube + big('( active = false )')),
  'a prim that is invisible': usda(cube + big('', 'token visibility = "invisible"')),
  'what is below one that is invisible': usda(`${cube} def Xform "x" { token visibility = "invisible"\n ${big('')} }`),
  'a guide': usda(cube + big('', 'uniform token purpose = "guide"')),
  'a proxy': usda(`${cube} def Scope "x" ( kind = "group" ) { uniform token purpose = "proxy"\n ${big('()')} }`),
  'a class': usda(cube + big('').replace('def', 'class')),
  'an override of what is not there': usda(cube + big('').replace('def', 'over')),
  'empty words on the layer, the prim and its property': usda(
    cube.replace('"c"', '"c" ()').replace('(0, 0, 1)]', '(0, 0, 1)] ()'),
    '(\n)',
  ),
  'one line': usda(cube.replaceAll('\n', ';').replace(';}', '}').replace('{;', '{')),
  'a render, and what is said of it for people': usda(
    `def Xform "x" ( assetInfo = { asset identifier = @other.usda@\n string name = "x {" }\n customData = { asset[] old = [@a.usd@] } ) {\n token purpose = "render"\n ${cube} }`,
  ),
  'another prim’s': usda(
    `class Cube "_c" { double size = 1\n color3f[] primvars:displayColor = [(0, 0, 1)] }\n def "c" ( prepend inherits = </_c> ) {}`,
  ),
  'a reference within the layer': usda(
    `def "off" ( active = true ) { class Scope "in" {\n ${cube} } }\n def Xform "x" ( references = </off/in> ) {}`,
  ),
  'an instancer': usda(`def PointInstancer "i" { int[] protoIndices = [0]
    point3f[] positions = [(1, 0, 0)]
    rel prototypes = </i/p>
    def Scope "p" { ${cube} } }`),
  'a variant': usda(
    `def Xform "x" ( variants = { string v = "blue" }\n prepend variantSets = ["v"] ) { variantSet "v" = { "big" { ${big('')} } "blue" { ${cube} } } }`,
  ),
};

test('what is not to be seen of a USD is not drawn, and whatever is written anyhow is read', async renderer => {
  const picture = await drawSent(renderer, { 'a.usda': usda(cube) });
  assert.is(hueAt(picture, 0.5, 0.5), 'b');
  for (const [name, text] of Object.entries(same)) alike(await drawSent(renderer, { 'a.usda': text }), picture, name);
  const layers = zip({
    'a.usda': usda('over "c" { double size = 1 }', '( subLayers = [@./parts/b.usda@] )'),
    'parts/b.usda': usda(cube.replace('size = 1', 'size = 7') + big('').replace('def', 'over')),
  });
  alike(await drawSent(renderer, { 'a.usdz': layers }), picture, 'layers over each other');
});

test('meshes and shapes of a USD have their own colours, however those are laid over them', async renderer => {
  const color = (values: string, interpolation: string, more = '') =>
    quads(`color3f[] primvars:displayColor = [${values}] ( interpolation = "${interpolation}" )\n ${more}`);
  const [r, g, b] = ['(1,0,0)', '(0,1,0)', '(0,0,1)'];
  const meshes: [says: string, text: string, left: string, right: string][] = [
    ['constant', color(g, 'constant'), 'g', 'g'],
    ['without a word', quads(`color3f[] primvars:displayColor = [${g}]`), 'g', 'g'],
    ['uniform', color(`${r},${b}`, 'uniform'), 'r', 'b'],
    ['vertex', color(`${r},${g},${g},${r},${b},${b}`, 'vertex'), 'r', 'b'],
    ['varying', color(`${r},${g},${g},${r},${b},${b}`, 'varying'), 'r', 'b'],
    ['faceVarying', color(`${r},${r},${r},${r},${b},${b},${b},${b}`, 'faceVarying'), 'r', 'b'],
    ['indexed', color(`${b},${r}`, 'uniform', 'int[] primvars:displayColor:indices = [1, 0]'), 'r', 'b'],
  ];
  for (const [says, text, left, right] of meshes) {
    const picture = await drawSent(renderer, { 'a.usda': text });
    assert.equal([hueAt(picture, 0.12, 0.5), hueAt(picture, 0.88, 0.5)], [left, right], says);
  }
  for (const shape of ['Cube', 'Sphere', 'Cone', 'Cylinder', 'Capsule', 'Plane']) {
    const text = usda(
      `def ${shape} "s" { color3f[] primvars:displayColor = [(1,0,0)]\n ${shape === 'Plane' ? '' : 'token axis = "Y"'} }`,
    );
    assert.is(hueAt(await drawSent(renderer, { 'a.usda': text }), 0.5, 0.5), 'r', shape);
  }
  const half = await drawSent(renderer, {
    'a.usda': quads(`color3f[] primvars:displayColor = [${r}]\n float[] primvars:displayOpacity = [0.5]`),
  });
  const [, , , alpha] = at(half, 0.5, 0.5);
  assert.ok(Math.abs(alpha - 128) < 30, `half clear: ${alpha}`);
});

/** Ways to put a prim two to the right. */
const aside: Record<string, string> = {
  'a place with a name': 'double3 xformOp:translate:a = (2, 0, 0)',
  'one axis': 'double xformOp:translateX = 2',
  'a matrix with a name': 'matrix4d xformOp:transform:b = ((1,0,0,0),(0,1,0,0),(0,0,1,0),(2,0,0,1))',
  'a turn around a pivot, and back': `double3 xformOp:translate:rotatePivot = (1.5, 0.5, 0)
    float xformOp:rotateZ:c = 180
    uniform token[] xformOpOrder = ["xformOp:translate:rotatePivot", "xformOp:rotateZ:c", "!invert!xformOp:translate:rotatePivot"]`,
  'another order of axes': `float3 xformOp:rotateZXY = (90, 0, 90)
    double3 xformOp:translate = (0, -2, 0)
    uniform token[] xformOpOrder = ["xformOp:rotateZXY", "xformOp:translate", "!invert!xformOp:rotateZXY"]`,
  'as if it were in nothing': `double3 xformOp:translate = (2, 0, 0)
    uniform token[] xformOpOrder = ["!resetXformStack!", "xformOp:translate"]`,
  'another size and back': `float3 xformOp:scale:unitsResolve = (2, 2, 2)
    double3 xformOp:translate = (1, 0, 0)
    uniform token[] xformOpOrder = ["xformOp:scale:unitsResolve", "xformOp:translate", "!invert!xformOp:scale:unitsResolve"]`,
};

test('a prim of a USD stands where all its operations put it', async renderer => {
  const quad = (name: string, color: string, stands = '') =>
    `def Mesh "${name}" { point3f[] points = [(0,0,0),(1,0,0),(1,1,0),(0,1,0)]
      int[] faceVertexCounts = [4]
      int[] faceVertexIndices = [0,1,2,3]
      color3f[] primvars:displayColor = [(${color})]
      ${stands} }`;
  const far = 'double3 xformOp:translate = (7, 0, 0)\n uniform token[] xformOpOrder = ["xformOp:translate"]';
  for (const [says, operations] of Object.entries(aside)) {
    const within = operations.includes('!reset') ? `def Xform "far" { ${far}` : 'def Scope "here" {';
    const named = /xformOp:\S+/.exec(operations)?.[0] ?? '';
    const order = operations.includes('xformOpOrder') ? '' : `uniform token[] xformOpOrder = ["${named}"]`;
    const moved = quad('moved', '1,0,0', `${operations}\n${order}`);
    const text = usda(`${quad('still', '0,0,1')} ${within} ${moved} }`);
    const picture = await drawSent(renderer, { 'a.usda': text });
    const hues = [0.2, 0.5, 0.8].map(x => hueAt(picture, x, 0.5));
    assert.equal(hues, ['b', '', 'r'], says);
  }
});

test('a mesh without normals that is not subdivided has flat faces, and one that is left-handed has its outside outside', async renderer => {
  const box = (properties: string, order = (corners: number[]) => corners) =>
    usda(`def Mesh "b" { point3f[] points = [(0,0,0),(1,0,0),(1,1,0),(0,1,0),(0,0,1),(1,0,1),(1,1,1),(0,1,1)]
      int[] faceVertexCounts = [4,4,4,4,4,4]
      int[] faceVertexIndices = [${[
        [3, 2, 1, 0],
        [4, 5, 6, 7],
        [0, 1, 5, 4],
        [1, 2, 6, 5],
        [2, 3, 7, 6],
        [3, 0, 4, 7],
      ]
        .flatMap(order)
        .join()}]
      ${properties} }`);
  const sides = [
    [0, 0, -1],
    [0, 0, 1],
    [0, -1, 0],
    [1, 0, 0],
    [0, 1, 0],
    [-1, 0, 0],
  ];
  const normals = `normal3f[] normals = [${sides.flatMap(side => Array(4).fill(`(${side.join()})`)).join()}] ( interpolation = "faceVarying" )`;
  const flat = 'uniform token subdivisionScheme = "none"';
  const view: SceneInput = { camera: { orbit: [30, 30] } };
  const picture = await drawSent(renderer, { 'a.usda': box(`${flat}\n ${normals}`) }, view);
  alike(await drawSent(renderer, { 'a.usda': box(flat) }, view), picture, 'without normals');
  alike(
    await drawSent(
      renderer,
      {
        'a.usda': box(
          `${flat}\n uniform normal3f[] normals = [${sides.map(side => `(${side.join()})`).join()}] ( interpolation = "uniform" )`,
        ),
      },
      view,
    ),
    picture,
    'normals of faces',
  );
  const turned = box(`${flat}\n uniform token orientation = "leftHanded"`, corners => corners.toReversed());
  alike(await drawSent(renderer, { 'a.usda': turned }, view), picture, 'left-handed');
});

test('an image beside a layer covers it', async renderer => {
  const red = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const text =
    quads(`texCoord2f[] primvars:st = [(0,0),(1,0),(1,1),(0,1),(1,0),(1,1)] ( interpolation = "vertex" )
    rel material:binding = </M>`) +
    `
def Material "M" { token outputs:surface.connect = </M/s.outputs:surface>
  def Shader "s" { uniform token info:id = "UsdPreviewSurface"
    color3f inputs:diffuseColor.connect = </M/t.outputs:rgb> }
  def Shader "t" { uniform token info:id = "UsdUVTexture"
    asset inputs:file = @./maps/skin.png@ } }`;
  assert.is(hueAt(await drawSent(renderer, { 'a.usda': text, 'maps/skin.png': red }), 0.5, 0.5), 'r');
});

test.run();
