/** One line of the table; each cell as it is printed. */
export interface Row {
  measure: string
  /** With the models and thresholds of `before.json`, in today's code. */
  before: string
  now: string
  goal: string
}

export const percent = (part: number, of: number): string => (of === 0 ? '–' : `${Math.round((100 * part) / of)} %`)
