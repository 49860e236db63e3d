import {
  ACESFilmicToneMapping,
  AgXToneMapping,
  CineonToneMapping,
  LinearToneMapping,
  NeutralToneMapping,
  type Node,
  NoToneMapping,
  ReinhardToneMapping,
  type ToneMapping as ThreeToneMapping,
} from 'three/webgpu';
import { toneMapping } from 'three/tsl';
import type { ToneMapping } from '../../../scenes/tone-mapping.ts';

const kinds = {
  neutral: NeutralToneMapping,
  agx: AgXToneMapping,
  aces: ACESFilmicToneMapping,
  cineon: CineonToneMapping,
  reinhard: ReinhardToneMapping,
  linear: LinearToneMapping,
  none: NoToneMapping,
} satisfies Record<ToneMapping, ThreeToneMapping>;

/** Light as colours of 0–1, still linear. @param exposure what light is multiplied by before, but for `none` */
export function toneMapped(light: Node<'vec3'>, kind: ToneMapping, exposure: Node<'float'>): Node<'vec3'> {
  return kind === 'none' ? light : toneMapping(kinds[kind], exposure, light);
}
