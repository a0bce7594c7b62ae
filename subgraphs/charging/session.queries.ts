import { sql, type RawBuilder } from 'kysely'
import { ago } from '#db/time.ts'
import { CHARGING_LIMITS } from './limits.ts'
import { CLOCKS_DIFFER_SECONDS, isOfWorld } from './projection.queries.ts'
import type { Db, NewSession, Pause, Place, Session, SessionChange, SessionStatus, Trx } from './tables.ts'

const STARTING: readonly SessionStatus[] = ['PENDING', 'STARTING']
const LIVE: readonly SessionStatus[] = ['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED']

export const sessions = (db: Db, ids: readonly string[]): Promise<Session[]> =>
  db.selectFrom('session').selectAll().where('id', 'in', ids).execute()

/** Operators of stations, by station. */
export const operators = (db: Db, stationIds: readonly string[]) =>
  db.selectFrom('station').select(['id', 'operator_id']).where('id', 'in', stationIds).execute()

/** Undefined if a constraint forbids it: the key was used, the connector is taken, or another start of the user is under way. */
export const insertSession = (trx: Trx, row: NewSession): Promise<Session | undefined> =>
  trx
    .insertInto('session')
    .values(row)
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()

export const findByIdempotencyKey = (db: Db, userId: string, key: string): Promise<Session | undefined> =>
  db.selectFrom('session').selectAll().where('user_id', '=', userId).where('idempotency_key', '=', key).executeTakeFirst()

export const hasStarting = async (db: Db, userId: string): Promise<boolean> =>
  (await db.selectFrom('session').select('id').where('user_id', '=', userId).where('status', 'in', STARTING).executeTakeFirst()) !==
  undefined

export const lockSession = (trx: Trx, id: string): Promise<Session | undefined> =>
  trx.selectFrom('session').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const lockByTransaction = (trx: Trx, transactionId: string): Promise<Session | undefined> =>
  trx.selectFrom('session').selectAll().where('transaction_id', '=', transactionId).forUpdate().executeTakeFirst()

/** Those of many transactions. They are locked in one order, so that two who do this at once do not wait for each other. */
export const lockByTransactions = (trx: Trx, transactionIds: readonly string[]): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where(sql<boolean>`transaction_id = ANY (${transactionIds}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** The live session that holds a connector. */
export const lockLiveAt = (trx: Trx, place: Place): Promise<Session | undefined> =>
  liveAt(trx, place).forUpdate().executeTakeFirst()

export const findLiveAt = (db: Db, place: Place): Promise<Session | undefined> => liveAt(db, place).executeTakeFirst()

const liveAt = (db: Db, { stationId, evseNumber, connectorNumber }: Place) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('connector_number', '=', connectorNumber)
    .where('status', 'in', LIVE)
    .where('displaced', '=', false)

/** Locks a connector's place until the transaction ends, so that ends of its sessions come one after the other. */
export const lockPlace = (trx: Trx, { stationId, evseNumber, connectorNumber }: Place) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${stationId} ${evseNumber} ${connectorNumber}`}, 0))`.execute(trx)

/** Sessions with energy that a connector had between two moments, without held ones. */
export const servedAt = (trx: Trx, { stationId, evseNumber, connectorNumber }: Place, from: Date, to: Date) =>
  trx
    .selectFrom('session')
    .select(['id', 'started_at', 'ended_at', 'start_heard_at', 'end_heard_at', 'energy_wh'])
    .where('station_id', '=', stationId)
    .where('evse_number', '=', evseNumber)
    .where('connector_number', '=', connectorNumber)
    .where('status', '=', 'COMPLETED')
    .where('held', '=', false)
    .where('energy_wh', '>', 0)
    .where('started_at', '<=', to)
    .where('ended_at', '>=', from)
    .execute()

export const changeSession = (trx: Trx, id: string, change: SessionChange): Promise<Session> =>
  trx.updateTable('session').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Writes what samples change of locked sessions, in one statement. */
export async function saveMetered(trx: Trx, metered: readonly Session[]): Promise<void> {
  await sql`
    UPDATE session SET
      meter_values = metered.meter_values, last_sample_at = metered.last_sample_at, register_wh = metered.register_wh,
      high_register_wh = metered.high_register_wh, energy_wh = metered.energy_wh, power_w = metered.power_w,
      soc_percent = metered.soc_percent, soc_start_percent = metered.soc_start_percent, flags = metered.flags,
      cost_minor = metered.cost_minor, cost_until = metered.cost_until, tally = metered.tally
    FROM jsonb_to_recordset(${JSON.stringify(metered.map(shownOf))}::jsonb) AS metered (
      id uuid, meter_values integer, last_sample_at timestamptz, register_wh bigint, high_register_wh bigint, energy_wh bigint,
      power_w integer, soc_percent real, soc_start_percent real, flags text[], cost_minor bigint, cost_until timestamptz, tally jsonb
    )
    WHERE session.id = metered.id`.execute(trx)
}

const shownOf = (session: Session) => ({
  id: session.id,
  meter_values: session.meter_values,
  last_sample_at: session.last_sample_at,
  register_wh: session.register_wh,
  high_register_wh: session.high_register_wh,
  energy_wh: session.energy_wh,
  power_w: session.power_w,
  soc_percent: session.soc_percent,
  soc_start_percent: session.soc_start_percent,
  flags: session.flags,
  cost_minor: session.cost_minor,
  cost_until: session.cost_until,
  tally: session.tally,
})

/** Starts whose time has run out. Those that another process works on are left to it. */
export const lockExpired = (trx: Trx, now: Date): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('expires_at', '<', now)
    .orderBy('expires_at')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()

const isRunningOn = sql<boolean>`(limit_step IS NULL OR limit_step = 'NEAR')`

/**
 * Running sessions with a limit that were not looked at of late, and now are. Those that another process works on are left to it. The
 * moment is the database's: by a clock that was set back a round of these would not end.
 */
export const takeLimited = (trx: Trx): Promise<Session[]> =>
  trx
    .updateTable('session')
    .set({ limit_looked_at: sql<Date>`now()` })
    .where('id', 'in', (from) =>
      from
        .selectFrom('session')
        .select('id')
        .where('hold_id', 'is not', null)
        .where('status', 'in', ['ACTIVE', 'SUSPENDED'])
        .where((eb) =>
          eb.or([
            eb('limit_looked_at', 'is', null),
            eb.and([isRunningOn, eb('limit_looked_at', '<', ago(CHARGING_LIMITS.limitEveryMs))]),
            eb('limit_looked_at', '<', ago(CHARGING_LIMITS.stopAgainMs)),
          ]),
        )
        .where((eb) => eb.or([eb('limit_stop_at', 'is', null), eb('limit_stop_at', '>', ago(CHARGING_LIMITS.stopForMs))]))
        // Those that were never looked at first: else they would never have their turn among many.
        .orderBy('limit_looked_at', (order) => order.asc().nullsFirst())
        .limit(CHARGING_LIMITS.limitsAtOnce)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()

/** Begun sessions without a price: at a station, or with a tariff. */
export function lockUnpriced(trx: Trx, by: { stationId: string } | { tariffId: string }): Promise<Session[]> {
  const query = trx
    .selectFrom('session')
    .selectAll()
    .where('priced', '=', false)
    .where('started_at', 'is not', null)
    .orderBy('id')
    .forUpdate()
  return ('stationId' in by ? query.where('station_id', '=', by.stationId) : query.where('tariff_id', '=', by.tariffId)).execute()
}

/** Begun sessions without a price, although all that it needs is here. */
export const lockPriceable = (trx: Trx): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where('priced', '=', false)
    .where('started_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('connector')
          .select('connector.id')
          .whereRef('connector.station_id', '=', 'session.station_id')
          .whereRef('connector.evse_number', '=', 'session.evse_number')
          .whereRef('connector.connector_number', '=', 'session.connector_number'),
      ),
    )
    .where((eb) =>
      eb.or([
        eb('session.tariff_id', 'is', null),
        eb.exists(eb.selectFrom('tariff_version').select('version').whereRef('tariff_version.tariff_id', '=', 'session.tariff_id')),
      ]),
    )
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()

/** True for sessions that began after the identity was issued. Earlier ones do not belong to whoever registered it. */
const beganAfter = (issuedAt: RawBuilder<Date>) =>
  sql<boolean>`coalesce(session.started_at, session.opened_at) >= ${issuedAt} - make_interval(secs => ${CLOCKS_DIFFER_SECONDS})`

/** Sessions of the last week that belong to nobody although their identity is known, with the owner of that time. */
export const lockOwnable = (trx: Trx): Promise<{ id: string; owner: string }[]> =>
  trx
    .selectFrom('session')
    .innerJoin('id_token', (join) => join.on(sql`lower(id_token.value)`, '=', sql`lower(session.id_token)`))
    .innerJoin('station', 'station.id', 'session.station_id')
    .select(['session.id', 'id_token.user_id as owner'])
    .where(isOfWorld(sql.ref('station.operator_id')))
    .where('session.user_id', 'is', null)
    .where('id_token.type', '<>', 'APP')
    .where(beganAfter(sql<Date>`id_token.issued_at`))
    .where('session.opened_at', '>', sql<Date>`now() - interval '7 days'`)
    .limit(100)
    .forUpdate('session')
    .skipLocked()
    .execute()

/** Sessions of an identity that belonged to nobody, from its issue on. */
export const lockNobodys = (trx: Trx, idToken: string, partnerId: string | null, issuedAt: Date): Promise<Session[]> =>
  trx
    .selectFrom('session')
    .selectAll()
    .where(
      sql<boolean>`(SELECT world_of(operator_id) FROM station WHERE id = session.station_id) IS NOT DISTINCT FROM world_of(${partnerId}::uuid)`,
    )
    .where('user_id', 'is', null)
    .where(sql`lower(id_token)`, '=', idToken.toLowerCase())
    .where(beganAfter(sql<Date>`${issuedAt}::timestamptz`))
    .orderBy('id')
    .forUpdate()
    .execute()

/** True if the charger restarted during the session and has not gone on with it. */
export const isInterrupted = async (db: Db, sessionId: string): Promise<boolean> =>
  (await db
    .selectFrom('session_pause')
    .select('by')
    .where('session_id', '=', sessionId)
    .where('to_at', 'is', null)
    .where('by', '=', 'BOOT')
    .executeTakeFirst()) !== undefined

/** The pauses of sessions, those of each in the order of time. */
export const pausesOf = (db: Db, sessionIds: readonly string[]): Promise<Pause[]> =>
  db
    .selectFrom('session_pause')
    .selectAll()
    .where(sql<boolean>`session_id = ANY (${sessionIds}::uuid[])`)
    .orderBy('from_at')
    .execute()

export const openPause = (trx: Trx, pause: Pick<Pause, 'session_id' | 'from_at' | 'by'>) =>
  trx
    .insertInto('session_pause')
    .values({ ...pause, to_at: null })
    .onConflict((c) => c.columns(['session_id', 'from_at']).doUpdateSet({ by: pause.by, to_at: null }))
    .execute()

export const closePause = (trx: Trx, sessionId: string, at: Date) =>
  trx
    .updateTable('session_pause')
    .set({ to_at: sql`greatest(from_at, ${at})` })
    .where('session_id', '=', sessionId)
    .where('to_at', 'is', null)
    .execute()

/** Each user's live session, the newest of several. */
export const liveSessions = (db: Db, userIds: readonly string[]): Promise<Session[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .distinctOn('user_id')
    .where('user_id', 'in', userIds)
    .where('status', 'in', LIVE)
    .orderBy('user_id')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
