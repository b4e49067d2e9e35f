import type { QuantityRow, SourceRow } from '../picture';

/** The rows in which every word of a search occurs, in whatever they say or rest on. */
export function find(
  rows: readonly QuantityRow[],
  sources: ReadonlyMap<string, SourceRow>,
  words: string,
): QuantityRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [...rows];
  return rows.filter((row) => {
    const said = row.sources.flatMap((id) => {
      const source = sources.get(id);
      return source ? [source.title, source.who] : [id];
    });
    const text = [row.label, row.path, row.value, row.unit, row.basis, row.grade, row.where, ...said]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
