import type { EventEnvelope } from '#lib/events.ts'
import { hasStartCommand } from './command.queries.ts'
import type { Db, Trx } from './context.ts'
import type { Json } from './frame.ts'
import { readText } from './reported.ts'

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

/** Whether the token is a card, so that 2.x chargers take it for one. */
export async function isCard(db: Db | Trx, idToken: string): Promise<boolean> {
  const card = await db
    .selectFrom('id_token')
    .select('id_token_id')
    .where('type', '=', 'RFID')
    .where(({ eb, fn }) => eb(fn<string>('lower', ['value']), '=', idToken.toLowerCase()))
    .executeTakeFirst()
  return card !== undefined
}

/**
 * What 2.x is told of an id token. A token the platform itself has sent with a remote start is accepted, and so is
 * NoAuthorization, by which a station says that a button was pressed (2.0.1 C02).
 */
export async function authorizationOf(trx: Trx, stationId: string, idToken: Json, remoteStartId: number | null): Promise<string> {
  if (idToken['type'] === 'NoAuthorization') return 'Accepted'
  const value = readText(idToken['idToken'])
  if (value !== null && (await hasStartCommand(trx, stationId, value, remoteStartId))) return 'Accepted'
  const authorization = await findAuthorization(trx, value)
  return authorization === 'Invalid' ? 'Unknown' : authorization
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
