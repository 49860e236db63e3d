import { barNames, colors, letter } from './letter.ts';

export function vrml(): string {
  const shapes = barNames.map(bar => {
    const quads = letter().filter(quad => quad.bar === bar);
    const color = bar === 'stem' ? '1 1 1' : colors[bar].map(channel => (channel / 255).toFixed(3)).join(' ');
    const image = bar === 'stem' ? 'texture ImageTexture { url [ "arrow.png" ] }' : '';
    return `Shape {
  appearance Appearance { material Material { diffuseColor ${color} } ${image} }
  geometry IndexedFaceSet {
    coord Coordinate { point [ ${quads.flatMap(({ corners }) => corners.map(corner => corner.join(' '))).join(', ')} ] }
    coordIndex [ ${quads.map((_, at) => `${at * 4}, ${at * 4 + 1}, ${at * 4 + 2}, ${at * 4 + 3}, -1`).join(', ')} ]
    texCoord TextureCoordinate { point [ ${quads.flatMap(({ uvs }) => uvs.map(uv => uv.map(part => part.toFixed(4)).join(' '))).join(', ')} ] }
    texCoordIndex [ ${quads.map((_, at) => `${at * 4}, ${at * 4 + 1}, ${at * 4 + 2}, ${at * 4 + 3}, -1`).join(', ')} ]
  }
}`;
  });
  return `#VRML V2.0 utf8
# a letter, and a pole beside it
Background { skyColor [ 0.2 0.3 0.8 ] }
DEF Letter Group { children [
${shapes.join(',\n')}
] }
Transform { translation 0.85 0.8 0 children Shape {
  appearance Appearance { material Material { diffuseColor 0.2 0.6 0.3 } }
  geometry Cylinder { radius 0.08 height 1.6 }
} }
Shape {
  appearance Appearance { material Material { emissiveColor 0.8 0.1 0.6 } }
  geometry IndexedLineSet { coord Coordinate { point [ -0.5 1.75 0, 0.95 1.75 0 ] } coordIndex [ 0, 1, -1 ] }
}
`;
}
