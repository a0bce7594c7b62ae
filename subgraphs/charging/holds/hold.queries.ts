import { sql } from 'kysely'
import type { EventEnvelope } from '#lib/events.ts'
import type { Db, Hold, Session, Trx } from '../tables.ts'

/** What payments said. Of each thing the newest word holds, by its position; an older one that comes late changes nothing. */

/** False if a newer word was there. */
export async function saveHold(trx: Trx, { data, position = 0 }: EventEnvelope<'payments.hold.changed'>): Promise<boolean> {
  const said = {
    state: data.state,
    amount_minor: data.amountMinor,
    currency: data.currency,
    usable_until: data.usableUntil === null ? null : new Date(data.usableUntil),
    said: position,
  }
  const saved = await trx
    .insertInto('hold')
    .values({ id: data.holdId, user_id: data.userId, connector_id: data.connectorId, ...said })
    .onConflict((c) =>
      c
        .column('id')
        .doUpdateSet({ ...said, changed_at: sql`now()` })
        .where('hold.said', '<=', position),
    )
    .returning('id')
    .executeTakeFirst()
  return saved !== undefined
}

export const saveStanding = (trx: Trx, { data, position = 0 }: EventEnvelope<'payments.standing.changed'>): Promise<unknown> =>
  trx
    .insertInto('payer')
    .values({ user_id: data.userId, standing: data.standing, said: position })
    .onConflict((c) =>
      c.column('user_id').doUpdateSet({ standing: data.standing, said: position }).where('payer.said', '<=', position),
    )
    .execute()

export const saveProviders = (trx: Trx, { data, position = 0 }: EventEnvelope<'payments.providers.changed'>): Promise<unknown> =>
  trx
    .insertInto('payment_provider')
    .values({ names: data.providers, said: position })
    .onConflict((c) =>
      c.column('singleton').doUpdateSet({ names: data.providers, said: position }).where('payment_provider.said', '<=', position),
    )
    .execute()

/** A hold, which stays as it is until the transaction ends. */
export const lockHold = (trx: Trx, id: string): Promise<Hold | undefined> =>
  trx.selectFrom('hold').selectAll().where('id', '=', id).forShare().executeTakeFirst()

/** What is known of who is to pay: STANDARD where payments has said nothing. */
export const standingOf = async (db: Db, userId: string) =>
  (await db.selectFrom('payer').select('standing').where('user_id', '=', userId).executeTakeFirst())?.standing ?? 'STANDARD'

/** True if somebody can be asked for a hold at all. */
export const hasProviders = async (db: Db): Promise<boolean> =>
  ((await db.selectFrom('payment_provider').select('names').executeTakeFirst())?.names.length ?? 0) > 0

/** The session that a hold began. */
export const lockByHold = (trx: Trx, holdId: string): Promise<Session | undefined> =>
  trx.selectFrom('session').selectAll().where('hold_id', '=', holdId).forUpdate().executeTakeFirst()

export const findByHold = (db: Db, holdId: string): Promise<Session | undefined> =>
  db.selectFrom('session').selectAll().where('hold_id', '=', holdId).executeTakeFirst()
