/** What a layer says of a prim, an attribute or a relationship. */
export type Fields = Record<string, unknown>;

export interface Spec {
  specType: number;
  fields: Fields;
}

/** A layer as three.js' composer takes it: `/Chair/Seat`, `/Chair/Seat.size`, `/Chair/{color=red}`. */
export interface Layer {
  specsByPath: Record<string, Spec>;
}

/** Kinds of specs, as a binary layer numbers them. */
export const kinds = { attribute: 1, prim: 6, relationship: 8, variantSet: 10, variant: 11 } as const;

/** Numbers of a list, of whatever sort. */
export function numbers(value: unknown): ArrayLike<number> | undefined {
  if (value instanceof Float32Array || value instanceof Float64Array || value instanceof Int32Array) return value;
  if (value instanceof Uint32Array) return value;
  return Array.isArray(value) && value.every(one => typeof one === 'number') ? value : undefined;
}
