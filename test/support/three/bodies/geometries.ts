import {
  BoxGeometry,
  BufferGeometry,
  CapsuleGeometry,
  CatmullRomCurve3,
  CircleGeometry,
  ConeGeometry,
  CylinderGeometry,
  DodecahedronGeometry,
  ExtrudeGeometry,
  IcosahedronGeometry,
  LatheGeometry,
  OctahedronGeometry,
  PlaneGeometry,
  RingGeometry,
  Shape,
  ShapeGeometry,
  SphereGeometry,
  TetrahedronGeometry,
  TorusGeometry,
  TorusKnotGeometry,
  TubeGeometry,
  Vector2,
  Vector3,
} from 'three';

export function geometries(): BufferGeometry[] {
  const star = new Shape(
    Array.from({ length: 10 }, (_, at) => {
      const radius = at % 2 === 0 ? 0.5 : 0.22;
      return new Vector2(Math.sin((at * Math.PI) / 5) * radius, Math.cos((at * Math.PI) / 5) * radius);
    }),
  );
  const path = new CatmullRomCurve3([new Vector3(-0.4, -0.4, 0), new Vector3(0, 0.3, 0.2), new Vector3(0.4, -0.2, 0)]);
  const profile = [0.1, 0.4, 0.25, 0.45].map((radius, at) => new Vector2(radius, at * 0.28 - 0.42));
  return [
    new BoxGeometry(0.7, 0.7, 0.7, 2, 2, 2),
    new CapsuleGeometry(0.25, 0.4, 8, 16),
    new CircleGeometry(0.45, 24),
    new ConeGeometry(0.4, 0.8, 24),
    new CylinderGeometry(0.2, 0.4, 0.8, 24),
    new DodecahedronGeometry(0.45),
    new ExtrudeGeometry(star, { depth: 0.2, bevelSize: 0.03, bevelThickness: 0.03 }),
    new IcosahedronGeometry(0.45, 1),
    new LatheGeometry(profile, 24),
    new OctahedronGeometry(0.45),
    new PlaneGeometry(0.8, 0.8),
    new RingGeometry(0.2, 0.45, 24),
    new ShapeGeometry(star),
    new SphereGeometry(0.45, 24, 12),
    new TetrahedronGeometry(0.5),
    new TorusGeometry(0.33, 0.12, 12, 32),
    new TorusKnotGeometry(0.28, 0.09, 64, 12),
    new TubeGeometry(path, 32, 0.1, 12),
  ];
}
