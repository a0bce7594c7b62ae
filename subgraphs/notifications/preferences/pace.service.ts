import { isSelf, requireUser } from '#lib/access.ts'
import { badInput } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { minuteOf } from './minutes.ts'
import { paceOf, saveDigestHour, saveQuiet, type Pace } from './pace.queries.ts'

/** When a user is disturbed; null for others. */
export async function notificationPace({ db, caller }: Context, userId: string): Promise<Pace | null> {
  return isSelf(caller, userId) ? paceOf(db, userId) : null
}

/** When the caller is not to be disturbed; null: never so. */
export async function saveQuietHours({ db, caller }: Context, hours: { from: string; until: string } | null): Promise<string> {
  const { userId } = requireUser(caller)
  const minutes = hours && { from_minute: minuteOf(hours.from), until_minute: minuteOf(hours.until) }
  if (minutes && minutes.from_minute === minutes.until_minute)
    throw badInput(['input', 'hours', 'until'], 'Another time than they begin at: turn channels off to hear nothing at all.')
  await db.transaction().execute((trx) => saveQuiet(trx, userId, minutes))
  return userId
}

/** The full hour of the caller's digest; null: none. */
export async function saveDigest({ db, caller }: Context, hour: number | null): Promise<string> {
  const { userId } = requireUser(caller)
  await db.transaction().execute((trx) => saveDigestHour(trx, userId, hour))
  return userId
}
