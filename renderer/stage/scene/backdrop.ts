/**
 * What is behind a scene while it is drawn. `clear` is nothing, and alpha is how much of a pixel is covered. Glass shows what is
 * behind it, and nothing cannot be shown, so scenes with glass are drawn on `black` and on `white`: from both follows how each
 * pixel looks on any colour, exactly.
 */
export type Backdrop = 'clear' | 'black' | 'white';
