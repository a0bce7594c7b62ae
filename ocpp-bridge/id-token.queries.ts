import type { EventEnvelope } from '#lib/events.ts'
import type { Db, Trx } from './context.ts'

export type Authorization = 'Accepted' | 'Blocked' | 'Invalid'

/** What the bridge knows of an id token, from its own projection: a charger never waits for another box. */
export async function findAuthorization(db: Db | Trx, idToken: string | null): Promise<Authorization> {
  if (idToken === null) return 'Invalid'
  const tokens = await db
    .selectFrom('id_token')
    .select('status')
    .where(({ eb, fn }) => eb(fn<string>('lower', ['value']), '=', idToken.toLowerCase()))
    .execute()
  if (tokens.some(({ status }) => status === 'ACTIVE')) return 'Accepted'
  return tokens.length > 0 ? 'Blocked' : 'Invalid'
}

/** Keeps the newest word on a token; an older event that comes late changes nothing. */
export async function saveIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<void> {
  const { idTokenId, value, type, status } = event.data
  const row = { value, type, status, issued_at: new Date(event.occurredAt) }
  await trx
    .insertInto('id_token')
    .values({ id_token_id: idTokenId, ...row })
    .onConflict((conflict) =>
      conflict.column('id_token_id').doUpdateSet(row).where('id_token.issued_at', '<=', new Date(event.occurredAt)),
    )
    .execute()
}
