import type { Kind } from './contestant.ts';
import { darkroom, swiftShader } from './darkroom.ts';
import { engine } from './engine.ts';
import { f3d, f3dOf } from './f3d.ts';
import { modelViewer } from './model-viewer.ts';
import { pageAShot, warmPage } from './page.ts';
import { three } from './three.ts';

/** What others are measured against. */
export const ours = darkroom('standard');
/** F3D as its own documentation advises for glTF: tone mapping, ambient occlusion, anti-aliasing, sorted transparency. */
const looks = ['-tuqap'];
export const native = f3d('F3D', looks);
export { swiftShader };

/** In the order in which they draw, and stand in the tables. */
export const kinds: readonly Kind[] = [
  ours,
  swiftShader,
  darkroom('draft'),
  native,
  f3d('F3D, plain'),
  f3dOf('F3D 3.1', looks, {
    suite: 'trixie',
    // its VTK is built for no other
    backend: 'auto',
    undrawn: { sofa: 'its VTK refuses what requires KHR_texture_transform; the older one drew it without' },
  }),
  f3dOf('F3D, newest', looks, { suite: 'forky', backend: 'egl' }),
  warmPage('model-viewer', modelViewer),
  pageAShot('model-viewer', modelViewer),
  warmPage('three.js page', three),
  pageAShot('three.js page', three),
  engine,
];
