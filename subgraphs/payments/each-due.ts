import type { Log } from '#lib/log.ts'
import { postpone } from './postponed.queries.ts'
import type { Db, Round } from './tables.ts'

/** Does each by itself, one after the other. One that fails is logged and waits ever longer, and keeps no other from its turn. */
export async function eachDue<Item>(
  items: readonly Item[],
  { db, log, round, keyOf }: { db: Db; log: Log; round: Round; keyOf: (item: Item) => string },
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  for (const item of items)
    try {
      await work(item)
    } catch (error) {
      log.error({ err: error, of: item, round }, 'a thing that is due could not be done; it is tried again')
      await postpone(db, round, keyOf(item))
    }
}
