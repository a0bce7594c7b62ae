import type { EventEnvelope } from '#lib/events.ts'
import type { Kind } from '../kinds.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { notify, type Told } from '../notify.ts'
import type { Trx } from '../tables.ts'
import type { ParamsOf } from '../templates/params.ts'
import { isWorthTelling } from './news.queries.ts'

/** What an event is to people: when it was, and whether it is news. */
export type Heard = Pick<EventEnvelope, 'id' | 'occurredAt' | 'page'>

/** Something to tell somebody, with what its texts need. */
export type News<K extends Kind> = {
  /** Null: nobody, e.g. a session that was paid for by card. */
  userId: string | null
  /** What it is about; it is told once. The event's own id if it is not given. */
  cause?: string
  params: ParamsOf[K]
  link?: string | null
}

/**
 * Tells somebody of an event. A fact of the past is no news, nor is what came too late to be of use, nor is anything to who has left.
 */
export async function tell<K extends Kind>(trx: Trx, { id, occurredAt, page }: Heard, kind: K, news: News<K>): Promise<boolean> {
  const { userId, cause = id, params, link = null } = news
  if (userId === null || page !== undefined) return false
  const staleAfterMs = NOTIFICATIONS_LIMITS.staleAfterMs[kind] ?? null
  if (!(await isWorthTelling(trx, userId, occurredAt, staleAfterMs))) return false
  // `News<K>` ties the kind to its params; the union of all kinds loses that.
  return notify(trx, { userId, kind, cause, params, link } as Told)
}
