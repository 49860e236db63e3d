/** Types of `json.js` for the server and its tests, which the browser's plain script cannot give. */
export type Kind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'wrong';

export interface Token {
  kind: Kind;
  start: number;
  end: number;
}

export interface Span {
  start: number;
  end: number;
}

export interface Place {
  key: Span | undefined;
  value: Span;
}

export interface Flaw {
  at: number;
  says: string;
}

export function tokens(text: string): Token[];
export function places(text: string): { places: Map<string, Place>; flaw: Flaw | undefined };
export function nearest(found: ReadonlyMap<string, Place>, pointer: string): Place | undefined;
