import { sql } from 'kysely'
import { PART_ROWS, type Person } from '#db/person.ts'
import { sandboxOf, worldOf } from '#lib/partners/sandbox.ts'
import { worldAt } from './world.ts'
import type { Services } from './context.ts'
import type { OcppTables } from './tables.ts'

export const person: Person<Services, OcppTables> = {
  about:
    'Your cards as chargers know them, and starts that you asked for. What passed between chargers and us is kept for 14 days.',
  tables: {
    blocked_payer: 'gone',
    blocked_user: 'gone',
    bulk_command: 'who asked many chargers for what, by an id',
    certificate: 'who revoked it, by an id',
    charge_point: 'who operates it, by an id',
    charge_point_command: 'who asked a charger for what, by an id',
    command: 'starts, by an id, each with a token that was made for it alone',
    firmware_image: 'whose it is, by an id',
    id_token: 'gone',
    reservation: 'which slots chargers held, by an id, each with a token that was made for it alone',
    slot: 'gone',
    quarantine: 'who has resolved it, by an id',
    run: 'who began it, by an id',
  },
  part: async (trx, userId) => ({
    cards: await trx.selectFrom('id_token').selectAll().where('user_id', '=', userId).execute(),
    starts: await trx
      .selectFrom('command')
      .select(['id', 'kind', 'session_id', 'station_id', 'state', 'failure', 'created_at', 'sent_at'])
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
    slots: await trx.selectFrom('slot').selectAll().where('user_id', '=', userId).limit(PART_ROWS).execute(),
    held: await trx
      .selectFrom('reservation')
      .select(['slot_id', 'station_id', 'evse_number', 'state', 'expires_at', 'requested_at'])
      .where('user_id', '=', userId)
      .orderBy('id', 'desc')
      .limit(PART_ROWS)
      .execute(),
  }),
  /** Chargers forget the cards too: the next look at their local lists finds them gone. */
  forget: async (trx, userId) => {
    await trx.deleteFrom('blocked_payer').where('user_id', '=', userId).execute()
    await trx.deleteFrom('slot').where('user_id', '=', userId).execute()
    await trx.deleteFrom('blocked_user').where('user_id', '=', userId).execute()
    const cards = await trx
      .deleteFrom('id_token')
      .where((eb) => eb.or([eb('user_id', '=', userId), eb('partner_id', 'in', [userId, sandboxOf(userId)])]))
      .returning(['value', 'partner_id'])
      .execute()
    // Where a card of this value is somebody else's, in another world, it stays.
    for (const [world, own] of Map.groupBy(cards, ({ partner_id: partnerId }) => worldOf(partnerId))) {
      const shown = own.map(({ value }) => value.toLowerCase())
      const isTheirs = (table: 'transaction' | 'reservation' | 'quarantine', column: string) =>
        sql<boolean>`lower(${sql.ref(column)}) = ANY (${shown})
          AND ${worldAt(sql.ref(`${table}.station_id`))} IS NOT DISTINCT FROM ${world}::uuid`
      const begun = trx.updateTable('transaction').set({ id_token: null }).where(isTheirs('transaction', 'id_token'))
      await begun.where('state', '=', 'ended').execute()
      await begun.where('state', '<>', 'ended').execute()
      await trx.updateTable('reservation').set({ id_token: 'FORGOTTEN' }).where(isTheirs('reservation', 'id_token')).execute()
      await trx.updateTable('quarantine').set({ stop_id_token: null }).where(isTheirs('quarantine', 'stop_id_token')).execute()
    }
  },
}
