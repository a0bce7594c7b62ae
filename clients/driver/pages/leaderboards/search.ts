import type { DeedPeriod } from '../../generated/graphql.ts'

/** What is counted, and in which time: the address of the page. */
export const BOARDS = ['kilometres', 'deeds', 'tokens', 'energy'] as const
export const PERIODS = ['DAY', 'WEEK', 'MONTH', 'YEAR', 'ALL'] as const satisfies readonly DeedPeriod[]

export interface BoardsSearch {
  board?: (typeof BOARDS)[number] | undefined
  period?: DeedPeriod | undefined
}

export function boardsSearch({ board, period }: Record<string, unknown>): BoardsSearch {
  // Named even where they are not known: what is left out stays as it was in the address.
  return { board: BOARDS.find((each) => each === board), period: PERIODS.find((each) => each === period) }
}
