import { invalid } from './invalid.ts';
import { type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, numbersIn } from './numbers.ts';

/** Kinds of tracks that three.js reads back. */
const kinds =
  /^(scalar|double|float|number|integer|vector|vector2|vector3|vector4|color|quaternion|bool|boolean|string)$/i;

/** Checks that tracks of clips have a value for each time. @returns the clips' uuids @throws Refusal */
export function checkClips(document: Json, at: string): Set<string> {
  const clips = listOf(document['animations']);
  clips.forEach((clip, c) => {
    const pointer = `${at}/animations/${c}`;
    checkNumber(clip, 'duration', pointer, { min: -1 });
    if (!Array.isArray(clip['tracks'])) throw invalid(`${pointer}/tracks`, 'is not a list');
    listOf(clip['tracks']).forEach((track, t) => checkTrack(track, `${pointer}/tracks/${t}`));
  });
  return new Set(clips.map(({ uuid }) => textOf(uuid)));
}

function checkTrack(track: Json, at: string): void {
  if (typeof track['name'] !== 'string' || !/\.\w/.test(track['name']))
    throw invalid(`${at}/name`, 'names no property, as in "Door.position"');
  if (!kinds.test(textOf(track['type']))) throw invalid(`${at}/type`, 'is not a kind of track');
  if (track['times'] === undefined && Array.isArray(track['keys'])) return;
  const times = checkNumbers(track, 'times', at)?.length ?? 0;
  const { values } = track;
  if (times === 0) throw invalid(`${at}/times`, 'is empty');
  if (!Array.isArray(values) || values.length < times || values.length % times !== 0)
    throw invalid(`${at}/values`, `does not have the same number of values for each of ${times} times`);
}

/** Checks that the bones of skeletons exist. @returns the skeletons' uuids @throws Refusal */
export function checkSkeletons(document: Json, at: string, bones: ReadonlySet<string>): Set<string> {
  const skeletons = listOf(document['skeletons']);
  skeletons.forEach((skeleton, s) => {
    const pointer = `${at}/skeletons/${s}`;
    const named: unknown = skeleton['bones'];
    const inverses: unknown = skeleton['boneInverses'];
    if (!Array.isArray(named)) throw invalid(`${pointer}/bones`, 'is not a list');
    const absent = named.findIndex(bone => !bones.has(textOf(bone)));
    if (absent >= 0) throw invalid(`${pointer}/bones/${absent}`, 'names a bone that does not exist');
    if (!Array.isArray(inverses) || inverses.length !== named.length)
      throw invalid(`${pointer}/boneInverses`, `is not a list of a matrix for each of ${named.length} bones`);
    inverses.forEach((matrix: unknown, b) => numbersIn(matrix, `${pointer}/boneInverses/${b}`, 16));
  });
  return new Set(skeletons.map(({ uuid }) => textOf(uuid)));
}
