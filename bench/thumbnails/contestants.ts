import type { Kind } from './contestant.ts';
import { darkroom } from './darkroom.ts';
import { engine } from './engine.ts';
import { f3d } from './f3d.ts';
import { modelViewer } from './model-viewer.ts';
import { pageAShot, warmPage } from './page.ts';
import { three } from './three.ts';

/** What others are measured against. */
export const ours = darkroom('standard');
/** F3D as its own documentation advises for glTF: tone mapping, ambient occlusion, anti-aliasing, sorted transparency. */
export const native = f3d('F3D', ['-tuqap']);

/** In the order in which they draw, and stand in the tables. */
export const kinds: readonly Kind[] = [
  ours,
  darkroom('draft'),
  native,
  f3d('F3D, plain'),
  warmPage('model-viewer', modelViewer),
  pageAShot('model-viewer', modelViewer),
  warmPage('three.js page', three),
  pageAShot('three.js page', three),
  engine,
];
