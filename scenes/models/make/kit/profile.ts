import { CatmullRomCurve3, Vector2, Vector3 } from 'three';
import { at, range } from './geometry.ts';

/**
 * A polyline through `[x, y, radius]`: each corner with a radius becomes an arc, so that no edge is razor sharp.
 */
export function fillet(corners: [x: number, y: number, radius?: number][], steps = 5, closed = false): Vector2[] {
  const count = corners.length;
  return corners.flatMap(([x, y, radius = 0], i) => {
    const here = new Vector2(x, y);
    if (radius === 0 || (!closed && (i === 0 || i === count - 1))) return [here];
    const [fromX, fromY] = at(corners, (i + count - 1) % count);
    const [toX, toY] = at(corners, (i + 1) % count);
    const back = new Vector2(fromX, fromY).sub(here);
    const forth = new Vector2(toX, toY).sub(here);
    const half = Math.acos(Math.max(-1, Math.min(1, back.clone().normalize().dot(forth.clone().normalize())))) / 2;
    const reach = Math.min(radius / Math.tan(half), back.length() * 0.49, forth.length() * 0.49);
    const start = here.clone().addScaledVector(back.normalize(), reach);
    const end = here.clone().addScaledVector(forth.normalize(), reach);
    const size = reach * Math.tan(half);
    const centre = here.clone().addScaledVector(back.clone().add(forth).normalize(), Math.hypot(reach, size));
    const from = start.clone().sub(centre).angle();
    const turn = signed(end.clone().sub(centre).angle() - from);
    return range(steps + 1).map(k => {
      const angle = from + (turn * k) / steps;
      return new Vector2(centre.x + Math.cos(angle) * size, centre.y + Math.sin(angle) * size);
    });
  });
}

const signed = (angle: number) => angle - Math.PI * 2 * Math.round(angle / (Math.PI * 2));

/** An ellipse (`power` 2) or a rounder square (4, 6 …), counter-clockwise from +x. */
export function oval(width: number, height: number, power = 2, segments = 24): Vector2[] {
  return range(segments).map(i => {
    const angle = (i / segments) * Math.PI * 2;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const reach = (Math.abs(c) ** power + Math.abs(s) ** power) ** (-1 / power);
    return new Vector2((c * reach * width) / 2, (s * reach * height) / 2);
  });
}

/** A rectangle with round corners, as a closed outline. */
export function plate(width: number, height: number, radius: number, steps = 4): Vector2[] {
  const [x, y] = [width / 2, height / 2];
  return fillet(
    [
      [x, -y, radius],
      [x, y, radius],
      [-x, y, radius],
      [-x, -y, radius],
    ],
    steps,
    true,
  );
}

/** A smooth curve through points. */
export function curve(points: [number, number, number][], closed = false): CatmullRomCurve3 {
  return new CatmullRomCurve3(
    points.map(p => new Vector3(...p)),
    closed,
    'centripetal',
  );
}
