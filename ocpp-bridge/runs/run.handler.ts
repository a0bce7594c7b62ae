import { emit } from '#db/outbox.ts'
import { refuse } from '#lib/errors.ts'
import type { Call } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { ChargePointCommandState, RunKind, RunState, Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { readInteger, readText } from '../wire/reported.ts'
import { meaningOf } from './meaning.ts'
import { expireRuns, hasOpenRun, insertRun, lockRun, lockRunOf, noteFirmware, updateRun, type Run } from './run.queries.ts'

/** What a run needs to know of the command that asks for it. */
interface Command {
  id: string
  station_id: string
  state: ChargePointCommandState
  requested_by: string | null
  message: string | null
}

/** What a run is about, beside what its command says. */
type About = Pick<Run, 'kind'> & Partial<Pick<Run, 'location' | 'signed' | 'begins_at' | 'installs_at' | 'log_type' | 'image_id'>>

/** A charger that was told to wait may say nothing until then. */
const quietUntil = ({ kind, begins_at, installs_at }: About): Date =>
  new Date(Math.max(Date.now(), begins_at?.getTime() ?? 0, installs_at?.getTime() ?? 0) + OCPP_LIMITS.runQuietMs[kind])

/** Makes the run of a command that is taken, and ends it with a command that comes to nothing. Refuses a second one of its kind. */
export async function followCommand(trx: Trx, command: Command, about: () => About): Promise<void> {
  if (command.state === 'PENDING') return begin(trx, command, about())
  if (command.state === 'SENT') return
  const run = await lockRun(trx, command.id)
  if (run === undefined || run.state !== 'REQUESTED') return
  // A command without an answer may have been heard. If so, the charger will tell.
  if (command.state === 'ACCEPTED' || command.state === 'UNANSWERED') await change(trx, run, { state: 'RUNNING' })
  else if (command.state === 'CANCELLED') await end(trx, run, 'CANCELLED', command.message)
  else await end(trx, run, 'FAILED', command.message)
}

async function begin(trx: Trx, { id, station_id, requested_by }: Command, about: About): Promise<void> {
  const run = await insertRun(trx, { id, station_id, requested_by, quiet_until: quietUntil(about), ...about })
  if (run !== undefined) return sayChanged(trx, run)
  throw refuse(
    'CONFLICT',
    'Another one is under way at this charger. Wait for its end, or give it up with abandonChargePointRun.',
    ['input', 'chargePointId'],
  )
}

/** A charger says how far its update is (1.6 §4.5, security §5.16; 2.0.1 L01). */
export const reportFirmware = (trx: Trx, call: Call): Promise<Json> => report(trx, call, 'FIRMWARE')

/** A charger says how far the upload of its log is (1.6 §4.4, security §5.10; 2.0.1 N01). */
export const reportLog = (trx: Trx, call: Call): Promise<Json> => report(trx, call, 'LOG')

async function report(trx: Trx, { stationId, payload }: Call, kind: RunKind): Promise<Json> {
  const status = readText(payload['status'], 50) ?? ''
  const run = await lockRunOf(trx, stationId, kind, readInteger(payload['requestId']))
  const state = meaningOf(kind, status)
  if (run !== undefined && state !== null) await note(trx, run, status, state)
  return {}
}

async function note(trx: Trx, run: Run, status: string, state: Exclude<RunState, 'REQUESTED'>): Promise<void> {
  if (run.state === 'DONE' || run.state === 'CANCELLED') return
  const ends = state !== 'RUNNING'
  // A charger that tries again after a failure goes on with it, unless it was given another one meanwhile.
  if (run.ended_at !== null && !ends && (await hasOpenRun(trx, run.station_id, run.kind))) return
  const same = run.state === state && run.statuses.at(-1)?.status === status
  const kept = run.statuses.slice(0, OCPP_LIMITS.runStatuses - 1)
  const moved = {
    state,
    ended_at: ends ? new Date() : null,
    quiet_until: quietUntil(run),
    message: ends && state !== 'DONE' ? `The charger says ${status}.` : null,
  }
  if (same) await updateRun(trx, run.id, moved)
  else await change(trx, run, { ...moved, statuses: JSON.stringify([...kept, { status, at: new Date().toISOString() }]) })
}

/** A charger tells its firmware when it boots. */
export async function bootedWith(trx: Trx, stationId: string, firmware: string | null): Promise<void> {
  const run = firmware === null ? undefined : await noteFirmware(trx, stationId, firmware)
  if (run !== undefined) await sayChanged(trx, run)
}

/** The charger has taken the command and says that it will come to nothing. */
export async function refuseRun(trx: Trx, id: string, message: string): Promise<void> {
  const run = await lockRun(trx, id)
  if (run?.ended_at === null) await end(trx, run, 'FAILED', message)
}

/** What was asked for is here, whatever the charger says of it. */
export async function complete(trx: Trx, id: string): Promise<void> {
  const run = await lockRun(trx, id)
  if (run !== undefined && run.state !== 'DONE') await change(trx, run, { state: 'DONE', ended_at: new Date(), message: null })
}

/** Ends what has stayed quiet for too long. Every process may do it at any time. */
export async function sweepRuns(trx: Trx): Promise<void> {
  for (const run of await expireRuns(trx)) await sayChanged(trx, run)
}

/** Ends a run, whatever the charger does. */
export const end = (trx: Trx, run: Run, state: 'FAILED' | 'CANCELLED', message: string | null): Promise<Run> =>
  change(trx, run, { state, ended_at: new Date(), message })

async function change(trx: Trx, { id }: Run, to: Parameters<typeof updateRun>[2]): Promise<Run> {
  const run = await updateRun(trx, id, to)
  await sayChanged(trx, run)
  return run
}

const sayChanged = (trx: Trx, { id: runId, station_id: stationId, kind }: Run): Promise<void> =>
  emit(trx, 'ocpp.run.changed', runId, { runId, stationId, kind })
