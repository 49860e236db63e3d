import {
  BoxGeometry,
  BufferGeometry,
  EdgesGeometry,
  Float32BufferAttribute,
  Line,
  LineBasicMaterial,
  LineDashedMaterial,
  LineLoop,
  LineSegments,
  Points,
  PointsMaterial,
  Scene,
  Sprite,
  SpriteMaterial,
  WireframeGeometry,
} from 'three';
import { checker } from './images.ts';
import { scene, placed, looking } from './stand.ts';

export function sprites(): Scene {
  const made = [0xff5533, 0x33ff55, 0x3355ff].map((color, at) => {
    const sprite = placed(new Sprite(new SpriteMaterial({ color, rotation: at * 0.4 })), at - 1, 0, -at);
    sprite.scale.set(0.8, 0.5 + at * 0.3, 1);
    return sprite;
  });
  const textured = placed(new Sprite(new SpriteMaterial({ map: checker() })), 0, 1.2, 0);
  textured.center.set(0.5, 0);
  return scene([...made, textured, looking(1, 1, 4)], 0x202428);
}

export function points(): Scene {
  const places = Array.from({ length: 12 }, (_, at) => [Math.cos(at / 2), Math.sin(at / 2), at / 8 - 0.7]);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(places.flat(), 3));
  geometry.setAttribute(
    'color',
    new Float32BufferAttribute(
      places.flatMap(([x = 0, y = 0]) => [x / 2 + 0.5, y / 2 + 0.5, 1]),
      3,
    ),
  );
  return scene(
    [
      new Points(geometry, new PointsMaterial({ size: 0.25, vertexColors: true })),
      placed(new Points(geometry, new PointsMaterial({ size: 4, sizeAttenuation: false, color: 0xffdd55 })), 0, 0, -2),
      looking(0, 0, 4),
    ],
    0x202428,
  );
}

export function lines(): Scene {
  const corners = [-1, -1, 0, 1, -1, 0, 0, 1, 0].map(value => value * 0.7);
  const triangle = () => new BufferGeometry().setAttribute('position', new Float32BufferAttribute(corners, 3));
  const dashed = new Line(triangle(), new LineDashedMaterial({ color: 0xffcc33, dashSize: 0.2, gapSize: 0.1 }));
  dashed.computeLineDistances();
  const box = new BoxGeometry(0.9, 0.9, 0.9);
  const wire = new LineBasicMaterial({ color: 0x66ccff });
  return scene(
    [
      placed(new Line(triangle(), new LineBasicMaterial({ color: 0xff5533 })), -1, 1, 0),
      placed(new LineLoop(triangle(), new LineBasicMaterial({ color: 0x55ff33 })), 1, 1, 0),
      placed(dashed, -1, -1, 0),
      placed(new LineSegments(new EdgesGeometry(box), wire), 0.5, -1, 0),
      placed(new LineSegments(new WireframeGeometry(box), wire), 1.6, -1, 0),
      looking(0, 0.6, 6),
    ],
    0x202428,
  );
}
