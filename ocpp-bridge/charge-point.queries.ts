import { sql, type Selectable, type SelectQueryBuilder, type Updateable } from 'kysely'
import { countOf } from '#db/count.ts'
import { emit } from '#db/outbox.ts'
import { pageBy } from '#db/page.ts'
import type { EventEnvelope, OcppVersion } from '#lib/events.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { addBoot, dropBoots } from './history/boot.queries.ts'
import type { ChargePointTable, Db, OcppTables, Trx } from './tables.ts'

export type ChargePointRow = Selectable<ChargePointTable>

export const findChargePoint = (db: Db | Trx, identity: string): Promise<ChargePointRow | undefined> =>
  db.selectFrom('charge_point').selectAll().where('identity', '=', identity).executeTakeFirst()

export const findChargePoints = (db: Db | Trx, identities: readonly string[]): Promise<ChargePointRow[]> =>
  db
    .selectFrom('charge_point')
    .selectAll()
    .where(({ eb }) => eb('identity', '=', sql<string>`ANY(${[...identities]})`))
    .execute()

export const chargePoints = (db: Db | Trx, stationIds: readonly string[]): Promise<ChargePointRow[]> =>
  db.selectFrom('charge_point').selectAll().where('station_id', 'in', stationIds).execute()

/** Which chargers; what is left out, or null, does not matter. */
export interface ChargePointFilter {
  stationIds?: readonly string[] | null | undefined
  operatorId?: string | null | undefined
  /** A part of its identity. */
  search?: string | null | undefined
  connected?: boolean | null | undefined
  ocppVersion?: OcppVersion | null | undefined
  vendor?: string | null | undefined
  model?: string | null | undefined
  firmware?: string | null | undefined
  /** A connector of it, or itself, has an error. */
  faulted?: boolean | null | undefined
}

/** The chargers that fit: an operator's, or anybody's (null). */
export function chosenChargePoints(
  db: Db | Trx,
  filter: ChargePointFilter,
  operatorId: string | null,
): SelectQueryBuilder<OcppTables, 'charge_point', object> {
  const { stationIds, search, connected, faulted } = filter
  const equal: [column: keyof OcppTables['charge_point'], value: string | null | undefined][] = [
    ['operator_id', operatorId],
    ['operator_id', filter.operatorId],
    ['ocpp_version', filter.ocppVersion],
    ['vendor', filter.vendor],
    ['model', filter.model],
    ['firmware', filter.firmware],
  ]
  let query: SelectQueryBuilder<OcppTables, 'charge_point', object> = db.selectFrom('charge_point')
  for (const [column, value] of equal) if (value != null) query = query.where(column, '=', value)
  if (stationIds != null) query = query.where('station_id', '=', sql<string>`ANY(${[...stationIds]}::uuid[])`)
  if (search != null) query = query.where('identity', 'ilike', `%${escapeLike(search)}%`)
  if (connected != null) query = query.where(sql<boolean>`(${CONNECTED}) = ${connected}`)
  if (faulted != null) query = query.where(sql<boolean>`(${FAULTED}) = ${faulted}`)
  return query
}

const CONNECTED = sql`EXISTS (SELECT FROM connection WHERE connection.station_id = charge_point.station_id)`
const FAULTED = sql`EXISTS (
  SELECT FROM connector_error WHERE connector_error.station_id = charge_point.station_id AND ended_at IS NULL)`

/** Text as it is, in a pattern of LIKE. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** The chargers that fit, in the order of their identities. */
export const listChargePoints = (
  db: Db,
  filter: ChargePointFilter,
  operatorId: string | null,
  page: PageRequest,
): Promise<ChargePointRow[]> =>
  pageBy(chosenChargePoints(db, filter, operatorId).selectAll('charge_point'), [['identity', 'text']], 'asc', page)

export const countChargePoints = (db: Db, filter: ChargePointFilter, operatorId: string | null): Promise<number> =>
  countOf(chosenChargePoints(db, filter, operatorId))

export const lockChargePointRow = (trx: Trx, stationId: string): Promise<ChargePointRow | undefined> =>
  trx.selectFrom('charge_point').selectAll().where('station_id', '=', stationId).forUpdate().executeTakeFirst()

/**
 * Keeps the newest word on a station (by its position: a clock may be set back), and tells every process to check that charger's socket
 * again.
 */
export async function saveChargePoint(trx: Trx, event: EventEnvelope<'stations.station.saved'>): Promise<void> {
  const { stationId, operatorId, identity, passwordHash, evses } = event.data
  const row = {
    identity,
    operator_id: operatorId,
    password_hash: passwordHash,
    evses: JSON.stringify(evses),
    saved_at: new Date(event.occurredAt),
    said: event.position ?? 0,
  }
  // An identity that moved to another station belongs to the station that was saved last.
  await trx.deleteFrom('charge_point').where('identity', '=', identity).where('station_id', '<>', stationId).execute()
  await trx
    .insertInto('charge_point')
    .values({ station_id: stationId, ...row })
    .onConflict((conflict) =>
      conflict
        .column('station_id')
        .doUpdateSet({
          ...row,
          certified: sql<boolean>`${SAME_PASSWORD} AND charge_point.certified`,
          // Another password ends the one that the charger was given, be it that one itself or one that its operator has chosen since.
          next_password_hash: sql<string | null>`CASE WHEN ${SAME_PASSWORD} THEN charge_point.next_password_hash END`,
        })
        .where('charge_point.said', '<=', row.said),
    )
    .execute()
  await sql`SELECT pg_notify('ocpp_charge_point', ${identity})`.execute(trx)
}

/** Whether all connectors of an EVSE are taken out of use for good; of the whole station where the EVSE is not known, 0. */
export async function isRetired(db: Db, stationId: string, evseNumber: number): Promise<boolean> {
  const row = await db.selectFrom('charge_point').select('evses').where('station_id', '=', stationId).executeTakeFirst()
  const evses = row?.evses.filter(({ number }) => evseNumber === 0 || number === evseNumber) ?? []
  const connectors = evses.flatMap((evse) => evse.connectors)
  return connectors.length > 0 && connectors.every(({ retired }) => retired === true)
}

const SAME_PASSWORD = sql`charge_point.password_hash IS NOT DISTINCT FROM excluded.password_hash`

/** From now on they are not let in with their passwords alone. */
export async function noteCertified(trx: Trx, stationIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('charge_point')
    .set({ certified: true })
    .where(({ eb }) => eb('station_id', '=', sql<string>`ANY(${[...stationIds]}::uuid[])`))
    .where('certified', '=', false)
    .execute()
}

/** Keeps what a charger says of itself at its boot, and that it booted. */
export async function noteBoot(
  trx: Trx,
  { stationId, version, receivedAt }: { stationId: string; version: OcppVersion; receivedAt: Date },
  said: Pick<Updateable<ChargePointTable>, 'vendor' | 'model' | 'firmware' | 'serial_number'>,
  reason: string | null,
): Promise<void> {
  const boot = { stationId, at: receivedAt, reason, firmware: said.firmware ?? null, version }
  await trx
    .with('added', addBoot(boot))
    .with('dropped', dropBoots(stationId))
    .updateTable('charge_point')
    .set({ ...said, ocpp_version: version, booted_at: receivedAt, boots: sql`boots + 1` })
    .where('station_id', '=', stationId)
    .execute()
}

/** How far the charger's clock was ahead of ours, for operators to see. */
export async function noteClock(trx: Trx, stationId: string, aheadMs: number | null): Promise<void> {
  if (aheadMs === null) return
  await trx.updateTable('charge_point').set({ clock_ahead_ms: aheadMs }).where('station_id', '=', stationId).execute()
}

/** Null if its clock has not been seen yet. */
export async function findClock(trx: Db | Trx, stationId: string): Promise<number | null> {
  const row = await trx.selectFrom('charge_point').select('clock_ahead_ms').where('station_id', '=', stationId).executeTakeFirst()
  return row?.clock_ahead_ms ?? null
}

/** Everything that a socket's right to be here depends on, as one text to compare. */
export function credentialsOf(chargePoint: ChargePointRow | undefined): string {
  return chargePoint === undefined
    ? 'unregistered'
    : `${chargePoint.station_id} ${chargePoint.password_hash} ${chargePoint.credentials_epoch}`
}

/**
 * A password that a charger is about to be given. It opens the connection beside the old one. False while the charger may have taken an
 * earlier one: it would be locked out if that one was forgotten. Once it has come with the old one again, it has not; once with the new one, stations ends it.
 */
export async function noteNextPassword(db: Db, stationId: string, hash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('charge_point')
    .set({ next_password_hash: hash, next_password_at: sql`now()` })
    .where('station_id', '=', stationId)
    .where((eb) =>
      eb.or([
        eb('next_password_hash', 'is', null),
        eb.exists(
          eb
            .selectFrom('connection')
            .select('epoch')
            .whereRef('connection.station_id', '=', 'charge_point.station_id')
            .whereRef('connected_at', '>', 'next_password_at'),
        ),
      ]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The charger did not take it. */
export async function dropNextPassword(trx: Trx, stationId: string): Promise<void> {
  await trx.updateTable('charge_point').set({ next_password_hash: null }).where('station_id', '=', stationId).execute()
}

/** The charger has come with the password that it was given: stations is told, which has the last word on passwords. */
export async function sayPasswordTaken(
  trx: Trx,
  { station_id: stationId, password_hash, next_password_hash }: ChargePointRow,
): Promise<void> {
  if (next_password_hash === null || password_hash === null) return
  // From now on it is the charger's own. Another one that took its place before stations knows of it would go with stations' word.
  await trx
    .updateTable('charge_point')
    .set({ next_password_at: null })
    .where('station_id', '=', stationId)
    .where('next_password_hash', '=', next_password_hash)
    .execute()
  await emit(trx, 'ocpp.charge-point.password-taken', stationId, {
    stationId,
    passwordHash: next_password_hash,
    replaces: password_hash,
  })
}
