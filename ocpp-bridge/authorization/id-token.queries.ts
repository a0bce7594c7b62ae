import { OCPP_LIMITS } from '../limits.ts'
import { sql, type Selectable } from 'kysely'
import type { EventEnvelope } from '#lib/events.ts'
import type { IdTokenTable, Trx } from '../tables.ts'
import { ofOthers, type AtEvse } from '../reservations/slot.queries.ts'
import { isOfWorld, ofBlockedPartner, ofBlockedPayer, worldAt } from '../world.ts'

/** An identity, and what else speaks for or against it at an EVSE. */
export type KnownIdToken = Selectable<IdTokenTable> & { of_blocked_payer: boolean; at_others_slot: boolean }

/** An identity that accounts has issued, in the world of the station. It is blocked with the partner whose customer shows it. */
export async function findIdToken(trx: Trx, value: string, place: AtEvse): Promise<KnownIdToken | undefined> {
  const found = await trx
    .selectFrom('id_token')
    .selectAll()
    .select([ofBlockedPartner.as('of_blocked'), ofBlockedPayer.as('of_blocked_payer'), ofOthers(place).as('at_others_slot')])
    .where(isOfWorld(place.stationId))
    .where(({ eb, fn }) => eb(fn<string>('lower', ['value']), '=', value.toLowerCase()))
    .executeTakeFirst()
  return found?.of_blocked ? { ...found, status: 'BLOCKED' } : found
}

export const saveBlockedUser = (trx: Trx, { data, position = 0 }: EventEnvelope<'accounts.user.blocked'>): Promise<void> =>
  saveBlocked(trx, 'blocked_user', data.userId, { blocked: data.blocked, said: position })

export const saveStanding = (trx: Trx, { data, position = 0 }: EventEnvelope<'payments.standing.changed'>): Promise<void> =>
  saveBlocked(trx, 'blocked_payer', data.userId, { blocked: data.standing === 'BLOCKED', said: position })

/** Keeps the newest word. */
async function saveBlocked(
  trx: Trx,
  table: 'blocked_user' | 'blocked_payer',
  userId: string,
  row: { blocked: boolean; said: number },
): Promise<void> {
  await trx
    .insertInto(table)
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row).where(`${table}.said`, '<=', row.said))
    .execute()
}

/** True if an identity has begun a transaction at the station that still runs: it is shown to stop that. */
export const isChargingAt = async (trx: Trx, value: string, stationId: string): Promise<boolean> =>
  (await trx
    .selectFrom('transaction')
    .select('id')
    .where('station_id', '=', stationId)
    .where(({ eb, fn }) => eb(fn<string>('lower', ['id_token']), '=', value.toLowerCase()))
    .where('state', '<>', 'ended')
    .where('authorised', '=', true)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Where an identity is shown for a start: the transaction itself, and its place, do not count. */
export interface Start {
  stationId: string
  evseNumber: number
  transactionId: string | null
  at: Date
}

/**
 * True if an identity was in as many other transactions at that moment as it may be. It stays locked, so that of starts that come at once
 * each sees those before. A start that was queued is not judged by what began after it; clocks of chargers differ. A transaction that its charger may have lost does not count, nor one in the place of this start, which ends it.
 */
export async function isBusy(
  trx: Trx,
  token: Pick<Selectable<IdTokenTable>, 'id_token_id' | 'value'>,
  start: Start,
): Promise<boolean> {
  const { stationId, evseNumber, transactionId, at } = start
  const { concurrent_sessions: allowed } = await trx
    .selectFrom('id_token')
    .select('concurrent_sessions')
    .where('id_token_id', '=', token.id_token_id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const others = await trx
    .selectFrom('transaction')
    .select('id')
    .where(({ eb, fn }) => eb(fn<string>('lower', ['id_token']), '=', token.value.toLowerCase()))
    .where(sql<boolean>`${worldAt(sql.ref('transaction.station_id'))} IS NOT DISTINCT FROM ${worldAt(stationId)}`)
    .where('state', '<>', 'ended')
    .where('authorised', '=', true)
    .where('doubt', 'is', null)
    .where('started_at', '<=', new Date(at.getTime() + OCPP_LIMITS.clocksDifferMs))
    .where((eb) => eb.or([eb('station_id', '<>', stationId), eb('evse_number', '<>', evseNumber)]))
    .$if(transactionId !== null, (query) => query.where('id', '<>', transactionId as string))
    .limit(allowed)
    .execute()
  return others.length >= allowed
}

/** Keeps the newest word on a token, by its position. An older event that comes late changes nothing. */
export async function saveIdToken(trx: Trx, event: EventEnvelope<'accounts.id-token.issued'>): Promise<void> {
  const {
    idTokenId,
    userId,
    partnerId = null,
    value,
    type,
    status,
    expiresAt = null,
    group = null,
    concurrentSessions = 1,
  } = event.data
  const told = {
    user_id: userId,
    partner_id: partnerId,
    value,
    type,
    status,
    expires_at: expiresAt === null ? null : new Date(expiresAt),
    group_name: group,
    concurrent_sessions: concurrentSessions,
  }
  const row = { ...told, issued_at: new Date(event.occurredAt), said: event.position ?? 0 }
  await trx
    .insertInto('id_token')
    .values({ id_token_id: idTokenId, ...row })
    .onConflict((conflict) => conflict.column('id_token_id').doUpdateSet(row).where('id_token.said', '<=', row.said))
    .execute()
}
