import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { insertIdToken, type NewIdToken } from './id-token.queries.ts'
import type { IdTokenRow, Trx } from '../tables.ts'
import { issued } from '../told.ts'

/** Stores an identity and tells of it; undefined if its value belongs to somebody already. */
export async function addIdToken(
  trx: Trx,
  token: Pick<NewIdToken, 'value' | 'type'> & Partial<NewIdToken>,
): Promise<IdTokenRow | undefined> {
  const row = await insertIdToken(trx, { ...BARE, id: newId(), ...token })
  if (row) await emitIssued(trx, row)
  return row
}

const BARE = { user_id: null, customer_id: null, partner_id: null, expires_at: null, group_name: null }

/** Tells of an identity as it is now. */
export const emitIssued = (trx: Trx, row: IdTokenRow): Promise<void> => emit(trx, 'accounts.id-token.issued', row.id, issued(row))
