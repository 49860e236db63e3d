/** Radiance RGBE of a colour: three mantissas and the exponent that they share. */
function rgbe([r, g, b]: readonly [number, number, number]): [number, number, number, number] {
  const most = Math.max(r, g, b);
  if (most < 1e-32) return [0, 0, 0, 0];
  const exponent = Math.ceil(Math.log2(most) + 1e-9);
  const scale = 256 / 2 ** exponent;
  return [Math.floor(r * scale), Math.floor(g * scale), Math.floor(b * scale), exponent + 128];
}

/** A Radiance .hdr, flat (not run-length coded), from a colour by direction: u around, v from the top down, 0–1. */
export function radiance(
  width: number,
  height: number,
  color: (u: number, v: number) => [number, number, number],
): Uint8Array {
  const header = new TextEncoder().encode(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`);
  const bytes = new Uint8Array(header.length + width * height * 4);
  bytes.set(header);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      bytes.set(rgbe(color((x + 0.5) / width, (y + 0.5) / height)), header.length + (y * width + x) * 4);
  return bytes;
}

/** A clear day over the sea: blue above, haze at the horizon, dark water, a small bright sun. */
export function sky(): Uint8Array {
  const sun = { u: 0.32, v: 0.28 };
  return radiance(256, 128, (u, v) => {
    const height = 0.5 - v;
    if (height < 0) {
      const depth = Math.min(1, -height * 6);
      return [0.34 - 0.28 * depth, 0.42 - 0.3 * depth, 0.5 - 0.3 * depth];
    }
    const up = Math.min(1, height * 2.2);
    const blue: [number, number, number] = [0.95 - 0.75 * up, 1.05 - 0.6 * up, 1.25 - 0.25 * up];
    const around = Math.cos((v - 0.5) * Math.PI);
    const distance = Math.hypot((u - sun.u) * 2 * around, v - sun.v);
    const glow = distance < 0.02 ? 900 : 2.2 * Math.exp(-distance * 14);
    return [blue[0] + glow, blue[1] + glow * 0.94, blue[2] + glow * 0.84];
  });
}
