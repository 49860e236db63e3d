import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Comparison, Measured } from '../../bench/fidelity/compare.ts';
import { sceneOf } from '../../bench/fidelity/scene-of.ts';
import type { Scenario } from '../../bench/fidelity/scenarios.ts';
import { isFurthest, standingsOf, verdictsOf } from '../../bench/fidelity/standings.ts';
import { scene } from '../../scenes/scene.ts';

const scenario: Scenario = {
  name: 'khronos-Chair',
  model: 'models/chair.glb',
  lighting: 'environments/room.hdr',
  dimensions: { width: 640, height: 480 },
  target: { x: 1, y: 2, z: 3 },
  orbit: { theta: 90, phi: 90, radius: 2 },
  verticalFoV: 45,
  renderSkybox: false,
};

/** A comparison with these distances. */
function comparisonOf(ours: Record<string, number>, peers: Record<string, number>): Comparison {
  const measured = (distances: Record<string, number>): Measured[] =>
    Object.entries(distances).map(([renderer, distance]) => ({
      renderer,
      distance,
      nearer: 'blender-cycles',
      bytes: new Uint8Array(),
    }));
  return {
    scenario,
    references: [],
    apart: undefined,
    ours: measured(ours),
    peers: measured(peers),
    failures: [],
  };
}

/** What a row of the verdicts says, by what it is of. */
function verdict(comparisons: Comparison[], sampling: 'standard' | 'best', what: string): boolean | undefined {
  const row = verdictsOf(comparisons, [sampling]).find(one => one.what.includes(what));
  assert.ok(row, `there is no row about ${what}`);
  return row.holds;
}

test('a scenario is drawn from where it says', () => {
  const position = (orbit: Scenario['orbit']) => {
    const { camera } = sceneOf({ ...scenario, orbit }, 'standard');
    return camera?.position?.map(at => Math.round(at * 1e6) / 1e6);
  };
  assert.equal(position({ theta: 0, phi: 90, radius: 2 }), [1, 2, 5]);
  assert.equal(position({ theta: 90, phi: 90, radius: 2 }), [3, 2, 3]);
  assert.equal(position({ theta: 0, phi: 60, radius: 2 }), [1, 3, 4.732051]);
});

test('its request is a scene in ACES, on its own light or on nothing', () => {
  const { background, toneMapping, outputs, views } = scene.parse(sceneOf(scenario, 'best'));
  assert.equal([background, toneMapping, outputs[0]?.sampling], ['transparent', 'aces', 'best']);
  assert.equal([outputs[0]?.width, outputs[0]?.height, views['main']?.fov], [640, 480, 45]);
  assert.is(sceneOf({ ...scenario, renderSkybox: true }, 'best').background, 'environment');
});

test('means are over the scenarios that every renderer has', () => {
  const comparisons = [comparisonOf({ best: 10 }, { a: 12, b: 14 }), comparisonOf({ best: 90 }, { a: 80 })];
  const { scenarios, means } = standingsOf(comparisons, ['best', 'a', 'b']);
  assert.is(scenarios, 1);
  assert.equal(
    [...means],
    [
      ['best', 10],
      ['a', 12],
      ['b', 14],
    ],
  );
});

test('standard has to be nearer than every peer, best by 1.0', () => {
  assert.is(verdict([comparisonOf({ standard: 11.9 }, { a: 12, b: 14 })], 'standard', 'mean'), true);
  assert.is(verdict([comparisonOf({ standard: 12.1 }, { a: 12, b: 14 })], 'standard', 'mean'), false);
  assert.is(verdict([comparisonOf({ best: 11 }, { a: 12, b: 14 })], 'best', 'mean'), true);
  assert.is(verdict([comparisonOf({ best: 11.1 }, { a: 12, b: 14 })], 'best', 'mean'), false);
});

test('what is further away than every peer is told, and what was not drawn', () => {
  const far = comparisonOf({ standard: 15 }, { a: 12, b: 14 });
  assert.ok(isFurthest(far, 'standard'));
  assert.not(isFurthest(comparisonOf({ standard: 13 }, { a: 12, b: 14 }), 'standard'));
  assert.is(verdict([far], 'standard', 'further'), false);
  assert.is(verdict([far, comparisonOf({}, { a: 12 })], 'standard', 'drawn'), false);
});

test.run();
