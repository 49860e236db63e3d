/** Steps of a render, by the names of timings and of the stage's calls, as they are told after "while". */
const steps: ReadonlyMap<string, string> = new Map([
  ['load', 'loading its files'],
  ['light', 'making its light'],
  ['ground', 'arranging it on its ground'],
  ['variant', 'changing its variant'],
  ['frame', 'placing its camera'],
  ['decode', 'decoding its images'],
  ['upload', 'bringing its images to the GPU'],
  ['occlusion', 'working out its shade'],
  ['compile', 'compiling its shaders'],
  ['readback', 'reading back the picture'],
  ['handOver', 'handing over the picture'],
  ['encode', 'encoding the picture'],
]);

export function doing(step: string | undefined): string {
  return steps.get(step ?? '') ?? 'drawing it';
}
