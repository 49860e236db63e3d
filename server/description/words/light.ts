import type { Words } from './words.ts';

const tint = { type: 'Which light it is.', color: 'Of the light.' } as const;
const target = 'The point that it shines towards, in the scene’s metres.';
const reach = {
  distance: 'Metres at which the light ends; 0 is never.',
  decay: 'How quickly it gets weaker with distance; 2 as in nature.',
} as const;
const casting = {
  castShadow: 'Whether it casts shadows.',
  shadow: 'How its shadows look.',
  'shadow.mapSize': 'Texels per side of the shadow map.',
  'shadow.radius':
    'Blur, in texels of a map that shows as much of the scene as is both in the light’s way and in the picture.',
  'shadow.intensity': 'How dark they are.',
  'shadow.bias': 'Moves shadows off their surface, beyond what its slope asks for. Default: 0.',
  'shadow.normalBias': 'The same, along the normal.',
} as const;

export const lightWords: Readonly<Record<string, Words>> = {
  Light: { is: 'A light. It shines from its node’s position; those with a direction shine towards target.' },
  AmbientLight: { is: 'Equal light from everywhere.', fields: { ...tint, intensity: 'Factor.' } },
  HemisphereLight: {
    is: 'One colour from above, another from below.',
    fields: { ...tint, intensity: 'Factor.', groundColor: 'Of the light from below.' },
  },
  DirectionalLight: {
    is: 'Parallel rays, as from the sun.',
    fields: { ...tint, intensity: 'Lux.', target, ...casting },
  },
  PointLight: {
    is: 'From one point in all directions.',
    fields: { ...tint, intensity: 'Candela.', ...reach, ...casting },
  },
  SpotLight: {
    is: 'A cone of light.',
    fields: {
      ...tint,
      intensity: 'Candela.',
      target,
      ...reach,
      angle: 'Half of the cone, in degrees.',
      penumbra: 'Share of the cone that is a soft edge.',
      ...casting,
    },
  },
  RectAreaLight: {
    is: 'A shining rectangle, without shadow; on standard and physical materials alone.',
    fields: { ...tint, intensity: 'Nits.', target, width: 'Metres.', height: 'Metres.' },
  },
};
