import { setTimeout as wait } from 'node:timers/promises'
import type { Services } from '../context.ts'
import { ANNOUNCEMENT_LIMITS } from './limits.ts'
import { lockRunning, nextReaders, noteTold, tellReaders } from './announcement.queries.ts'

/**
 * Goes on with what an admin has to say. Each process does it again and again; one of them at a time works one announcement. A batch is one
 * short transaction with a rest after it: what is urgent has never more than a batch before it.
 */
export async function advanceAnnouncements({ db }: Pick<Services, 'db'>): Promise<void> {
  const { batch, rests, restMs, roundMs } = ANNOUNCEMENT_LIMITS
  const end = performance.now() + roundMs
  while (performance.now() < end) {
    const begun = performance.now()
    const more = await db.transaction().execute(async (trx) => {
      const announcement = await lockRunning(trx)
      if (!announcement) return false
      const readers = await nextReaders(trx, announcement, batch)
      const news = await tellReaders(trx, announcement, readers)
      await noteTold(trx, announcement, news, readers.at(-1)?.user_id ?? null)
      return true
    })
    if (!more) return
    await wait(Math.max(restMs, rests * (performance.now() - begun)))
  }
}
