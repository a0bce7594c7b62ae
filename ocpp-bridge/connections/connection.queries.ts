import { sql, type Selectable } from 'kysely'
import { emitEach } from '#db/outbox.ts'
import type { OcppVersion } from '#lib/events.ts'
import { endIntervals } from '../history/interval.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectionTable, Db, SecurityProfile, Trx } from '../tables.ts'

export type ConnectionRow = Selectable<ConnectionTable>

export const connections = (db: Db | Trx, stationIds: readonly string[]): Promise<ConnectionRow[]> =>
  db.selectFrom('connection').selectAll().where('station_id', 'in', stationIds).execute()

export interface Claimed {
  identity: string
  stationId: string
  nodeId: string
  ocppVersion: OcppVersion
  securityProfile: SecurityProfile
}

/**
 * Makes a process the owner of these chargers' sockets, whoever was before, and tells the others. Each identity comes once. Gives the
 * connections' epochs.
 */
export async function claimConnections(trx: Trx, claimed: readonly Claimed[]): Promise<Map<string, number>> {
  const column = <Value>(of: (one: Claimed) => Value) => claimed.map(of)
  const { rows } = await sql<{ identity: string; stationId: string; epoch: number; at: Date; stationBefore: string | null }>`
    WITH claimed AS (
      SELECT * FROM unnest(
        ${column(({ identity }) => identity)}::text[], ${column(({ stationId }) => stationId)}::uuid[],
        ${column(({ nodeId }) => nodeId)}::uuid[], ${column(({ ocppVersion }) => ocppVersion)}::text[],
        ${column(({ securityProfile }) => securityProfile)}::smallint[]
      ) AS one (identity, station_id, node_id, ocpp_version, security_profile)
    ), opened AS (
      -- One that was connected already stays in its interval.
      INSERT INTO connection_interval (station_id) SELECT DISTINCT station_id FROM claimed ON CONFLICT DO NOTHING
    )
    INSERT INTO connection (identity, station_id, node_id, ocpp_version, security_profile, epoch)
    SELECT *, nextval('connection_epoch') FROM claimed
    ON CONFLICT (identity) DO UPDATE SET station_id = excluded.station_id, node_id = excluded.node_id,
      ocpp_version = excluded.ocpp_version, security_profile = excluded.security_profile, epoch = excluded.epoch, connected_at = now()
    RETURNING identity, station_id AS "stationId", epoch, connected_at AS at, old.station_id AS "stationBefore"`.execute(trx)
  // The identity has moved to another station.
  const moved = rows.filter(({ stationId, stationBefore }) => stationBefore !== null && stationBefore !== stationId)
  if (moved.length > 0)
    await endIntervals(
      trx,
      moved.map(({ stationBefore }) => ({ stationId: stationBefore as string, seenAt: null })),
    )
  const versions = new Map(claimed.map(({ identity, ocppVersion }) => [identity, ocppVersion]))
  await emitEach(
    trx,
    'ocpp.charge-point.connected',
    rows.map(({ identity, stationId, at }) => {
      const ocppVersion = versions.get(identity) as OcppVersion
      return { aggregateId: stationId, data: { stationId, ocppVersion, at: at.toISOString() } }
    }),
  )
  const words = rows.map(({ identity, epoch }) => JSON.stringify({ identity, epoch }))
  await sql`SELECT pg_notify('ocpp_connection', word) FROM unnest(${words}::text[]) AS word`.execute(trx)
  return new Map(rows.map(({ identity, epoch }) => [identity, epoch]))
}

/** Gives these connections up. Changes nothing of those that are no longer the newest. */
export async function releaseConnections(trx: Trx, connections: readonly { identity: string; epoch: number }[]): Promise<void> {
  const { rows } = await sql<{ stationId: string }>`
    DELETE FROM connection USING unnest(
      ${connections.map(({ identity }) => identity)}::text[], ${connections.map(({ epoch }) => epoch)}::bigint[]
    ) AS gone (identity, epoch)
    WHERE connection.identity = gone.identity AND connection.epoch = gone.epoch
    RETURNING connection.station_id AS "stationId"`.execute(trx)
  await sayGone(
    trx,
    rows.map(({ stationId }) => ({ stationId, seenAt: null })),
  )
}

/** Marks the chargers of dead processes as offline. */
export async function releaseDeadNodes(trx: Trx): Promise<void> {
  const dead = sql<Date>`now() - make_interval(secs => ${OCPP_LIMITS.nodeDeadMs / 1000})`
  const gone = await trx
    .deleteFrom('connection')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('node').select('node_id').whereRef('node.node_id', '=', 'connection.node_id').where('seen_at', '>', dead),
        ),
      ),
    )
    .returning(({ selectFrom }) => [
      'station_id',
      selectFrom('node').select('seen_at').whereRef('node.node_id', '=', 'connection.node_id').as('seen_at'),
    ])
    .execute()
  // Nobody knows more than that they were connected when their process was last seen.
  await sayGone(
    trx,
    gone.map(({ station_id: stationId, seen_at: seenAt }) => ({ stationId, seenAt })),
  )
  await trx
    .deleteFrom('node')
    .where('seen_at', '<', sql<Date>`now() - interval '1 hour'`)
    .execute()
}

export async function renewNode(db: Db, nodeId: string): Promise<void> {
  await db
    .insertInto('node')
    .values({ node_id: nodeId })
    .onConflict((conflict) => conflict.column('node_id').doUpdateSet({ seen_at: sql<Date>`now()` }))
    .execute()
}

/** The newest epoch of each of these identities. */
export async function findEpochs(db: Db, identities: readonly string[]): Promise<Map<string, number>> {
  if (identities.length === 0) return new Map()
  const rows = await db
    .selectFrom('connection')
    .select(['identity', 'epoch'])
    .where(({ eb }) => eb('identity', '=', sql<string>`ANY(${[...identities]})`))
    .execute()
  return new Map(rows.map(({ identity, epoch }) => [identity, epoch]))
}

async function sayGone(trx: Trx, gone: readonly { stationId: string; seenAt: Date | null }[]): Promise<void> {
  if (gone.length === 0) return
  await endIntervals(trx, gone)
  const at = new Date().toISOString()
  await emitEach(
    trx,
    'ocpp.charge-point.disconnected',
    gone.map(({ stationId }) => ({ aggregateId: stationId, data: { stationId, at } })),
  )
}
