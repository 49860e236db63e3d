/**
 * A GPU device with all that its adapter can: large textures, pictures and models need that. Asked for while the page
 * still reads three.js.
 */
export const opening: Promise<GPUDevice> = openDevice();
// who needs it hears of it
opening.catch(() => {});

/** Another one for each call. */
export async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('Chrome has no WebGPU adapter.');
  const features = [...adapter.features].filter(
    (feature): feature is GPUFeatureName => feature !== 'core-features-and-limits',
  );
  return adapter.requestDevice({
    requiredFeatures: [...features, 'core-features-and-limits'],
    requiredLimits: limitsOf(adapter),
  });
}

/** Every limit as high as the adapter goes. */
function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const found: Record<string, number> = {};
  // they are getters of the prototype, so Object.entries does not see them
  for (const name in limits) {
    const limit: unknown = Reflect.get(limits, name);
    if (typeof limit === 'number') found[name] = limit;
  }
  return found;
}
