import * as assert from 'uvu/assert';
import { chunk, floats, word, words16 } from '../../scenes/models/make/formats/tds.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { drawFiles, unlike } from '../support/files.ts';

const test = drawnTests();

interface Stand {
  parent?: number;
  position?: number[];
  /** Radians, and an axis. */
  turn?: number[];
  scale?: number[];
  pivot?: number[];
}

const words32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);

/** A track of one key, which eases in one way. */
function track(id: number, values: number[]): Buffer {
  const head = [Buffer.alloc(10), words32(1), words32(0), words16(1), floats([0.5])];
  return chunk(id, ...head, floats(values));
}

function node(id: number, mesh: string, { parent = 0xffff, position = [], turn = [], scale = [], pivot = [] }: Stand) {
  const tracks = [
    track(0xb020, position.length > 0 ? position : [0, 0, 0]),
    track(0xb021, turn.length > 0 ? turn : [0, 0, 0, 1]),
    track(0xb022, scale.length > 0 ? scale : [1, 1, 1]),
  ];
  const head = chunk(0xb010, word(mesh), words16(0, 0, parent));
  return chunk(
    0xb002,
    chunk(0xb030, words16(id)),
    head,
    chunk(0xb013, floats(pivot.length > 0 ? pivot : [0, 0, 0])),
    ...tracks,
  );
}

/** A square from the origin of its own axes, one wide and high; its points are written where those axes are. */
function square(name: string, [x, y, z]: [number, number, number], ...more: Buffer[]): Buffer {
  const points = [0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1].map((value, at) => value + ([x, y, z][at % 3] ?? 0));
  const body = chunk(
    0x4100,
    chunk(0x4110, words16(4), floats(points)),
    chunk(0x4120, words16(2, 0, 1, 2, 7, 0, 2, 3, 7)),
    chunk(0x4160, floats([1, 0, 0, 0, 1, 0, 0, 0, 1, x, y, z])),
  );
  return chunk(0x4000, word(name), ...more, body);
}

function tds(meshes: Buffer[], ...nodes: Buffer[]): Buffer {
  return chunk(0x4d4d, chunk(0x0002, words32(3)), chunk(0x3d3d, ...meshes), chunk(0xb000, ...nodes));
}

test('a mesh stands where the keyframer has it, as often as it does', async renderer => {
  const meshes = [square('tile', [70, 0, 50])];
  const file = tds(
    meshes,
    node(0, 'tile', {}),
    // a quarter clockwise around y, seen from where that points: x to z, and z to -x
    node(1, 'tile', { position: [4, 0, 3], turn: [Math.PI / 2, 0, 1, 0] }),
    node(2, '$$$DUMMY', { position: [1, 0, 0], scale: [1, 1, 2] }),
    node(3, 'tile', { parent: 2, position: [1, 0, 1], pivot: [1, 0, 1] }),
  );
  const pixels = await drawFiles(renderer, { 'a.3ds': file });
  // four by four: tiles at (0, 0), at (3, 3), and one twice as high at (1, 0)
  const seen = {
    '0.125 0.875': 'grey',
    '0.875 0.125': 'grey',
    '0.375 0.625': 'grey',
    '0.375 0.875': 'grey',
    '0.625 0.875': 'nothing',
    '0.125 0.625': 'nothing',
    '0.375 0.375': 'nothing',
  } as const;
  assert.equal(unlike(pixels, seen), []);
});

test('a mesh without a place in the keyframer stands as it is written, and a hidden one is not drawn', async renderer => {
  const meshes = [square('a', [0, 0, 0]), square('b', [1, 0, 1]), square('c', [5, 0, 5], chunk(0x4010))];
  const pixels = await drawFiles(renderer, { 'a.3ds': tds(meshes, node(0, 'a', {})) });
  const seen = { '0.25 0.75': 'grey', '0.75 0.25': 'grey', '0.25 0.25': 'nothing', '0.75 0.75': 'nothing' } as const;
  assert.equal(unlike(pixels, seen), []);
});

test.run();
