import { sql } from 'kysely'
import { PART_ROWS, type Person } from '#db/person.ts'
import { sandboxOf } from '#lib/partners/sandbox.ts'
import type { Services } from './context.ts'
import { TERMINAL, type ChargingTables } from './tables.ts'

export const person: Person<Services, ChargingTables> = {
  about: 'Your sessions and their records (bills). The meter values of a session are shown in the app as long as they are kept.',
  tables: {
    bill_correction: 'money: who corrected whose bill, by ids; the reason is the operator’s',
    cdr: 'money: what was charged and paid, without the card',
    guest: 'gone',
    hold: 'money: what was blocked for a start, by ids',
    id_token: 'gone; of the customers of a partner who leaves, that they were customers, by ids',
    payer: 'gone',
    session: 'money: what was charged and paid, without the card',
    slot: 'gone',
    station: 'who operates it, by an id',
    vehicle: 'gone',
  },
  part: async (trx, userId) => ({
    sessions: await trx
      .selectFrom('session')
      .select(['id', 'status', 'station_id', 'connector_id', 'id_token', 'vehicle_id', 'opened_at', 'started_at', 'ended_at'])
      .select(['energy_wh', 'soc_start_percent', 'soc_percent', 'target_energy_wh', 'target_soc_percent', 'ready_by'])
      .select(['cost_minor', 'currency', 'tariff_id', 'tariff_version', 'flags'])
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    records: await trx.selectFrom('cdr').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').limit(PART_ROWS).execute(),
    holds: await trx.selectFrom('hold').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').limit(PART_ROWS).execute(),
    slots: await trx.selectFrom('slot').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
    payer: await trx.selectFrom('payer').selectAll().where('user_id', '=', userId).execute(),
    vehicles: await trx.selectFrom('vehicle').selectAll().where('user_id', '=', userId).execute(),
  }),
  /** A bill that is held waits for a person, perhaps for long, and then has an id alone. */
  holds: async (trx, userId) => {
    const open = await trx
      .selectFrom('session')
      .select('id')
      .where('user_id', '=', userId)
      .where(({ or, and, eb }) =>
        or([
          eb('status', 'not in', TERMINAL),
          and([eb('status', '=', 'COMPLETED'), eb('settled_at', 'is', null), eb('held', '=', false)]),
        ]),
      )
      .executeTakeFirst()
    return open
      ? { text: 'A session of yours runs, or its bill is still to come. When it is there, the account goes.', passes: true }
      : null
  },
  forget: async (trx, userId) => {
    await trx.deleteFrom('id_token').where('user_id', '=', userId).execute()
    await trx.deleteFrom('guest').where('user_id', '=', userId).execute()
    await trx.deleteFrom('slot').where('user_id', '=', userId).execute()
    await trx.deleteFrom('payer').where('user_id', '=', userId).execute()
    await trx.deleteFrom('vehicle').where('user_id', '=', userId).execute()
    // That they were customers stays: their bills are none of a user's.
    for (const partnerId of [userId, sandboxOf(userId)])
      await trx
        .updateTable('id_token')
        .set({ value: sql<string>`'forgotten ' || id`, status: 'BLOCKED' })
        .where('partner_id', '=', partnerId)
        .execute()
    await trx
      .updateTable('session')
      .set({ id_token: null })
      .where('user_id', '=', userId)
      .where('id_token', 'is not', null)
      .execute()
    await sql`SELECT forget_cards(${userId})`.execute(trx)
  },
}
