const DAY_MS = 86_400_000

/** The last so many days in UTC, as usage is counted: the first and the last of them, e.g. 2026-11-22. */
export function lastDays(count: number, now: Date): { from: string; to: string } {
  const day = (ago: number) => new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10)
  return { from: day(count - 1), to: day(0) }
}

/** Every day of a period with what was counted, undefined where nothing was: the graph leaves such days out. */
export function eachDay<Row extends { day: string }>(
  { from, to }: { from: string; to: string },
  rows: readonly Row[],
): { day: string; row: Row | undefined }[] {
  const known = new Map(rows.map((row) => [row.day, row]))
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10)
    return { day, row: known.get(day) }
  })
}
