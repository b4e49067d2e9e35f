export type Cell = string | number | null;

/** The full alternative of a drawing: what it shows, as rows. */
export interface Table {
  columns: string[];
  rows: Cell[][];
}

/** Whether a column holds numbers only, and so stands to the right. */
export function isNumeric(table: Table, column: number): boolean {
  const cells = table.rows.map((row) => row[column]).filter((cell) => cell !== null);
  return cells.length > 0 && cells.every((cell) => typeof cell === 'number');
}
