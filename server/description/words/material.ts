import type { Words } from './words.ts';

const surface = {
  type: 'Which material it is.',
  color: 'Of the surface.',
  map: 'Colour from an image.',
  alphaMap: 'Opacity from the green of an image.',
  opacity: 'Below 1 it is blended with what is behind.',
  transparent: 'Whether it is blended by its alpha. Default: where opacity is below 1, or an alphaMap is given.',
  alphaTest: 'Leaves out what has a lower alpha.',
  side: 'Which sides of a triangle are seen.',
  vertexColors: 'Whether the colours of a buffer geometry’s vertices are shown.',
  wireframe: 'Edges of the triangles alone.',
} as const;

const lit = {
  emissive:
    'Light that the surface gives off, by which it also lights what is around it where there is an environment.',
  emissiveIntensity: 'Factor of emissive.',
  emissiveMap: 'Emissive from an image.',
  normalMap: 'Relief from an image of tangent-space normals.',
  normalScale: 'Strength of normalMap, [x, y].',
  bumpMap: 'Relief from an image of heights.',
  bumpScale: 'Strength of bumpMap.',
  aoMap: 'Shade in crevices, from the red of an image.',
  aoMapIntensity: 'Strength of aoMap.',
  displacementMap: 'Moves vertices by an image of heights.',
  displacementScale: 'Metres at white.',
  displacementBias: 'Metres at black.',
  flatShading: 'Whether triangles look flat.',
} as const;

const metallicRoughness = {
  roughness: '0 is a mirror, 1 is chalk.',
  roughnessMap: 'Factor of roughness, from the green of an image.',
  metalness: '0 is plastic or wood, 1 is bare metal.',
  metalnessMap: 'Factor of metalness, from the blue of an image.',
  envMapIntensity: 'Factor of the environment’s light on it.',
} as const;

const layers = {
  clearcoat: 'Strength of a clear lacquer.',
  clearcoatMap: 'Factor of clearcoat, from the red of an image.',
  clearcoatRoughness: 'Roughness of the lacquer.',
  clearcoatRoughnessMap: 'Factor of clearcoatRoughness, from the green of an image.',
  clearcoatNormalMap: 'Relief of the lacquer.',
  sheen: 'Strength of the soft gleam of cloth.',
  sheenColor: 'Colour of the gleam.',
  sheenColorMap: 'Colour of the gleam from an image.',
  sheenRoughness: 'Roughness of the gleam.',
  iridescence: 'Strength of a thin film’s rainbow.',
  iridescenceIOR: 'Refractive index of the film.',
  iridescenceThicknessRange: 'Nanometres, thinnest and thickest.',
  anisotropy: 'Strength of a highlight that is drawn out, as on brushed metal.',
  anisotropyRotation: 'Degrees by which it is turned.',
  transmission: 'Share of the light that goes through, as through glass.',
  transmissionMap: 'Factor of transmission, from the red of an image.',
  thickness: 'Metres of what is below the surface; 0 is a thin wall.',
  ior: 'Refractive index: 1.33 is water, 1.5 is glass.',
  attenuationColor: 'Colour that light takes on inside.',
  attenuationDistance: 'Metres after which it has that colour.',
  dispersion: 'How far colours part inside.',
  specularIntensity: 'Strength of reflections of what is no metal.',
  specularColor: 'Colour of those reflections.',
} as const;

const { type: _, ...shared } = surface;

export const materialWords: Readonly<Record<string, Words>> = {
  Material: { is: 'The look of a mesh: three.js’ mesh materials by their names; standard where no type is given.' },
  StandardMaterial: {
    is: 'Physically based, by roughness and metalness. What is meant where no type is given.',
    fields: { ...surface, ...lit, ...metallicRoughness },
  },
  PhysicalMaterial: {
    is: 'Standard, with lacquer, cloth, glass, thin films and brushed metal.',
    fields: {
      ...surface,
      ...lit,
      ...metallicRoughness,
      ...layers,
    },
  },
  BasicMaterial: { is: 'Flat colour, without light or shade.', fields: surface },
  ToonMaterial: {
    is: 'Light cut into bands.',
    fields: { ...surface, ...lit, steps: 'Number of bands.' },
  },
  MaterialChange: {
    is: 'What is changed of a material that the file brings, for this use of the file alone. What is not given stays as it is; null takes an image away.',
    fields: { ...shared, ...lit, ...metallicRoughness, ...layers },
  },
};
