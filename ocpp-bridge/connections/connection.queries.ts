import { sql, type Selectable } from 'kysely'
import { emit } from '#db/outbox.ts'
import type { OcppVersion } from '#lib/events.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ConnectionTable, Db, Trx } from '../tables.ts'

export const connections = (db: Db | Trx, stationIds: readonly string[]): Promise<Selectable<ConnectionTable>[]> =>
  db.selectFrom('connection').selectAll().where('station_id', 'in', stationIds).execute()

/** Makes this process the owner of the charger's socket, whoever was before, and tells the others. Gives the connection's epoch. */
export async function claimConnection(
  trx: Trx,
  connection: { identity: string; stationId: string; nodeId: string; ocppVersion: OcppVersion },
): Promise<number> {
  const { identity, stationId, nodeId, ocppVersion } = connection
  const row = { station_id: stationId, node_id: nodeId, ocpp_version: ocppVersion, epoch: sql<number>`nextval('connection_epoch')` }
  const { epoch, connected_at } = await trx
    .insertInto('connection')
    .values({ identity, ...row })
    .onConflict((conflict) =>
      conflict.column('identity').doUpdateSet((eb) => ({
        station_id: eb.ref('excluded.station_id'),
        node_id: eb.ref('excluded.node_id'),
        ocpp_version: eb.ref('excluded.ocpp_version'),
        epoch: eb.ref('excluded.epoch'),
        connected_at: sql<Date>`now()`,
      })),
    )
    .returning(['epoch', 'connected_at'])
    .executeTakeFirstOrThrow()
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
  if (numDeletedRows > 0n) await emitDisconnected(trx, connection.stationId)
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
    .returning('station_id')
    .execute()
  for (const { station_id } of gone) await emitDisconnected(trx, station_id)
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
