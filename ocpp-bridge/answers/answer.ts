import { isPassing } from '#db/faults.ts'
import { newId } from '#lib/id.ts'
import { withRequestId } from '#lib/log.ts'
import { counter, seconds } from '#lib/metrics.ts'
import { traced, type Piece } from '#lib/tracing/trace.ts'
import { actionOf } from '../actions/actions.ts'
import { Unanswered } from '../wire/call-outcome.ts'
import type { Services, Call, Effect, Lane } from '../context.ts'
import type { Trx } from '../tables.ts'
import { CallRefused, type Json } from '../wire/frame.ts'
import { handleOnce } from './handle-once.ts'
import { answerPlainly } from './plainly.ts'
import { keepMessage } from './kept-message.handler.ts'
import { messagesOf } from '../wire/messages.ts'
import { patiently } from '../patience.ts'

const answered = counter('evergraph_ocpp_calls_total', 'Calls of chargers, by action and outcome.', ['action', 'outcome'])
const repeated = counter('evergraph_ocpp_calls_repeated_total', 'Tries of calls that a passing fault made us repeat, by action.', [
  'action',
])
const duration = seconds('evergraph_ocpp_call_seconds', 'From a call of a charger to the commit of its reply.', ['action'])

/**
 * Answers one call of a registered charger. What the call does, and the events it causes, are committed before the reply is given. Throws
 * CallRefused, or Unanswered if any answer would lose the message. `isWaitedFor` is false once the charger is gone.
 */
export async function answerCall(ctx: Services, call: Call, isWaitedFor: () => boolean): Promise<Json> {
  const end = duration.startTimer()
  const action = actionOf(call.version, call.action) === undefined ? 'other' : call.action
  try {
    const reply = await withRequestId(newId(), () =>
      traced(
        () => asked(call, action),
        () => answerKnown(ctx, call, isWaitedFor),
      ),
    )
    answered.inc({ action, outcome: 'answered' })
    return reply
  } catch (error) {
    answered.inc({ action, outcome: error instanceof CallRefused ? error.code : 'failed' })
    throw error
  } finally {
    end({ action })
  }
}

/** A call begins a trace. Its payload is not in it: it may have a driver's card. */
const asked = ({ identity, version }: Call, action: string): Piece => ({
  name: `ocpp ${action}`,
  box: 'ocpp',
  kind: 'server',
  cause: null,
  attributes: { 'ocpp.action': action, 'ocpp.version': version, 'ocpp.identity': identity },
})

/** Answers a charger that is not registered: it may boot and wait (1.6 §4.2, 2.0.1 B02). */
export function answerUnregistered({ config }: Services, call: Omit<Call, 'stationId'>): Json {
  if (!messagesOf(call.version).has(call.action)) throw unknownAction(call)
  if (call.action !== 'BootNotification')
    throw new CallRefused('SecurityError', 'This charger is not registered yet; only BootNotification is answered.')
  const interval = Math.ceil(config.pendingRetryMs / 1000)
  return { status: 'Pending', currentTime: call.receivedAt.toISOString(), interval }
}

async function answerKnown(ctx: Services, call: Call, isWaitedFor: () => boolean): Promise<Json> {
  const action = actionOf(call.version, call.action)
  if (action === undefined) throw unknownAction(call)
  if ('lenient' in action) logViolation(ctx, call)
  else if (!('transactional' in action)) refuseViolation(call)
  if ('reply' in action) return action.reply(call)
  const work = async (trx: Trx) =>
    action.transactional === true ? handleOnce(trx, ctx, call, action) : action.handle(trx, call, ctx)
  try {
    const reply = action.plain === undefined ? null : await answerPlainly(ctx, call, action.plain)
    if (reply !== null) return reply
    return await withPatience(ctx, call, isWaitedFor, () =>
      ctx.inTurn(laneOf(call, action), () => ctx.db.transaction().execute(work)),
    )
  } catch (error) {
    if (action.transactional !== true) throw error
    return answerUnworked(ctx, call, action, error)
  }
}

/** A person at a charger waits for these two kinds, so they have a lane of their own. */
function laneOf({ action }: Call, { transactional }: Effect): Lane {
  if (transactional === true || action === 'Authorize') return 'sessions'
  return action === 'BootNotification' ? 'boots' : 'others'
}

/** Tries again while the fault is one that passes, the charger's patience lasts, and the charger is still there to hear the answer. */
function withPatience<T>(
  { log, config }: Services,
  { identity, action }: Call,
  isWaitedFor: () => boolean,
  work: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + config.answerWithinMs
  return patiently(
    work,
    () => isWaitedFor() && performance.now() <= end,
    (error) => {
      repeated.inc({ action })
      log.warn({ err: error, identity, action }, 'a call is tried again')
    },
  )
}

/**
 * Keeps a message about a transaction that could not be worked. It is answered now and worked later. A start has no transaction id to
 * answer with, so the charger must ask again. If nothing can be kept, the message is neither acknowledged nor refused.
 */
async function answerUnworked(ctx: Services, call: Call, action: Effect, error: unknown): Promise<Json> {
  if (error instanceof CallRefused) throw error
  const passing = isPassing(error)
  // A start that will work in a moment is better sent again: worked later, the charger would not hear its transaction id.
  const kept = (action.whenKeptAside !== undefined || !passing) && (await keepMessage(ctx, call, error))
  if (!kept) throw new Unanswered({ cause: error })
  const reply = await replyWhenKeptAside(ctx, call, action)
  if (reply === null) throw error
  return reply
}

/** Null if the action has no true reply. */
async function replyWhenKeptAside(ctx: Services, call: Call, { whenKeptAside }: Effect): Promise<Json | null> {
  if (whenKeptAside === undefined) return null
  try {
    return await ctx.db.transaction().execute(async (trx) => whenKeptAside(trx, call))
  } catch (error) {
    // The same fault may hinder the reply, which must come. Each of these replies may be empty (their schemas require nothing).
    ctx.log.error({ err: error, identity: call.identity }, 'the reply to a message that was kept is empty')
    return {}
  }
}

/** Tells an unknown action from one that is known and not taken (2.0.1 part 4, §4.3; 1.6-J §4.2.3). */
function unknownAction({ version, action }: Pick<Call, 'version' | 'action'>): CallRefused {
  if (messagesOf(version).has(action)) return new CallRefused('NotSupported', 'This action is not supported.')
  return new CallRefused('NotImplemented', 'This action is not known.')
}

function refuseViolation({ version, action, payload }: Pick<Call, 'version' | 'action' | 'payload'>): void {
  const violation = messagesOf(version).violation(action, 'request', payload)
  if (violation !== null) throw new CallRefused(violation.code, violation.description)
}

function logViolation({ log }: Services, { identity, version, action, payload }: Call): void {
  const violation = messagesOf(version).violation(action, 'request', payload)
  if (violation !== null)
    log.info({ identity, action, what: violation.description }, 'a message breaks its schema; it was read as it is')
}
