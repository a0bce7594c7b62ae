import { validate } from 'uuid'
import { badInput } from '#lib/errors.ts'
import { keysetPage, type KeysetKey, type Page, type PageArgs } from '#lib/pagination.ts'

/** A range of rows in the order of their ids, from `past` on (or, backwards, before it). */
export interface IdRange {
  past: string | null
  until: string | null
  forward: boolean
  limit: number
}

/** A page of rows in the order of their ids, which is that of their making. */
export const pageById = <Row extends { id: string }>(
  args: PageArgs,
  fetch: (range: IdRange) => Promise<Row[]>,
): Promise<Page<Row>> =>
  keysetPage({
    args,
    fetch: ({ past, until, forward, limit }) => {
      const [from, to] = forward ? (['after', 'before'] as const) : (['before', 'after'] as const)
      return fetch({ past: idIn(past, from), until: idIn(until, to), forward, limit })
    },
    key: (row) => [row.id],
  })

function idIn(key: KeysetKey | null, argument: string): string | null {
  if (key === null) return null
  if (key.length === 1 && validate(key[0])) return String(key[0])
  throw badInput([argument], 'This is not a cursor of this list.')
}
