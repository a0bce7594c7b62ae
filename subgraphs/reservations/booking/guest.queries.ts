import { sql } from 'kysely'
import type { EventCatalogue } from '#lib/events.ts'
import type { Trx } from '../tables.ts'

/** Notes who has no account, and who has one, which is for good: the two words may come in any order. */
export const saveGuest = (trx: Trx, { userId, guest }: EventCatalogue['accounts.user.registered']): Promise<unknown> =>
  trx
    .insertInto('guest')
    .values({ user_id: userId, registered: !guest })
    .onConflict((known) =>
      known.column('user_id').doUpdateSet(({ ref }) => ({ registered: sql`guest.registered OR ${ref('excluded.registered')}` })),
    )
    .execute()
