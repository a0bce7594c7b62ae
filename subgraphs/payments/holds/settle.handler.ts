import { fromNow } from '#db/time.ts'
import { keepMethod } from '../methods/method.ts'
import { noteMismatch } from '../operations/mismatch.ts'
import type { Refusal, Work } from '../operations/subject.ts'
import type { Payment, Reading } from '../providers/provider.ts'
import type { Hold, Operation, Trx } from '../tables.ts'
import { changeHold, letGo } from './hold.ts'
import { lockHold, updateHold } from './hold.queries.ts'
import { HOLD_LIMITS } from './limits.ts'

/** Who is told what came of a capture: the bill that wanted it. Both may be told again. */
export interface HoldOwner {
  captured: (trx: Trx, work: Work, hold: Hold, payment: Payment) => Promise<void>
  /** Nothing was taken, and nothing will be. */
  notCaptured: (trx: Trx, work: Work, hold: Hold, why: string) => Promise<void>
}

const STEP: Readonly<Record<Hold['state'], number>> = {
  CREATED: 0,
  REQUIRES_ACTION: 1,
  AUTHORISED: 2,
  CAPTURING: 3,
  RELEASING: 4,
  CAPTURED: 5,
  RELEASED: 5,
  EXPIRED: 5,
  FAILED: 5,
  ABANDONED: 5,
}
/** We have given it up, and the provider may not know. A CAPTURED, RELEASED or EXPIRED one is over there too: what says else is old. */
const isGivenUp = ({ state }: Hold) => state === 'RELEASING' || state === 'FAILED' || state === 'ABANDONED'
/** What its user confirms it with is of no use any more. */
const NO_ACTION = { client_secret: null, approval_url: null }

/** What the provider has of a hold's payment, in whatever order it comes. */
export async function settleHold(trx: Trx, work: Work, operation: Operation, reading: Reading, owner: HoldOwner): Promise<void> {
  if (reading.kind !== 'PAYMENT') return
  const { subject_id: holdId, provider } = operation
  const locked = await lockHold(trx, holdId)
  if (!locked) throw new Error(`There is no hold ${holdId}.`)
  const { externalId } = reading
  const hold = locked.external_id === null ? await updateHold(trx, holdId, { external_id: externalId }) : locked
  switch (reading.state) {
    case 'REQUIRES_ACTION':
      return waitForUser(trx, hold, reading)
    case 'PENDING':
      return
    case 'AUTHORISED':
      return authorised(trx, hold, operation, reading)
    case 'CAPTURED': {
      if (hold.state === 'CAPTURED') return owner.captured(trx, work, hold, reading)
      if (hold.state === 'CAPTURING') {
        const captured = await changeHold(trx, hold, { state: 'CAPTURED', captured_minor: reading.capturedMinor })
        return owner.captured(trx, work, captured, reading)
      }
      // Somebody took it on the provider's own page. It opens no charger, and a person says what becomes of the money.
      if (STEP[hold.state] < STEP.RELEASING) await changeHold(trx, hold, { state: 'RELEASING', ...NO_ACTION })
      return noteMismatch(trx, {
        provider,
        kind: 'CAPTURED_UNASKED',
        about: ['PAYMENT', externalId],
        oursMinor: 0,
        theirsMinor: reading.capturedMinor,
        currency: reading.amount.currency,
      })
    }
    case 'CANCELLED':
    case 'EXPIRED':
    case 'DECLINED':
      return ended(trx, work, hold, reading, owner)
  }
}

async function waitForUser(trx: Trx, hold: Hold, { action }: Payment): Promise<void> {
  if (isGivenUp(hold)) return letGo(trx, hold)
  if (hold.state !== 'CREATED') return
  const shown = { client_secret: action?.clientSecret ?? null, approval_url: action?.approvalUrl ?? null }
  await changeHold(trx, hold, { state: 'REQUIRES_ACTION', ...shown })
}

async function authorised(trx: Trx, hold: Hold, { request, provider }: Operation, payment: Payment): Promise<void> {
  // Too late: its user is not to wait for their money.
  if (isGivenUp(hold)) return letGo(trx, hold)
  if (STEP[hold.state] >= STEP.AUTHORISED) return
  const keep = 'keepMethod' in request && request.keepMethod === true && payment.method !== null
  await changeHold(trx, hold, {
    state: 'AUTHORISED',
    expires_at: payment.expiresAt,
    usable_until: fromNow(HOLD_LIMITS.usableMs),
    ...(keep && payment.method && { payment_method_id: await keepMethod(trx, hold.user_id, provider, payment.method) }),
    ...NO_ACTION,
  })
}

/** Its payment is over at the provider, and nothing was taken. */
async function ended(trx: Trx, work: Work, hold: Hold, { state, decline }: Payment, owner: HoldOwner): Promise<void> {
  if (STEP[hold.state] === STEP.RELEASED) return
  const wasHeld = hold.expires_at !== null || STEP[hold.state] === STEP.AUTHORISED
  const failed = state === 'DECLINED' && hold.state !== 'RELEASING'
  const over = failed ? 'FAILED' : !wasHeld ? 'ABANDONED' : state === 'EXPIRED' ? 'EXPIRED' : 'RELEASED'
  const changed = await changeHold(trx, hold, { state: over, decline_code: decline?.code ?? null, ...NO_ACTION })
  if (hold.state === 'CAPTURING') await owner.notCaptured(trx, work, changed, decline?.code ?? state)
}

/** The provider has refused something for a hold, and has done nothing. */
export async function refuseHold(trx: Trx, work: Work, operation: Operation, refusal: Refusal, owner: HoldOwner): Promise<void> {
  const hold = await lockHold(trx, operation.subject_id)
  if (!hold) return
  const { kind } = operation
  if (kind === 'AUTHORISE' && STEP[hold.state] < STEP.AUTHORISED)
    await changeHold(trx, hold, { state: 'FAILED', decline_code: refusal.code, ...NO_ACTION })
  // It was to be let go before there was anything.
  else if (kind !== 'CAPTURE' && hold.state === 'RELEASING' && hold.expires_at === null)
    await changeHold(trx, hold, { state: 'ABANDONED', ...NO_ACTION })
  else if (kind === 'CAPTURE' && hold.state === 'CAPTURING') {
    const released = await changeHold(trx, hold, { state: 'RELEASING' })
    await letGo(trx, released)
    await owner.notCaptured(trx, work, released, refusal.code)
  }
  // An authorised one that cannot be let go ends by time: `lookAtOutlived` sees to it.
}
