/** A page of a list, as it was answered last. */
export interface Answered<Row> {
  /** The cursor that was asked for; null: from the beginning. */
  after: string | null
  rows: readonly Row[]
  /** Where the page after it begins; null where it is the last. */
  next: string | null
}

/**
 * Where each of `count` pages begins: where the one before it ends now. A page whose beginning is not known yet is not there, nor are those behind it; so are
 * those behind the end of a list that has become shorter.
 */
export function beginsOf(count: number, pages: readonly (Answered<unknown> | undefined)[]): (string | null)[] {
  const begins: (string | null)[] = [null]
  while (begins.length < count) {
    const next = pages[begins.length - 1]?.next
    if (next == null) break
    begins.push(next)
  }
  return begins
}

/**
 * All rows, in order. A list that has grown at its head has moved its pages: what was at the end of the first is at the beginning of the second, which is asked for
 * anew. Until that answer is there, the rows that were shown before follow what is known to be right, each of them once.
 */
export function joined<Row>(
  before: readonly Row[],
  begins: readonly (string | null)[],
  pages: readonly (Answered<Row> | undefined)[],
  keyOf: (row: Row) => string,
): { rows: readonly Row[]; settled: boolean } {
  const wrong = begins.findIndex((after, index) => pages[index]?.after !== after)
  const rows = pages.slice(0, wrong === -1 ? begins.length : wrong).flatMap((page) => page?.rows ?? [])
  if (wrong === -1) return { rows, settled: true }
  const known = new Set(rows.map(keyOf))
  const last = rows.at(-1)
  const at = last === undefined ? -1 : before.findIndex((row) => keyOf(row) === keyOf(last))
  return { rows: [...rows, ...before.slice(at + 1).filter((row) => !known.has(keyOf(row)))], settled: false }
}

/** What a row is: its id, or all that it says. */
export const keyOf = (row: unknown): string =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : JSON.stringify(row)
