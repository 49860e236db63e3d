import { range } from './geometry.ts';

/** The project's mark, the six blades of a lens's iris, as an SVG of 256 px: white on black. */
export function aperture(): string {
  const blades = range(6).map(
    i =>
      `<path transform="rotate(${i * 60} 128 128)" d="M110 97 L212 97 A90 90 0 0 0 158 43 Z" fill="#fff" stroke="#fff" stroke-width="5" stroke-linejoin="round"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256"/>${blades.join('')}</svg>`;
}
