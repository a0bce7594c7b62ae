import { sql, type Insertable, type Selectable } from 'kysely'
import type { CommandFailure } from '#lib/events.ts'
import { newIdToken } from '#lib/id-token.ts'
import { traceparent } from '#lib/tracing/trace.ts'
import type { CommandTable, Db, TransactionTable, Trx } from '../tables.ts'

export type CommandRow = Selectable<CommandTable>

/** Notes a command once. When this commits, the process that holds the charger's socket is woken. */
export async function insertCommand(trx: Trx, command: Insertable<CommandTable>): Promise<void> {
  await trx
    .insertInto('command')
    .values({ ...command, traceparent: traceparent() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await sql`SELECT pg_notify('ocpp_command', ${command.station_id})`.execute(trx)
}

/**
 * Takes a token from starts that led to nothing, because the newest start is to have it: one token leads to one transaction. False if one
 * of them led to one.
 */
export async function freeToken(trx: Trx, idToken: string, commandId: string): Promise<boolean> {
  const others = await trx
    .selectFrom('command')
    .select(['id', 'started_transaction_id'])
    .where(({ eb, fn }) => eb(fn<string>('lower', ['id_token']), '=', idToken.toLowerCase()))
    .where('id_token_expires_at', 'is not', null)
    .where('id', '<>', commandId)
    .forUpdate()
    .execute()
  if (others.some(({ started_transaction_id: started }) => started !== null)) return false
  for (const { id } of others) await trx.updateTable('command').set({ id_token: newIdToken() }).where('id', '=', id).execute()
  return true
}

/** Takes a station's next pending command for sending. From this commit on it is `sent`, whatever happens to this process. */
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

/** Moves a command on from `sent`; undefined if it has moved on already. */
export const settleCommand = (trx: Trx, id: string, failure: CommandFailure | null): Promise<CommandRow | undefined> =>
  trx
    .updateTable('command')
    .set({ state: failure === null ? 'accepted' : 'failed', failure, settled_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .returningAll()
    .executeTakeFirst()

/**
 * Makes a stop pending again: it does no harm twice. Whoever holds the next connection is told, because it may have looked for commands
 * before this one was back.
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

/** A remote start that was sent, and the state of its transaction. */
export type StartCommand = CommandRow & { started_state: TransactionTable['state'] | null; started_authorised: boolean | null }

/** A charger with less room for a token cuts it. A beginning of this length cannot be guessed either. */
const LEAST_SIGNS = 12

/**
 * The remote start that was sent to this station (and EVSE, if known) under 2.x's remoteStartId or this token. It is found after its time
 * too: a transaction that comes of it late still belongs to its session. It is locked, so that it leads to one transaction alone.
 */
export function findStart(
  trx: Trx,
  shown: { stationId: string; evseNumber: number; idToken: string | null; remoteStartId: number | null },
): Promise<StartCommand | undefined> {
  const { stationId, evseNumber, idToken, remoteStartId } = shown
  if (idToken === null && remoteStartId === null) return Promise.resolve(undefined)
  const cut = idToken !== null && idToken.length >= LEAST_SIGNS
  return (
    trx
      .selectFrom('command')
      .leftJoin('transaction', 'transaction.id', 'command.started_transaction_id')
      .selectAll('command')
      .select(['transaction.state as started_state', 'transaction.authorised as started_authorised'])
      .where('command.kind', '=', 'START')
      .where('command.station_id', '=', stationId)
      .where('command.sent_at', 'is not', null)
      .where((eb) => eb.or([eb('command.failure', 'is', null), eb('command.failure', '<>', 'REJECTED')]))
      .$if(evseNumber > 0, (query) => query.where('command.evse_number', '=', evseNumber))
      .where((eb) =>
        eb.or([
          ...(remoteStartId === null ? [] : [eb('command.remote_start_id', '=', remoteStartId)]),
          ...(idToken === null ? [] : [sql<boolean>`lower(command.id_token) = lower(${idToken})`]),
          ...(cut ? [sql<boolean>`starts_with(lower(command.id_token), lower(${idToken}))`] : []),
        ]),
      )
      // Older commands have the driver's own identity, which came again and again.
      .where((eb) =>
        eb.or([
          eb('command.id_token_expires_at', 'is not', null),
          eb('command.created_at', '>', sql<Date>`now() - interval '1 day'`),
        ]),
      )
      .orderBy(sql`command.started_transaction_id IS NULL`, 'desc')
      .orderBy('command.created_at', 'desc')
      .limit(1)
      .forUpdate('command')
      .executeTakeFirst()
  )
}

/** Notes the transaction that a remote start has led to. It never changes. */
export async function noteStarted(trx: Trx, commandId: string, transactionId: string): Promise<void> {
  await trx
    .updateTable('command')
    .set({ started_transaction_id: transactionId })
    .where('id', '=', commandId)
    .where('started_transaction_id', 'is', null)
    .executeTakeFirstOrThrow()
}
