/** A month by the reader's own clock, as an address says it. */
export const monthOf = (at: Date): string => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`

/** When a month begins, and when it has ended. */
export function rangeOf(month: string): { from: string; until: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: new Date(year, number - 1, 1).toISOString(), until: new Date(year, number, 1).toISOString() }
}

export const isMonth = (text: unknown): text is string => typeof text === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
