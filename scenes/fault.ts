/** One place of the input that is at fault. */
export interface Fault {
  /** RFC 6901 JSON pointer into the request's body, or `?name` for a query parameter. */
  pointer: string;
  detail: string;
}
