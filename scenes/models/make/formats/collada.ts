import { type Bar, barNames, colors, letter, zUp } from './letter.ts';

const source = (id: string, numbers: number[], names: string) =>
  `<source id="${id}"><float_array id="${id}-array" count="${numbers.length}">${numbers.map(number => Number(number.toFixed(5))).join(' ')}</float_array><technique_common><accessor source="#${id}-array" count="${numbers.length / names.length}" stride="${names.length}">${names
    .split('')
    .map(name => `<param name="${name}" type="float"/>`)
    .join('')}</accessor></technique_common></source>`;

/** Centimetres, z up; the stem has an image, and the middle bar turns in an animation of one second. */
export function collada(): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
<asset><unit name="centimeter" meter="0.01"/><up_axis>Z_UP</up_axis></asset>
<library_images><image id="arrow"><init_from>file:///C:/work/up%20arrow.png</init_from></image></library_images>
<library_effects>${barNames.map(effect).join('')}</library_effects>
<library_materials>${barNames.map(bar => `<material id="${bar}-material" name="${bar}"><instance_effect url="#${bar}-effect"/></material>`).join('')}</library_materials>
<library_geometries>${barNames.map(geometry).join('')}</library_geometries>
<library_animations><animation id="turn">
${source('turn-input', [0, 1], 'T').replace('type="float"', 'type="float"')}
${source('turn-output', [0, 90], 'A')}
<source id="turn-how"><Name_array id="turn-how-array" count="2">LINEAR LINEAR</Name_array><technique_common><accessor source="#turn-how-array" count="2" stride="1"><param name="INTERPOLATION" type="name"/></accessor></technique_common></source>
<sampler id="turn-sampler"><input semantic="INPUT" source="#turn-input"/><input semantic="OUTPUT" source="#turn-output"/><input semantic="INTERPOLATION" source="#turn-how"/></sampler>
<channel source="#turn-sampler" target="middle/turned.ANGLE"/>
</animation></library_animations>
<library_visual_scenes><visual_scene id="scene">${barNames.map(node).join('')}</visual_scene></library_visual_scenes>
<scene><instance_visual_scene url="#scene"/></scene>
</COLLADA>
`;
}

function effect(bar: Bar): string {
  const color = colors[bar].map(channel => (channel / 255).toFixed(3)).join(' ');
  const sampled = `<newparam sid="surface"><surface type="2D"><init_from>arrow</init_from></surface></newparam><newparam sid="sampler"><sampler2D><source>surface</source></sampler2D></newparam>`;
  const diffuse = bar === 'stem' ? '<texture texture="sampler" texcoord="UV"/>' : `<color>${color} 1</color>`;
  return `<effect id="${bar}-effect"><profile_COMMON>${bar === 'stem' ? sampled : ''}<technique sid="common"><lambert><diffuse>${diffuse}</diffuse></lambert></technique></profile_COMMON></effect>`;
}

function geometry(bar: Bar): string {
  const quads = letter().filter(quad => quad.bar === bar);
  const indices = quads.flatMap((_, at) => [0, 1, 2, 3].flatMap(corner => [at * 4 + corner, at, at * 4 + corner]));
  return `<geometry id="${bar}-mesh"><mesh>
${source(
  `${bar}-places`,
  quads.flatMap(({ corners }) => corners.flatMap(corner => zUp(corner).map(value => value * 100))),
  'XYZ',
)}
${source(
  `${bar}-normals`,
  quads.flatMap(({ normal }) => zUp(normal)),
  'XYZ',
)}
${source(
  `${bar}-uvs`,
  quads.flatMap(({ uvs }) => uvs.flat()),
  'ST',
)}
<vertices id="${bar}-vertices"><input semantic="POSITION" source="#${bar}-places"/></vertices>
<polylist material="${bar}" count="${quads.length}"><input semantic="VERTEX" source="#${bar}-vertices" offset="0"/><input semantic="NORMAL" source="#${bar}-normals" offset="1"/><input semantic="TEXCOORD" source="#${bar}-uvs" offset="2" set="0"/><vcount>${quads.map(() => 4).join(' ')}</vcount><p>${indices.join(' ')}</p></polylist>
</mesh></geometry>`;
}

function node(bar: Bar): string {
  const turned = bar === 'middle' ? '<rotate sid="turned">0 0 1 0</rotate>' : '';
  return `<node id="${bar}" name="${bar}">${turned}<instance_geometry url="#${bar}-mesh"><bind_material><technique_common><instance_material symbol="${bar}" target="#${bar}-material"><bind_vertex_input semantic="UV" input_semantic="TEXCOORD" input_set="0"/></instance_material></technique_common></bind_material></instance_geometry></node>`;
}
