import { sql, type Insertable, type Selectable } from 'kysely'
import type { CommandFailure } from '#lib/events.ts'
import type { Db, Trx } from './context.ts'
import type { CommandTable } from './tables.ts'

export type CommandRow = Selectable<CommandTable>

/** Notes a command once, and wakes the node that holds the charger's socket when this commits. */
export async function insertCommand(trx: Trx, command: Insertable<CommandTable>): Promise<void> {
  await trx
    .insertInto('command')
    .values(command)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await sql`SELECT pg_notify('ocpp_command', ${command.station_id})`.execute(trx)
}

/** Takes a station's next pending command for sending: from this commit on it is `sent`, whatever happens to this process. */
export const claimCommand = (
  db: Db,
  connection: { identity: string; epoch: number; stationId: string },
): Promise<CommandRow | undefined> =>
  db
    .updateTable('command')
    .set({ state: 'sent', sent_at: sql`now()` })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('command')
        .select('id')
        .where('station_id', '=', connection.stationId)
        .where('state', '=', 'pending')
        .where('expires_at', '>', sql<Date>`now()`)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('connection')
              .select('identity')
              .where('identity', '=', connection.identity)
              .where('epoch', '=', connection.epoch),
          ),
        )
        .orderBy('created_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()

/** Moves a command on from `sent`; undefined where it has moved on already. */
export const settleCommand = (trx: Trx, id: string, failure: CommandFailure | null): Promise<CommandRow | undefined> =>
  trx
    .updateTable('command')
    .set({ state: failure === null ? 'accepted' : 'failed', failure, settled_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .returningAll()
    .executeTakeFirst()

/**
 * A stop does no harm twice: it may go out again on the next connection. Whoever holds that is told, for it may have looked for
 * commands before this one was back.
 */
export async function returnCommand(db: Db | Trx, id: string): Promise<void> {
  await db
    .with('returned', (qb) =>
      qb
        .updateTable('command')
        .set({ state: 'pending', sent_at: null })
        .where('id', '=', id)
        .where('state', '=', 'sent')
        .returning('station_id'),
    )
    .selectFrom('returned')
    .select(sql`pg_notify('ocpp_command', station_id::text)`.as('told'))
    .execute()
}

/**
 * The remote start that a transaction came from: by 2.x's remoteStartId, or by token and connector. One whose time has run out
 * counts too (a driver may plug in late), as long as it is of the last day and has led to nothing yet.
 */
export function findStartCommand(
  trx: Trx,
  start: { stationId: string; evseNumber: number; idToken: string | null; remoteStartId: number | null },
): Promise<CommandRow | undefined> {
  const query = trx
    .selectFrom('command')
    .selectAll()
    .where('kind', '=', 'START')
    .where('station_id', '=', start.stationId)
    .where('started_transaction_id', 'is', null)
    .where('sent_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
  if (start.remoteStartId !== null) return query.where('remote_start_id', '=', start.remoteStartId).executeTakeFirst()
  if (start.idToken === null) return Promise.resolve(undefined)
  const token = start.idToken.toLowerCase()
  return query
    .where('evse_number', '=', start.evseNumber)
    .where(({ eb, fn }) => eb(fn<string>('lower', ['id_token']), '=', token))
    .where((eb) => eb.or([eb('failure', 'is', null), eb('failure', '<>', 'REJECTED')]))
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirst()
}

/** A remote start of this token was sent to the station, so the platform has said yes to it already. */
export async function hasStartCommand(
  db: Db | Trx,
  stationId: string,
  idToken: string,
  remoteStartId: number | null = null,
): Promise<boolean> {
  const command = await db
    .selectFrom('command')
    .select('id')
    .where('kind', '=', 'START')
    .where('station_id', '=', stationId)
    .where(({ eb, fn }) => eb(fn<string>('lower', ['id_token']), '=', idToken.toLowerCase()))
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['sent', 'accepted']), eb('started_transaction_id', 'is', null)]),
        ...(remoteStartId === null ? [] : [eb('remote_start_id', '=', remoteStartId)]),
      ]),
    )
    .executeTakeFirst()
  return command !== undefined
}

export async function noteStarted(trx: Trx, commandId: string, transactionId: string): Promise<void> {
  await trx.updateTable('command').set({ started_transaction_id: transactionId }).where('id', '=', commandId).execute()
}
