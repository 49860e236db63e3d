export type Place = [x: number, y: number, z: number];

/** A straight way on which something is laid down, in millimetres. */
export interface Move {
  from: Place;
  to: Place;
  /** Of its layer. */
  height: number;
}

interface State {
  at: Place;
  /** Of the plastic. */
  fed: number;
  relative: boolean;
  relativeFeed: boolean;
  unit: number;
}

/** Degrees of an arc that one straight way stands for. */
const step = Math.PI / 18;

/** What a printer lays down; where nothing is fed at all, what a mill cuts. */
export function movesOf(text: string): Move[] {
  const fed = /^\s*G0?[123]\b[^;\n]*\bE[-+.\d]/im.test(text);
  const state: State = { at: [0, 0, 0], fed: 0, relative: false, relativeFeed: false, unit: 1 };
  const moves: Move[] = [];
  const layers = new Layers();
  for (const line of text.split('\n')) {
    const { command, words } = parse(line);
    if (command in modes) modes[command]?.(state, words);
    if (!/^G[0123]$/.test(command)) continue;
    const from = state.at;
    const places = command === 'G2' || command === 'G3' ? arc(state, words, command === 'G2') : [placeOf(state, words)];
    const feeds = feedOf(state, words);
    const lays = fed ? feeds : command !== 'G0';
    let last = from;
    for (const to of places) {
      if (lays && (to[0] !== last[0] || to[1] !== last[1]))
        moves.push({ from: last, to, height: layers.heightAt(to[2]) });
      last = to;
    }
    state.at = last;
  }
  return moves;
}

const modes: Record<string, (state: State, words: Map<string, number>) => void> = {
  G20: state => void (state.unit = 25.4),
  G21: state => void (state.unit = 1),
  G90: state => void ((state.relative = false), (state.relativeFeed = false)),
  G91: state => void ((state.relative = true), (state.relativeFeed = true)),
  M82: state => void (state.relativeFeed = false),
  M83: state => void (state.relativeFeed = true),
  G28: state => void (state.at = [0, 0, state.at[2]]),
  G92: (state, words) => {
    state.at = [words.get('X') ?? state.at[0], words.get('Y') ?? state.at[1], words.get('Z') ?? state.at[2]];
    state.fed = words.get('E') ?? state.fed;
  },
};

function parse(line: string): { command: string; words: Map<string, number> } {
  const plain = line
    .replace(/;.*$/, '')
    .replace(/\([^)]*\)/g, '')
    .trim()
    .toUpperCase();
  const [, letter = '', number = ''] = /^(?:N\d+\s*)?([GM])0*(\d+)/.exec(plain) ?? [];
  const words = new Map<string, number>();
  for (const [, word = '', value = ''] of plain.matchAll(/([XYZEIJR])\s*([-+]?(?:\d+\.?\d*|\.\d+))/g))
    words.set(word, Number(value));
  return { command: letter + number, words };
}

function placeOf({ at, relative, unit }: State, words: Map<string, number>): Place {
  const axis = (word: string, index: 0 | 1 | 2) => {
    const value = words.get(word);
    if (value === undefined) return at[index];
    return relative ? at[index] + value * unit : value * unit;
  };
  return [axis('X', 0), axis('Y', 1), axis('Z', 2)];
}

/** Whether plastic is fed on the way. */
function feedOf(state: State, words: Map<string, number>): boolean {
  const value = words.get('E');
  if (value === undefined) return false;
  const fed = state.relativeFeed ? state.fed + value : value;
  const feeds = fed > state.fed;
  state.fed = fed;
  return feeds;
}

/** An arc around a middle that is given from its start (I, J), as straight ways; by a radius (R) it is one. */
function arc(state: State, words: Map<string, number>, clockwise: boolean): Place[] {
  const [x, y, z] = state.at;
  const end = placeOf(state, words);
  if (!words.has('I') && !words.has('J')) return [end];
  const middle = [x + (words.get('I') ?? 0) * state.unit, y + (words.get('J') ?? 0) * state.unit] as const;
  const radius = Math.hypot(x - middle[0], y - middle[1]);
  const first = Math.atan2(y - middle[1], x - middle[0]);
  const turn = Math.atan2(end[1] - middle[1], end[0] - middle[0]) - first;
  const full = 2 * Math.PI;
  const left = ((turn % full) + full) % full || full;
  const angle = clockwise ? (left === full ? -full : left - full) : left;
  const count = Math.max(1, Math.ceil(Math.abs(angle) / step));
  return Array.from({ length: count }, (_, at): Place => {
    const share = (at + 1) / count;
    if (share === 1) return end;
    const now = first + angle * share;
    return [middle[0] + radius * Math.cos(now), middle[1] + radius * Math.sin(now), z + (end[2] - z) * share];
  });
}

/** How high a layer is: as far as it is above the one before. */
class Layers {
  #last = 0;
  #height = 0.2;

  heightAt(z: number): number {
    const rise = z - this.#last;
    if (rise > 0.01 && rise < 1.5) this.#height = rise;
    if (rise !== 0) this.#last = z;
    return this.#height;
  }
}
