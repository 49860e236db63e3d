import { LoadingManager } from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseVrml } from '../../renderer/stage/formats/vrml/tree.ts';
import { World } from '../../renderer/stage/formats/vrml/world.ts';

test('kinds of shapes that are not drawn are told, each once', () => {
  const world = new World(new LoadingManager());
  const shapes = ['Text { string "a" }', 'Box { }', 'Text { string "b" }', 'NULL'].map(
    geometry => `Shape { geometry ${geometry} }`,
  );
  for (const node of parseVrml(`#VRML V2.0 utf8\n${shapes.join('\n')}`)) world.build(node);
  assert.equal([...world.left], ['Text']);
});

test.run();
