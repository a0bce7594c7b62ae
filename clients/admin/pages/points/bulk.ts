import type { ChargePointFilter } from '../../generated/graphql.ts'
import type { Wish } from './wish.ts'

interface Chosen {
  points: readonly { id: string }[]
  /** No more fit than are loaded. */
  complete: boolean
  filter: ChargePointFilter
  selected: ReadonlySet<string>
  /** All that fit the filter, and not those that are selected. */
  all: boolean
}

/** How a command for many is asked for: of one charger by itself, and of the others like it. Null where nothing is chosen. */
export function bulkOf(wish: Wish, { points, complete, filter, selected, all }: Chosen) {
  const ids = all ? points.map(({ id }) => id) : [...selected]
  const [one] = ids
  if (one === undefined) return null
  const rest = all ? filter : { stationIds: ids.filter((id) => id !== one) }
  return {
    one,
    /** Which chargers besides; null: none. */
    rest: ids.length === 1 && (complete || !all) ? null : rest,
    /** The platform refuses where it finds another number: the list was not of now. Unknown while not all are loaded. */
    expectedCount: all && !complete ? null : ids.length - 1,
    /** Tells this wish from others: the same again is the same command. */
    key: `bulk/${wish}/${one}/${JSON.stringify(rest)}`,
  }
}
