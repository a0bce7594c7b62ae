import { Refused, type PaymentProvider } from '../providers/provider.ts'
import type { Db } from '../tables.ts'
import { apply } from './apply.ts'
import { noteLooked, postponeEvent, type ProviderEvent } from './event.queries.ts'
import { inTime, pauseMs } from './pause.ts'
import { hasten } from './operation.queries.ts'
import type { Subjects, Work } from './subject.ts'

/** Looks where a hook says so. The hook is not believed: what it is about is read. It never rejects. */
export async function look(
  given: Work & { db: Db; subjects: Subjects },
  provider: PaymentProvider,
  event: ProviderEvent & { claimed_at: Date },
): Promise<'ANSWERED' | 'SILENT'> {
  const { db, subjects, log } = given
  const { about_kind: kind, about_id: id, claimed_at: claimedAt, type } = event
  if (kind === null || id === null) return 'ANSWERED'
  let answered = false
  try {
    const reading = await inTime(provider.read(kind, id)).catch((error: unknown) => {
      if (error instanceof Refused) return null
      throw error
    })
    answered = true
    await db.transaction().execute(async (trx) => {
      await noteLooked(trx, event, kind, id, claimedAt)
      if (reading === null)
        return log.warn({ provider: provider.name, type, id }, 'a hook is about a thing that the provider does not have')
      // Its user may have done what was asked of them: the same call goes on from there.
      if (!(await apply(trx, given, subjects, provider.name, reading))) await hasten(trx, provider.name, reading.externalId)
    })
  } catch (error) {
    log.warn({ err: error, provider: provider.name, type, id }, 'what a hook is about could not be read; it is tried again')
    await postponeEvent(db, event, pauseMs(claimedAt.getTime() - event.received_at.getTime())).catch(() => undefined)
  }
  return answered ? 'ANSWERED' : 'SILENT'
}
