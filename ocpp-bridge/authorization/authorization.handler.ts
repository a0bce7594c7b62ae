import { groupIdToken, ID_TOKEN_LIMITS } from '#lib/id-token.ts'
import { isRetired } from '../charge-point.queries.ts'
import { findStart, type StartCommand } from '../commands/command.queries.ts'
import type { Call } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Authorization } from './authorization.ts'
import { driversWithSlot } from '../reservations/reservation.queries.ts'
import { findIdToken, isBusy, isChargingAt, type KnownIdToken } from './id-token.queries.ts'

/** An id token as a charger shows it. */
export interface Shown {
  idToken: string | null
  remoteStartId?: number | null
  /** 0 if it is not known yet. */
  evseNumber?: number
  /** The id of the transaction it is shown for, or null if that has none yet. Absent: it is asked about before a transaction. */
  transactionId?: string | null
  /** A transaction begins with it. Only then OCPP asks whether it is in others already (1.6 §7.2, 2.0.1 part 2 §3.5). */
  begins?: boolean
  /** When it was shown, by the charger's clock; absent: now. */
  at?: Date
  /** The charger had queued it. */
  queued?: boolean
}

/** How long a token that is no longer good may stay in a charger's cache. */
const CACHED_MS = 60_000

/**
 * What an id token is worth, from what the bridge itself knows: a charger never waits for another box. A token that the platform made for a
 * remote start is good there alone, in its time, and for one transaction. The app's own identities are good nowhere.
 */
export async function authorize(trx: Trx, { stationId, receivedAt, version }: Call, shown: Shown): Promise<Authorization> {
  const { idToken, remoteStartId = null, evseNumber = 0, transactionId } = shown
  const command = await findStart(trx, { stationId, evseNumber, idToken, remoteStartId })
  // A clock that is ahead does not make a start late: nothing is heard before it happens.
  const at = shown.at === undefined || shown.at > receivedAt ? receivedAt : shown.at
  if (command !== undefined) {
    const { user_id: userId, id_token_expires_at: end } = command
    const until = end === null ? null : new Date(Math.max(end.getTime(), receivedAt.getTime() + CACHED_MS))
    const group = userId === null ? null : groupIdToken({ userId, name: null, stationId })
    return { status: worthOf(command, at, transactionId), until, group, command }
  }
  // A value longer than the charger's version has room for was not read from a card.
  const known =
    idToken === null || idToken.length > ID_TOKEN_LIMITS.most[version]
      ? undefined
      : await findIdToken(trx, idToken, { stationId, evseNumber, at: receivedAt })
  const nothing = { until: null, group: null, command: null }
  if (known === undefined) return { status: 'Unknown', ...nothing }
  if (known.type === 'APP') return { status: 'Invalid', ...nothing }
  if (known.status === 'BLOCKED') return { status: 'Blocked', ...nothing }
  if (known.of_blocked_payer && (await wantsToBegin(trx, shown, known.value, stationId))) return { status: 'Blocked', ...nothing }
  if (transactionId == null && (await isRetired(trx, stationId, evseNumber))) return { status: 'Blocked', ...nothing }
  const { expires_at: until } = known
  if (until !== null && until <= at) return { status: 'Expired', ...nothing }
  if (known.at_others_slot && isHeard(shown)) return { status: 'NotAtThisTime', ...nothing }
  const start = { stationId, evseNumber, transactionId: transactionId ?? null, at }
  if (shown.begins === true && (await isBusy(trx, known, start))) return { status: 'ConcurrentTx', ...nothing }
  return { status: 'Accepted', until, group: await groupOf(trx, known, stationId), command: null }
}

/**
 * Who is shown now, before or at the begin of a transaction, can be kept from another driver's slot. What was queued has happened, and what is shown
 * in a transaction may stop it.
 */
const isHeard = ({ begins, transactionId, queued }: Shown): boolean => queued !== true && (begins === true || transactionId == null)

async function groupOf(trx: Trx, { user_id: userId, group_name }: KnownIdToken, stationId: string): Promise<string | null> {
  if (userId === null) return null
  const named = group_name !== null && !(await driversWithSlot(trx, stationId, userId)).has(userId)
  return groupIdToken({ userId, name: named ? group_name.toLowerCase() : null, stationId })
}

/** Who has not paid begins nothing; what they have begun they may always stop. */
async function wantsToBegin(trx: Trx, { begins, transactionId }: Shown, value: string, stationId: string): Promise<boolean> {
  if (begins === true) return true
  return transactionId == null && !(await isChargingAt(trx, value, stationId))
}

function worthOf(command: StartCommand, at: Date, transactionId: string | null | undefined): Authorization['status'] {
  const { started_transaction_id: started, id_token_expires_at: end } = command
  if (started === null) return end === null || at <= end ? 'Accepted' : 'Expired'
  if (transactionId !== undefined && transactionId !== started) return 'Invalid'
  const over = transactionId === undefined && command.started_state === 'ended'
  return command.started_authorised && !over ? 'Accepted' : 'Expired'
}
