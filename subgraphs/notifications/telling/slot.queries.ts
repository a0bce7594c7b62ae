import { sql } from 'kysely'
import type { Trx } from '../tables.ts'
import type { Slot, TellingTables } from './tables.ts'

/** Has the words on one slot, and on its offer, wait for one another: each looks what the other has said. */
export const oneOf = (trx: Trx, reservationId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtext(${`slot ${reservationId}`}))`.execute(trx)

export const lockSlot = (trx: Trx, reservationId: string): Promise<Slot | undefined> =>
  trx.selectFrom('slot').selectAll().where('reservation_id', '=', reservationId).forUpdate().executeTakeFirst()

/** Keeps a slot as it was told, unless something newer was. */
export const saveSlot = (trx: Trx, row: Slot) =>
  trx
    .insertInto('slot')
    .values(row)
    .onConflict((conflict) => conflict.column('reservation_id').doUpdateSet(row).where('slot.version', '<', row.version))
    .execute()

/** Keeps an offer. A slot is offered to one person, once. */
export const saveOffer = (trx: Trx, row: TellingTables['slot_offer']) =>
  trx
    .insertInto('slot_offer')
    .values(row)
    .onConflict((conflict) => conflict.column('reservation_id').doUpdateSet(row))
    .execute()

export const findOffer = (trx: Trx, reservationId: string) =>
  trx.selectFrom('slot_offer').selectAll().where('reservation_id', '=', reservationId).forUpdate().executeTakeFirst()
