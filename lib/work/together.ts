import { createTurns } from './turns.ts'

/**
 * Does things together that wait at the same moment: a transaction for many costs little more than one. `together` answers for each, with
 * undefined for what has to be done by itself; where it fails, `alone` is called for each, told the error where there was only one.
 */
export function createTogether<Item, Result>(options: {
  /** So many are done together, and so many times at once. */
  most: number
  atOnce: number
  together: (items: readonly Item[]) => Promise<readonly (Result | undefined)[]>
  alone: (item: Item, failed?: { error: unknown }) => Promise<Result>
}): (item: Item) => Promise<Result> {
  const { most, atOnce, together, alone } = options
  const inTurn = createTurns(atOnce)
  const waiting: { item: Item; settle: (result: Result | Promise<Result>) => void }[] = []

  const take = (): void =>
    void inTurn('', atOnce, async () => {
      const taken = waiting.splice(0, most)
      if (waiting.length > 0) take()
      if (taken.length === 0) return
      try {
        const results = await together(taken.map(({ item }) => item))
        for (const [place, { item, settle }] of taken.entries()) {
          const result = results[place]
          settle(result === undefined ? alone(item) : result)
        }
      } catch (error) {
        // Which of several has failed is not known.
        for (const { item, settle } of taken) settle(alone(item, taken.length === 1 ? { error } : undefined))
      }
    })

  return (item) =>
    new Promise((settle) => {
      waiting.push({ item, settle })
      // What comes at the same moment is there by then.
      if (waiting.length === 1) setImmediate(take)
    })
}
