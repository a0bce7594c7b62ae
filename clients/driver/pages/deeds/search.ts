import type { DeedState } from '../../generated/graphql.ts'

export const DEED_STATES = ['PENDING', 'MANUAL_REVIEW', 'APPROVED', 'REJECTED'] as const satisfies readonly DeedState[]

/** Which of the reader's deeds are shown: the address of the page. */
export interface DeedsSearch {
  state?: DeedState | undefined
}

export function deedsSearch({ state }: Record<string, unknown>): DeedsSearch {
  // Named even where it is not known: what is left out stays as it was in the address.
  return { state: DEED_STATES.find((each) => each === state) }
}
