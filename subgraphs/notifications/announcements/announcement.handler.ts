import type { Services } from '../context.ts'
import { ANNOUNCEMENT_LIMITS } from './limits.ts'
import { isBehind, lockRunning, nextReaders, noteTold, tellReaders } from './announcement.queries.ts'

/**
 * Goes on with what an admin has to say. Each process does it again and again; one of them at a time works one announcement. A batch is one
 * short transaction, and the next waits until screens have been told of it: what is urgent has never more than a batch before it.
 */
export async function advanceAnnouncements({ db }: Pick<Services, 'db'>): Promise<void> {
  const end = performance.now() + ANNOUNCEMENT_LIMITS.roundMs
  while (performance.now() < end) {
    if (await isBehind(db, ANNOUNCEMENT_LIMITS.behind)) return
    const more = await db.transaction().execute(async (trx) => {
      const announcement = await lockRunning(trx)
      if (!announcement) return false
      const readers = await nextReaders(trx, announcement, ANNOUNCEMENT_LIMITS.batch)
      const news = readers.length > 0 ? await tellReaders(trx, announcement, readers) : 0
      await noteTold(trx, announcement, news, readers.at(-1)?.user_id ?? null)
      return true
    })
    if (!more) return
  }
}
