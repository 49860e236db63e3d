/**
 * The language's refinements as JSON Schema, by noun, so that an editor checks them too. Sums over several numbers (pixels in
 * all, lengths of a buffer's arrays) cannot be expressed there; only the service checks them.
 */
export const rules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Scene: {
    oneOf: [{ required: ['model'] }, { required: ['nodes'] }],
    not: { anyOf: [{ required: ['camera', 'views'] }, { required: ['output', 'outputs'] }] },
    if: { properties: { background: { const: 'environment' } }, required: ['background'] },
    then: {
      properties: {
        environment: {
          not: { anyOf: [{ const: 'none' }, { properties: { preset: { const: 'none' } }, required: ['preset'] }] },
        },
      },
    },
  },
  Views: { minProperties: 1, maxProperties: 64 },
  Outputs: { minProperties: 1, maxProperties: 16 },
  Camera: {
    dependentSchemas: {
      from: refusing('orbit', 'fit', 'margin', 'position', 'target', 'up', 'fov', 'height'),
      position: {
        properties: { orbit: false, fit: false, margin: false, target: { type: 'array' } },
        if: orthographic(),
        then: { required: ['height'] },
      },
    },
    allOf: [
      { if: orthographic(), then: refusing('fov'), else: refusing('height') },
      { if: { required: ['position'] }, else: { properties: { up: false, target: { type: 'string' } } } },
    ],
    properties: { up: { not: { const: [0, 0, 0] } } },
  },
  Node: {
    dependentSchemas: {
      geometry: refusing('light', 'model'),
      light: refusing('geometry', 'model'),
      model: refusing('geometry', 'light'),
    },
    dependentRequired: { material: ['geometry'] },
  },
};

function refusing(...fields: string[]): object {
  return { properties: Object.fromEntries(fields.map(field => [field, false])) };
}

function orthographic(): object {
  return { properties: { type: { const: 'orthographic' } }, required: ['type'] };
}
