/** Outlines of the letter, one on top of the other: the way of a printer, with a skirt, arcs at a corner, and ways without plastic. */
export function gcode(): string {
  const lines = ['; a letter, lying on its back', 'G21', 'G90', 'M82', 'G28', 'G92 E0'];
  let fed = 0;
  const place = (x: number, y: number) => `X${(60 + x * 20).toFixed(2)} Y${(50 + y * 20).toFixed(2)}`;
  const outline: [number, number][] = [
    [-0.5, 0],
    [-0.1, 0],
    [-0.1, 0.62],
    [0.35, 0.62],
    [0.35, 0.95],
    [-0.1, 0.95],
    [-0.1, 1.25],
    [0.6, 1.25],
    [0.6, 1.6],
    [-0.5, 1.6],
    [-0.5, 0],
  ];
  for (let layer = 1; layer <= 24; layer++) {
    lines.push(`G1 Z${(layer * 0.3).toFixed(2)} F1200`, `G0 ${place(-0.5, 0)} F6000`);
    for (const [x, y] of outline.slice(1)) lines.push(`G1 ${place(x, y)} E${((fed += 0.4)).toFixed(4)}`);
    if (layer > 1) continue;
    lines.push(`G0 ${place(1.3, 0.8)}`, `G2 ${place(1.3, 0.8)} I-25 J0 E${((fed += 3)).toFixed(4)}`);
  }
  return `${lines.join('\n')}\nM104 S0\n`;
}
