import { sql, type Updateable } from 'kysely'
import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { DomainError } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { sayChanged } from '../operations/command.handler.ts'
import { countOpen, insertCommand } from '../operations/command.queries.ts'
import type { BulkCommandTable, Trx } from '../tables.ts'
import {
  lockBulk,
  nextChargers,
  noteAsked,
  openBulk,
  tallyOf,
  updateBulk,
  type BulkCommandRow,
  type Counts,
  type Tally,
} from './bulk.queries.ts'
import { openOf, outcomesOf } from './outcomes.ts'

/** Goes on with every bulk command. Each process does it again and again; one of them at a time works one bulk command. */
export async function advanceBulk({ db, config, log }: Services): Promise<void> {
  for (const id of await openBulk(db)) {
    try {
      await db.transaction().execute((trx) => advance(trx, id, config.sweepMs))
    } catch (error) {
      // The others are not to wait for it.
      log.error({ err: error, bulkCommandId: id }, 'a bulk command could not go on')
    }
  }
}

async function advance(trx: Trx, id: string, sweepMs: number): Promise<void> {
  const row = await lockBulk(trx, id, false)
  if (row === undefined) return
  const tally = await tallyOf(trx, row)
  const change = row.state === 'RUNNING' ? await goOn(trx, row, tally, sweepMs) : endOf(row, tally)
  await noteProgress(trx, row, change)
}

/** With the moment by the database's clock. */
type Locked = BulkCommandRow & { now: Date }

/** What changes a bulk command that has been paused or called off: it is over when nothing is open. */
const endOf = (row: Locked, tally: Tally): Updateable<BulkCommandTable> =>
  row.state === 'CANCELLED' && openOf(row, tally) === 0 ? { settled_at: row.now } : {}

/** Asks the next chargers, or ends it, or pauses it because too many have failed. */
async function goOn(trx: Trx, row: Locked, tally: Tally, sweepMs: number): Promise<Updateable<BulkCommandTable>> {
  const failure = failureOf(row, tally)
  if (failure !== null) return { state: 'PAUSED', message: failure }
  const open = openOf(row, tally)
  const done = { state: 'DONE', settled_at: row.now } as const
  if (tally.waiting === 0) return open === 0 ? done : {}

  const now = row.now.getTime()
  const everyMs = 60_000 / row.per_minute
  // Time in which nobody could be asked is not made up for.
  const from = Math.max(row.next_at.getTime(), now - Math.max(1_000, 2 * sweepMs))
  const due = now < from ? 0 : 1 + Math.floor((now - from) / everyMs)
  const most = Math.min(due, row.at_once - open)
  const stations = most > 0 ? await nextChargers(trx, row, most) : []
  for (const stationId of stations) await ask(trx, row, stationId)
  if (stations.length > 0) return { next_at: new Date(from + stations.length * everyMs) }
  // Only chargers that are away are left, and they have been waited for.
  return most > 0 && open === 0 && row.now > row.expires_at ? { ...done, rest: 'EXPIRED' } : {}
}

/** A sentence if too large a share has failed. */
function failureOf(row: BulkCommandRow, tally: Tally): string | null {
  const outcomes = outcomesOf(tally)
  const [failed, settled] = [outcomes.failed - row.forgiven_failed, outcomes.settled - row.forgiven_settled]
  if (settled < OCPP_LIMITS.bulk.judgedFrom || 100 * failed < row.pause_at_failed_percent * settled) return null
  return `It came to nothing at ${failed} of ${settled} chargers.`
}

/** Asks one charger, by one command. One that cannot take it has failed, and the others are asked. */
async function ask(trx: Trx, bulk: Locked, stationId: string): Promise<void> {
  const { kind, input, requested_by: requestedBy } = bulk
  const command = {
    id: newId(),
    kind,
    station_id: stationId,
    input: JSON.stringify(input),
    requested_by: requestedBy,
    expires_at: new Date(bulk.now.getTime() + 1000 * OCPP_LIMITS.commandWaitSeconds.usual),
  }
  await audit(trx, requestedBy, 'charge-point.commanded', stationId, { commandId: command.id, kind, bulkCommandId: bulk.id })
  await sql`SAVEPOINT asking`.execute(trx)
  const refusal = await refusalOf(async () => {
    if ((await countOpen(trx, stationId)) >= OCPP_LIMITS.openCommands)
      throw new DomainError('RATE_LIMITED', `${OCPP_LIMITS.openCommands} commands wait for this charger already.`)
    const row = await insertCommand(trx, command)
    if (row !== undefined) await sayChanged(trx, row)
  })
  if (refusal !== null) {
    await sql`ROLLBACK TO SAVEPOINT asking`.execute(trx)
    await insertCommand(trx, { ...command, state: 'FAILED', message: refusal, settled_at: bulk.now })
  }
  await sql`RELEASE SAVEPOINT asking`.execute(trx)
  await noteAsked(trx, bulk.id, stationId, command.id)
}

async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

/** Keeps a change and how far it is, and tells it if there is anything new. */
export async function noteProgress(trx: Trx, row: BulkCommandRow, change: Updateable<BulkCommandTable>): Promise<BulkCommandRow> {
  const { counts } = await tallyOf(trx, { id: row.id, rest: change.rest ?? row.rest })
  const isNews = !isSame(counts, row.counts) || 'state' in change || 'settled_at' in change
  if (!isNews && Object.keys(change).length === 0) return row
  const changed = await updateBulk(trx, row.id, { ...change, counts: JSON.stringify(counts) })
  if (isNews) await emit(trx, 'ocpp.bulk-command.changed', row.id, { bulkCommandId: row.id })
  return changed
}

const isSame = (a: Counts, b: Counts): boolean =>
  [...Object.keys(a), ...Object.keys(b)].every((state) => a[state as keyof Counts] === b[state as keyof Counts])
