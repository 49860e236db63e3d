import { collada } from './collada.ts';
import { fbx } from './fbx.ts';
import { fbxBinary } from './fbx-binary.ts';
import { fbxText } from './fbx-text.ts';
import { gcode } from './gcode.ts';
import { bmp, png, tga } from './image.ts';
import { moreMtl, mtl, obj, objBare, objLines } from './obj.ts';
import { pcd, pcdCompressed, pcdText } from './pcd.ts';
import { plyCloud, plySplats, plyText, plyTextured } from './ply.ts';
import { stl, stlText } from './stl.ts';
import { tds } from './tds.ts';
import { threemf } from './threemf.ts';
import { usda, usdz } from './usd.ts';
import { vox } from './vox.ts';
import { vrml } from './vrml.ts';

type File = Uint8Array | string;

/** Every file of `formats/`, by its name. */
export const files: Readonly<Record<string, () => File | Promise<File>>> = {
  'up arrow.png': png,
  'arrow.png': png,
  'arrow.bmp': bmp,
  'textures/arrow.tga': tga,
  'textures/arrow.png': png,
  'letter.stl': () => stl(false),
  'letter-colored.stl': () => stl(true),
  'letter-text.stl': stlText,
  'letter.obj': obj,
  'letter.mtl': () => mtl,
  'more colors.mtl': () => moreMtl,
  'letter-bare.obj': objBare,
  'letter-lines.obj': objLines,
  'letter.ply': plyText,
  'letter-textured.ply': plyTextured,
  'letter-cloud.ply': plyCloud,
  'letter-splats.ply': plySplats,
  'letter.fbx': async () => fbxBinary(fbx({ max: true, image: 'D:\\art\\arrow.png', content: await png() })),
  'letter-text.fbx': () => fbxText(fbx({ max: false, image: 'C:\\work\\arrow.png' })),
  'letter.dae': collada,
  'letter.3mf': threemf,
  'letter.usdz': usdz,
  'letter.usda': () => usda('./textures/arrow.png'),
  'letter.wrl': vrml,
  'letter.vox': vox,
  'letter.3ds': tds,
  'letter.gcode': gcode,
  'letter.pcd': pcd,
  'letter-text.pcd': pcdText,
  'letter-compressed.pcd': pcdCompressed,
};
