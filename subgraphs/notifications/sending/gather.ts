import { digestAfter } from '../preferences/clock.ts'
import type { Db } from '../tables.ts'
import { digestOf, joinDigest } from './gather.queries.ts'
import type { Loaded } from './message.queries.ts'

/** Lays a delivery to those that go with the next digest. One that was begun already takes no more: then it is the one after. */
export async function gather(db: Db, { delivery, circumstances }: Loaded, next: { day: string; at: Date }): Promise<void> {
  const { contact, digestHour } = circumstances
  await db.transaction().execute(async (trx) => {
    for (let { day, at } = next; ; { day, at } = digestAfter(day, contact?.time_zone ?? null, digestHour ?? 0)) {
      const digest = await digestOf(trx, delivery.user_id, day, at)
      if (digest.closed_at !== null) continue
      await joinDigest(trx, delivery.id, digest.id)
      return
    }
  })
}
