import { isSelf } from '#lib/access.ts'
import type { Caller } from '#lib/auth.ts'
import type { Decision } from '../tables.ts'

/**
 * Decisions as others than their reviewer see them. A first word waits for a second reviewer, who reads for themselves: until then, nobody else
 * sees what the first has read.
 */
export const withoutFirstReading = (decisions: readonly Decision[], caller: Caller): Decision[] =>
  decisions.map((said) =>
    waits(said, decisions) && !isSelf(caller, said.reviewer_id) ? { ...said, reading: null, unit: null, tenths: null } : said,
  )

const waits = ({ final, case_id: inCase }: Decision, all: readonly Decision[]): boolean =>
  !final && all.filter(({ case_id }) => case_id === inCase).length === 1
