import { invalid } from './invalid.ts';
import { isJson, type Json } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, numbersIn } from './numbers.ts';

const MAX_CURVES = 20_000;

/** The curves that three.js reads back, with the fields that are points. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  ArcCurve: [],
  EllipseCurve: [],
  CatmullRomCurve3: ['points'],
  SplineCurve: ['points'],
  CubicBezierCurve: ['v0', 'v1', 'v2', 'v3'],
  CubicBezierCurve3: ['v0', 'v1', 'v2', 'v3'],
  LineCurve: ['v1', 'v2'],
  LineCurve3: ['v1', 'v2'],
  QuadraticBezierCurve: ['v0', 'v1', 'v2'],
  QuadraticBezierCurve3: ['v0', 'v1', 'v2'],
};

/** @throws Refusal */
export function checkCurves(curves: unknown, at: string): void {
  if (!Array.isArray(curves)) throw invalid(at, 'is not a list of curves');
  if (curves.length > MAX_CURVES) throw invalid(at, `has ${curves.length} curves; the limit is ${MAX_CURVES}`);
  curves.forEach((curve: unknown, c) => checkCurve(curve, curves.length > 1 ? `${at}/${c}` : at));
}

function checkCurve(curve: unknown, at: string): void {
  if (!isJson(curve)) throw invalid(at, 'is not a curve');
  const { type } = curve;
  const fields = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (!fields)
    throw invalid(
      `${at}/type`,
      `is ${JSON.stringify(type)?.slice(0, 40)}, which is not a curve that three.js reads back`,
    );
  for (const field of fields) {
    if (field === 'points') checkPoints(curve, at);
    else if (!checkNumbers(curve, field, at)) throw invalid(`${at}/${field}`, 'is missing');
  }
  for (const field of ['aX', 'aY', 'xRadius', 'yRadius', 'aStartAngle', 'aEndAngle', 'tension'])
    checkNumber(curve, field, at);
}

function checkPoints(curve: Json, at: string): void {
  const { points } = curve;
  if (!Array.isArray(points) || points.length < 2 || points.length > MAX_CURVES)
    throw invalid(`${at}/points`, `is not a list of 2 to ${MAX_CURVES} points`);
  points.forEach((point: unknown, p) => numbersIn(point, `${at}/points/${p}`));
}
