import type { Scene } from 'three/webgpu';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import type { EnvironmentPreset } from '../../../../scenes/environment.ts';
import { neutral } from './neutral.ts';
import { studio } from './studio.ts';
import { sunset } from './sunset.ts';

/** One row per preset: the world whose light is baked. */
export const presets = {
  studio,
  neutral,
  room: () => new RoomEnvironment(),
  sunset,
} satisfies Record<EnvironmentPreset, () => Scene>;
