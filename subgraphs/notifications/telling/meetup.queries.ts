import { sql } from 'kysely'
import { fromNow } from '#db/time.ts'
import type { Kind } from '../kinds.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import type { Params, Trx } from '../tables.ts'
import type { Meetup } from './tables.ts'

export const lockMeetup = (trx: Trx, meetupId: string): Promise<Meetup | undefined> =>
  trx.selectFrom('meetup').selectAll().where('meetup_id', '=', meetupId).forUpdate().executeTakeFirst()

/** Keeps a meetup as it was said; the caller has looked whether something newer was. */
export const saveMeetup = (trx: Trx, row: Omit<Meetup, 'reminded_for'>) =>
  trx
    .insertInto('meetup')
    .values({ ...row, reminded_for: null })
    .onConflict((conflict) => conflict.column('meetup_id').doUpdateSet(row).where('meetup.said', '<', row.said))
    .execute()

/** Keeps whether somebody comes, unless something newer was said. */
export const saveComing = (trx: Trx, row: { meetup_id: string; user_id: string; coming: boolean; said: number }) =>
  trx
    .insertInto('meetup_guest')
    .values(row)
    .onConflict((conflict) => conflict.columns(['meetup_id', 'user_id']).doUpdateSet(row).where('meetup_guest.said', '<', row.said))
    .execute()

/** Puts other words to what somebody was told; where they were not told it, nothing happens. */
export const tellOtherwise = (
  trx: Trx,
  { userId, kind, cause, params }: { userId: string; kind: Kind; cause: string; params: Params },
) =>
  trx
    .updateTable('notification')
    .set({ params: JSON.stringify(params) })
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('cause', '=', cause)
    .execute()

/** Who comes, without its host. */
export const whoComes = async (trx: Trx, { meetup_id, host_id }: Pick<Meetup, 'meetup_id' | 'host_id'>): Promise<string[]> => {
  const rows = await trx
    .selectFrom('meetup_guest')
    .select('user_id')
    .where('meetup_id', '=', meetup_id)
    .where('coming', '=', true)
    .where('user_id', '<>', host_id)
    .orderBy('user_id')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

/** Who has come, or meant to, to another meetup of a host. */
export const whoKnows = async (trx: Trx, { meetup_id, host_id }: Pick<Meetup, 'meetup_id' | 'host_id'>): Promise<string[]> => {
  const rows = await trx
    .selectFrom('meetup_guest')
    .innerJoin('meetup', 'meetup.meetup_id', 'meetup_guest.meetup_id')
    .select('meetup_guest.user_id')
    .distinct()
    .where('meetup.host_id', '=', host_id)
    .where('meetup.meetup_id', '<>', meetup_id)
    .where('coming', '=', true)
    .where('meetup_guest.user_id', '<>', host_id)
    .orderBy('meetup_guest.user_id')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

/** Meetups that begin soon and of which nobody was reminded, noted as reminded of. Those that another process is at are left to it. */
export const takeSoon = (trx: Trx): Promise<Meetup[]> =>
  trx
    .updateTable('meetup')
    .set(({ ref }) => ({ reminded_for: ref('starts_at') }))
    .where('meetup_id', 'in', (from) =>
      from
        .selectFrom('meetup')
        .select('meetup_id')
        .where('cancelled', '=', false)
        .where('starts_at', '>', sql<Date>`now()`)
        .where('starts_at', '<=', fromNow(NOTIFICATIONS_LIMITS.meetupSoonMs))
        .where((eb) => eb.or([eb('reminded_for', 'is', null), eb('reminded_for', '<>', eb.ref('starts_at'))]))
        .orderBy('starts_at')
        .limit(NOTIFICATIONS_LIMITS.tellingAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
