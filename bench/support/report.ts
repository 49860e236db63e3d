/** One line of the final table. */
export interface Row {
  what: string;
  asked?: string;
  measured: string;
  /** Only of what was asked for. */
  holds?: boolean;
}

export interface Table {
  title: string;
  head: string[];
  lines: string[][];
}

/** What a measurement found: what was asked for, and what explains it. */
export interface Report {
  rows: Row[];
  details: Table[];
  /** Printed below the tables. */
  notes?: string[];
}

/** The final table. */
export function verdicts(rows: readonly Row[]): Table {
  const holds = (row: Row) => (row.holds === undefined ? '' : row.holds ? 'yes' : '**no**');
  return {
    title: 'Asked for, and measured',
    head: ['', 'asked', 'measured', 'holds'],
    lines: rows.map(row => [row.what, row.asked ?? '', row.measured, holds(row)]),
  };
}

/** As Markdown, its columns in line. */
export function print({ title, head, lines }: Table): void {
  const widths = head.map((name, column) => Math.max(3, name.length, ...lines.map(line => line[column]?.length ?? 0)));
  const row = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  console.log(`\n### ${title}\n`);
  console.log(row(head));
  console.log(row(widths.map(width => '-'.repeat(width))));
  for (const line of lines) console.log(row(line));
}

/** Milliseconds with as many digits as mean something. */
export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

export function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

export function shareOf(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A change. */
export function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`;
}
