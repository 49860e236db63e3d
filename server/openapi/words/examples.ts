/** What the examples of `scenes/examples/` show, by their files' names, in the order in which people read them. */
export const exampleWords: Readonly<Record<string, { title: string; shows: string }>> = {
  chair: { title: 'A model', shows: 'The smallest scene: framed, lit and grounded by the defaults.' },
  variant: { title: 'A product shot', shows: 'A material variant on nothing, with a soft contact shadow, as WebP.' },
  views: { title: 'Three sides', shows: 'One model from several views; each makes a frame.' },
  'close-up': { title: 'A close-up', shows: 'The camera targets a node of the model by its name.' },
  hero: { title: 'The file’s own camera', shows: 'A camera that the model brings along.' },
  animation: { title: 'A moment of a clip', shows: 'An animation, stopped at a time.' },
  shadow: { title: 'A cast shadow', shows: 'The ground catches the shadow that a light casts.' },
  glass: { title: 'Glass', shows: 'Transmission, with the environment turned to catch the light.' },
  sunset: { title: 'In its surroundings', shows: 'The environment behind the model as well as on it.' },
  'two-views': { title: 'Composed of parts', shows: 'A mesh, a light and a model, seen from two sides.' },
  isometric: { title: 'Isometric', shows: 'Groups of simple shapes before an orthographic camera.' },
  lights: { title: 'Lights', shows: 'Spot, point, rectangle and hemisphere, with shadows and no environment.' },
  materials: { title: 'Materials', shows: 'Roughness, metal, lacquer, cloth and thin films, each from none to full.' },
  geometries: { title: 'Geometries', shows: 'Every kind of geometry.' },
  toon: { title: 'Toon', shows: 'Light in bands, without an environment.' },
};
