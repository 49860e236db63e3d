import type { ModelFormat } from '../../renderer/asset.ts';

/** What the docs say of a model format, besides how it is recognised. */
export interface FormatFacts {
  title: string;
  /** Axes and unit: of the file, or assumed. */
  axes: string;
  reads: string;
  /** Features that are refused or left out; '' where there are none. */
  not: string;
}

/** Every model format, in the order in which the docs have them. */
export const modelFormatFacts = {
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
      'Version 7, binary and text: materials, images inside and beside it (which replace the colour), skins, morphs, clips; the first level of detail.',
    not: 'Version 6 and older; lights; NURBS; procedural maps (the material’s colour is drawn); all but the first of layered images.',
  },
  obj: {
    title: 'Wavefront OBJ',
    axes: 'y up, a unit is a metre.',
    reads:
      'Groups, several material libraries (also with physically based terms), images with their options, faces of any shape, lines and points in the colour of their material, colours of all vertices or some (the others have the default material), also as ZBrush writes them. Names are UTF-8, else Windows-1252. Normals of zero length are recomputed.',
    not: 'Free-form curves and surfaces, and `call`, which are refused; reflection, specular and displacement maps.',
  },
  stl: {
    title: 'STL',
    axes: 'z up, a unit is a metre.',
    reads:
      'Binary and text, with one solid or several; colours as Magics and VisCAM write them. A file is binary where its triangles fit in it; bytes after them are ignored.',
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
      'Versions 1.4 and 1.5: materials, images by the texture coordinates that they are bound to, skins, clips; morph targets at rest.',
    not: 'ZAE archives (send the .dae and its images as a form), lights, physics, shaders.',
  },
  '3mf': {
    title: '3MF',
    axes: 'Unit as the file says, z up.',
    reads:
      'Parts, components, base and composite materials, colours, images, layered images (the uppermost only), beam lattices; ZIP64 archives.',
    not: 'Encrypted content; implicit functions.',
  },
  usd: {
    title: 'USD',
    axes: 'Unit and up axis as the file says.',
    reads:
      'USDZ packages, and USDA or USDC with its images beside it: meshes, shapes, instances, display colours, UsdPreviewSurface, PNG, JPEG and AVIF images, skins, clips. Invisible and inactive prims, guides and proxies are left out.',
    not: 'References from a single file to other USD files: send a package. Curves, points, volumes. Subdivision: subdivided meshes without normals are shaded smooth.',
  },
  vrml: {
    title: 'VRML',
    axes: 'Metres, y up.',
    reads:
      'VRML 2.0 (97), as text: all shapes but Text, materials, images (PixelTexture too), colours of vertices, faces and lines, lines and points, Switch and LOD (its first level).',
    not: 'VRML 1.0, Inline, PROTO and MovieTexture, which are refused; Text, of which the answer warns (part_not_drawn); lights, viewpoints, background.',
  },
  '3ds': {
    title: '3D Studio',
    axes: 'z up, a unit is a metre.',
    reads:
      'Meshes, materials, images; placed as at the keyframer’s first key, with instances, pivots and parents. Hidden objects are left out.',
    not: 'Later key frames, lights, cameras; TGA images.',
  },
  vox: {
    title: 'MagicaVoxel',
    axes: 'z up, a voxel is 0.1 m.',
    reads: 'Volumes with their palettes and transforms.',
    not: 'Glass, metal and emission of the palette; later frames.',
  },
  gcode: {
    title: 'G-code',
    axes: 'Millimetres (inches after G20), z up.',
    reads: 'Extruded paths of a printer, or the cuts of a mill where nothing is extruded; with arcs.',
    not: 'Travel moves; binary G-code.',
  },
  pcd: {
    title: 'Point Cloud Data',
    axes: 'Metres, z up.',
    reads:
      'Text, binary and compressed; colours. Points without colours are lit by their normals, else coloured by intensity or height.',
    not: '',
  },
} satisfies Record<ModelFormat, FormatFacts>;
