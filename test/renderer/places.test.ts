import { BufferGeometry, IcosahedronGeometry } from 'three/webgpu';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { creased } from '../../renderer/stage/formats/creases.ts';
import { readObj } from '../../renderer/stage/formats/obj/contents.ts';
import { setPlaces } from '../../renderer/stage/formats/places.ts';
import { readColumns } from '../../renderer/stage/formats/pcd/columns.ts';
import { readHeader } from '../../renderer/stage/formats/pcd/header.ts';
import { columnsOf } from '../../renderer/stage/formats/ply-columns.ts';
import { readPly } from '../../renderer/stage/formats/ply-table.ts';
import { triangulated } from '../../renderer/stage/formats/polygons.ts';
import { Scan } from '../../renderer/stage/formats/scan.ts';
import { readTriangles } from '../../renderer/stage/formats/stl/triangles.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Metres east and north of where a map's grid begins, apart by what 32 bits cannot tell there. */
const corners = [500_000.125, 4_649_776.0625, 30, 500_000.25, 4_649_776.0625, 30, 500_000.25, 4_649_776.125, 30];

test('places far from the origin are kept exactly, around an origin of their own', () => {
  const geometry = new BufferGeometry();
  const origin = setPlaces(geometry, corners);
  const near = geometry.getAttribute('position').array;
  const found = Array.from(near, (value, at) => value + origin.getComponent(at % 3));
  assert.equal(found, corners);
  assert.ok(near.every(value => Math.abs(value) < 1));
});

test('what is about the origin stays as it is', () => {
  const places = [-1, 0, 0, 5, 0, 0, 5, 2, 0];
  const geometry = new BufferGeometry();
  assert.equal(setPlaces(geometry, places).toArray(), [0, 0, 0]);
  assert.equal([...geometry.getAttribute('position').array], places);
});

test('text formats hand the digits on', () => {
  const lines = [0, 3, 6].map(at => corners.slice(at, at + 3).join(' '));
  const obj = readObj(bytesOf(`${lines.map(line => `v ${line}`).join('\n')}\nf 1 2 3\n`));
  assert.equal(obj.vertices.places, corners);
  const stl = `solid a\nfacet normal 0 0 1\n${lines.map(line => `vertex ${line}`).join('\n')}\nendsolid a\n`;
  assert.equal([...readTriangles(bytesOf(stl).buffer).places], corners);
  const head = `VERSION .7\nFIELDS x y z\nSIZE 8 8 8\nTYPE F F F\nWIDTH 3\nHEIGHT 1\nPOINTS 3\nDATA ascii\n`;
  const pcd = bytesOf(`${head}${lines.join('\n')}\n`).buffer;
  const columns = readColumns(pcd, readHeader(pcd));
  assert.equal(
    [0, 1, 2].flatMap(point => ['x', 'y', 'z'].map(axis => columns.get(axis)?.[point])),
    corners,
  );
  const ply = `ply\nformat ascii 1.0\nelement vertex 3\n${['x', 'y', 'z'].map(axis => `property float ${axis}\n`).join('')}end_header\n`;
  const { vertex } = readPly(bytesOf(`${ply}${lines.join('\n')}\n`).buffer);
  assert.equal([...(columnsOf(vertex, [['x', 'y', 'z']]) ?? [])], corners);
});

test('numbers are read as the language reads them', () => {
  const written = [
    '0',
    '-0.5',
    '.25',
    '3.',
    '1e3',
    '-1.E-2',
    '+7',
    '0.1',
    '123456789012345678',
    '4649776.123456789',
    '1e-7',
  ];
  const scan = new Scan(bytesOf(written.join(' ')));
  assert.equal(
    written.map(() => scan.number()),
    written.map(Number),
  );
  assert.ok(Number.isNaN(scan.number()));
});

test('a polygon is cut into triangles wound as it is, whatever way it lies', () => {
  const u = [0, 0, 3, 0, 3, 3, 2, 3, 2, 1, 1, 1, 1, 3, 0, 3];
  const lie: ((x: number, y: number) => number[])[] = [
    (x, y) => [x, y, 0],
    (x, y) => [0, x, y],
    (x, y) => [y, 1e6, x],
    (x, y) => [x + y, x - y, 2 * x],
  ];
  for (const at of lie) {
    const places = Array.from({ length: 8 }, (_, corner) => at(u[corner * 2] ?? 0, u[corner * 2 + 1] ?? 0)).flat();
    const triangles = triangulated([0, 1, 2, 3, 4, 5, 6, 7], places);
    let area = 0;
    for (let first = 0; first < triangles.length; first += 3) {
      const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = triangles
        .slice(first, first + 3)
        .flatMap(corner => u.slice(corner * 2, corner * 2 + 2));
      const own = ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2;
      assert.ok(own > 0, `${first}`);
      area += own;
    }
    assert.is(area, 7);
  }
});

test('edges are found in a model of a few millimetres as in a large one', () => {
  const normals = [0.002, 1, 5000].map(radius => {
    const ball = new IcosahedronGeometry(radius, 1);
    ball.deleteAttribute('normal');
    return [...creased(ball).getAttribute('normal').array];
  });
  for (const found of normals)
    for (const [at, value] of found.entries()) assert.ok(Math.abs(value - (normals[1]?.[at] ?? 0)) < 1e-3);
});

test.run();
