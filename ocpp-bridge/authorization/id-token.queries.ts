import type { Selectable } from 'kysely'
import type { EventEnvelope } from '#lib/events.ts'
import type { IdTokenTable, Trx } from '../tables.ts'

/** An identity that accounts has issued. */
export const findIdToken = (trx: Trx, value: string): Promise<Selectable<IdTokenTable> | undefined> =>
  trx
    .selectFrom('id_token')
    .selectAll()
    .where(({ eb, fn }) => eb(fn<string>('lower', ['value']), '=', value.toLowerCase()))
    .executeTakeFirst()

/** Keeps the newest word on a token, by its position. An older event that comes late changes nothing. */
export async function saveIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<void> {
  const { idTokenId, userId, value, type, status, expiresAt = null, group = null } = event.data
  const told = {
    user_id: userId,
    value,
    type,
    status,
    expires_at: expiresAt === null ? null : new Date(expiresAt),
    group_name: group,
  }
  const row = { ...told, issued_at: new Date(event.occurredAt), said: event.position ?? 0 }
  await trx
    .insertInto('id_token')
    .values({ id_token_id: idTokenId, ...row })
    .onConflict((conflict) => conflict.column('id_token_id').doUpdateSet(row).where('id_token.said', '<=', row.said))
    .execute()
}
