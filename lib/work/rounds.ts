/** Rounds of work, one at a time: who asks for one meanwhile gets another one afterwards. */
export interface Rounds {
  /** Resolves when a round has ended that began after this was asked. */
  next: () => Promise<void>
  /** The round under way; null: none is. */
  underWay: () => Promise<void> | null
}

export function createRounds(round: () => Promise<unknown>): Rounds {
  let running: Promise<void> | null = null
  let again = false
  return {
    next: () => {
      again = true
      running ??= (async () => {
        while (again) {
          again = false
          await round()
        }
      })().finally(() => {
        running = null
      })
      return running
    },
    underWay: () => running,
  }
}
