import { sql, type Selectable } from 'kysely'
import { emit } from '#db/outbox.ts'
import type { OcppVersion } from '#lib/events.ts'
import { endInterval, openInterval } from '../history/interval.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectionTable, Db, SecurityProfile, Trx } from '../tables.ts'

export type ConnectionRow = Selectable<ConnectionTable>

export const connections = (db: Db | Trx, stationIds: readonly string[]): Promise<ConnectionRow[]> =>
  db.selectFrom('connection').selectAll().where('station_id', 'in', stationIds).execute()

/** Makes this process the owner of the charger's socket, whoever was before, and tells the others. Gives the connection's epoch. */
export async function claimConnection(
  trx: Trx,
  connection: {
    identity: string
    stationId: string
    nodeId: string
    ocppVersion: OcppVersion
    securityProfile: SecurityProfile
  },
): Promise<number> {
  const { identity, stationId, nodeId, ocppVersion, securityProfile } = connection
  const row = {
    station_id: stationId,
    node_id: nodeId,
    ocpp_version: ocppVersion,
    security_profile: securityProfile,
    epoch: sql<number>`nextval('connection_epoch')`,
  }
  const { epoch, connected_at, station_before } = await trx
    .with('interval', openInterval(stationId))
    .insertInto('connection')
    .values({ identity, ...row })
    .onConflict((conflict) =>
      conflict.column('identity').doUpdateSet((eb) => ({
        station_id: eb.ref('excluded.station_id'),
        node_id: eb.ref('excluded.node_id'),
        ocpp_version: eb.ref('excluded.ocpp_version'),
        security_profile: eb.ref('excluded.security_profile'),
        epoch: eb.ref('excluded.epoch'),
        connected_at: sql<Date>`now()`,
      })),
    )
    .returning(['epoch', 'connected_at', sql<string | null>`old.station_id`.as('station_before')])
    .executeTakeFirstOrThrow()
  // The identity has moved to another station.
  if (station_before !== null && station_before !== stationId) await endInterval(trx, station_before)
  await emit(trx, 'ocpp.charge-point.connected', stationId, { stationId, ocppVersion, at: connected_at.toISOString() })
  await sql`SELECT pg_notify('ocpp_connection', ${JSON.stringify({ identity, epoch })})`.execute(trx)
  return epoch
}

/** Gives the connection up. Changes nothing if it is no longer the newest. */
export async function releaseConnection(
  trx: Trx,
  connection: { identity: string; epoch: number; stationId: string },
): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('connection')
    .where('identity', '=', connection.identity)
    .where('epoch', '=', connection.epoch)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  await endInterval(trx, connection.stationId)
  await emitDisconnected(trx, connection.stationId)
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
  for (const { station_id, seen_at } of gone) {
    // Nobody knows more than that it was connected when its process was last seen.
    await endInterval(trx, station_id, seen_at)
    await emitDisconnected(trx, station_id)
  }
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

async function emitDisconnected(trx: Trx, stationId: string): Promise<void> {
  await emit(trx, 'ocpp.charge-point.disconnected', stationId, { stationId, at: new Date().toISOString() })
}
