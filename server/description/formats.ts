import type { ModelFormat } from '../../renderer/asset.ts';

/** What is known of a format of models besides how it is told. */
export interface FormatFacts {
  title: string;
  /** Axes and unit: what the file says, or what is taken for granted. */
  axes: string;
  reads: string;
  /** What of it is refused or left out; '' where nothing is. */
  not: string;
}

/** Every format of models, in the order in which the docs have them. */
export const formats = {
  glb: { title: 'glTF, binary', axes: 'Metres, y up.', reads: 'All of glTF 2.0: see the tables below.', not: '' },
  gltf: {
    title: 'glTF, JSON',
    axes: 'Metres, y up.',
    reads: 'The same, with its buffers and images beside it.',
    not: '',
  },
  three: {
    title: 'three.js JSON',
    axes: 'Metres, y up.',
    reads: 'Object and scene JSON of format 4, as `toJSON()` and the editor write it.',
    not: 'Anything that carries code.',
  },
  fbx: {
    title: 'FBX',
    axes: 'Unit and up axis as the file says.',
    reads:
      'Version 7, binary and text: materials, images within and beside it (which take the place of the colour), skins, morphs, clips; the first of its levels of detail.',
    not: 'Version 6 and older; lights; NURBS; maps made by a procedure (the material’s colour is drawn); the second image where several are layered.',
  },
  obj: {
    title: 'Wavefront OBJ',
    axes: 'y up, a unit is a metre.',
    reads:
      'Groups, several libraries of materials (also with the terms of physically based ones), images with their options, faces of any shape, lines and points in the colour of their material, colours of all vertices or some (the others are clay), also as ZBrush paints them. Names are UTF-8, else Windows-1252. Normals of no length are made anew.',
    not: 'Free-form curves and surfaces, and `call`, which are refused; reflection, specular and displacement maps.',
  },
  stl: {
    title: 'STL',
    axes: 'z up, a unit is a metre.',
    reads:
      'Binary and text, with one solid or several; colours as Magics and VisCAM write them. Binary is told by whether its triangles fit in the file: what is after them does not matter.',
    not: '',
  },
  ply: {
    title: 'PLY',
    axes: 'y up, a unit is a metre; Gaussian splats have y down.',
    reads:
      'Text and binary of either byte order: meshes with faces of any number of corners and any shape, edges, colours of vertices or faces, images that comments name; point clouds; Gaussian splats with harmonics up to degree three.',
    not: 'Triangle strips.',
  },
  dae: {
    title: 'COLLADA',
    axes: 'Unit and up axis as the file says.',
    reads:
      '1.4 and 1.5: materials, images by the coordinates that they are bound to, skins, clips; shapes that are blended as they are at rest.',
    not: 'ZAE archives (send the .dae and its images as a form), lights, physics, shaders.',
  },
  '3mf': {
    title: '3MF',
    axes: 'Unit as the file says, z up.',
    reads:
      'Parts, components, base and composite materials, colours, images, layers of them (the uppermost image alone), beam lattices; archives of 64 bits.',
    not: 'Encrypted content; implicit functions.',
  },
  usd: {
    title: 'USD',
    axes: 'metersPerUnit and upAxis as the file says.',
    reads:
      'USDZ packages, and USDA or USDC with its images beside it: meshes, shapes, instances, display colours, UsdPreviewSurface, PNG, JPEG and AVIF images, skins, clips; not what is invisible, not active, a guide or a proxy.',
    not: 'References to other USD files from one that comes alone: send a package. Curves, points, volumes. Subdivision: meshes without normals are rounded where it is meant.',
  },
  vrml: {
    title: 'VRML',
    axes: 'Metres, y up.',
    reads:
      '2.0 (97), as text: all shapes but Text, materials, images (PixelTexture too), colours of corners, faces and lines, lines and points, Switch and LOD (its first level).',
    not: 'VRML 1.0, Inline, PROTO and films, which are refused; Text, of which the answer warns (part_not_drawn); lights, viewpoints, its background.',
  },
  '3ds': {
    title: '3D Studio',
    axes: 'z up, a unit is a metre.',
    reads:
      'Meshes, materials, images; where the keyframer has them at its first key, with instances, pivots and parents. Hidden objects are left out.',
    not: 'Later key frames, lights, cameras; TGA images.',
  },
  vox: {
    title: 'MagicaVoxel',
    axes: 'z up, a voxel is 0.1 m.',
    reads: 'Volumes, palettes, and how volumes are placed.',
    not: 'Glass, metal and light of the palette; later frames.',
  },
  gcode: {
    title: 'G-code',
    axes: 'Millimetres (inches after G20), z up.',
    reads: 'What a printer lays down, or where nothing is fed what a mill cuts, with arcs.',
    not: 'Ways without plastic; binary G-code.',
  },
  pcd: {
    title: 'Point Cloud Data',
    axes: 'Metres, z up.',
    reads:
      'Text, binary and compressed; colours. Without colours points are lit by their normals, else shaded by intensity or height.',
    not: '',
  },
} satisfies Record<ModelFormat, FormatFacts>;
