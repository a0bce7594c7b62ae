import type { EventCatalogue } from '#lib/events.ts'
import type { Rules, Services } from '../context.ts'
import { changeSession, lockExpired, lockSession } from '../session.queries.ts'
import { fail, touch } from '../session.ts'
import type { Trx } from '../tables.ts'

export async function acceptCommand(
  trx: Trx,
  { commandId, sessionId, kind }: EventCatalogue['ocpp.command.accepted'],
  rules: Rules,
): Promise<void> {
  const session = await lockSession(trx, sessionId)
  // The transaction itself may have been heard of before. Then there is nothing left to wait for.
  if (!session || kind !== 'START' || session.start_command_id !== commandId || session.status !== 'PENDING') return
  await touch(
    trx,
    await changeSession(trx, sessionId, { status: 'STARTING', expires_at: new Date(Date.now() + rules.plugInTimeoutMs) }),
  )
}

export async function failCommand(
  trx: Trx,
  { commandId, sessionId, kind, reason }: EventCatalogue['ocpp.command.failed'],
): Promise<void> {
  const session = await lockSession(trx, sessionId)
  if (!session) return
  if (kind === 'STOP' && session.stop_command_id === commandId) {
    // The stop may be asked for again.
    await touch(
      trx,
      await changeSession(trx, sessionId, {
        stop_command_id: null,
        stop_expires_at: null,
        stop_requested_at: null,
        stop_failure: reason,
      }),
    )
  }
  if (
    kind === 'START' &&
    session.start_command_id === commandId &&
    (session.status === 'PENDING' || session.status === 'STARTING')
  ) {
    const status = reason === 'EXPIRED' || reason === 'TIMEOUT' ? 'EXPIRED' : 'FAILED'
    await fail(trx, sessionId, { status, failure: reason })
  }
}

/** Gives up starts whose time has run out with no word from the bridge. Returns how many. */
export async function expireStarts({ db }: Services, now = new Date()): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const expired = await lockExpired(trx, now)
    for (const { id } of expired) await fail(trx, id, { status: 'EXPIRED', failure: 'EXPIRED' })
    return expired.length
  })
}
