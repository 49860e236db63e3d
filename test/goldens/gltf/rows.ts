import type { SceneInput } from '../../../scenes/scene.ts';

/** Small scenes by name, one for a feature: each made when it is drawn. */
export type Rows = Readonly<Record<string, () => SceneInput | Promise<SceneInput>>>;
