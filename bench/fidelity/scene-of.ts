import type { Sampling } from '../../scenes/output.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import type { Scenario } from './scenarios.ts';

/** The request that draws a scenario as all its renderers draw it: nothing but model and light, in ACES. */
export function sceneOf(scenario: Scenario, sampling: Sampling): SceneInput {
  const { model, lighting, dimensions, target, verticalFoV, renderSkybox } = scenario;
  return {
    model,
    camera: { position: positionOf(scenario), target: [target.x, target.y, target.z], fov: verticalFoV },
    environment: { src: lighting },
    background: renderSkybox ? 'environment' : 'transparent',
    ground: 'none',
    toneMapping: 'aces',
    output: { width: dimensions.width, height: dimensions.height, format: 'png', sampling },
  };
}

function positionOf({ target, orbit: { theta, phi, radius } }: Scenario): [number, number, number] {
  const [around, down] = [theta, phi].map(degrees => (degrees * Math.PI) / 180) as [number, number];
  return [
    target.x + radius * Math.sin(down) * Math.sin(around),
    target.y + radius * Math.cos(down),
    target.z + radius * Math.sin(down) * Math.cos(around),
  ];
}
