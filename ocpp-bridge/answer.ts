import { isPassing } from '#db/faults.ts'
import type { OcppVersion } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { withRequestId } from '#lib/log.ts'
import { counter, seconds } from '#lib/metrics.ts'
import type { Actions, BridgeContext, Call, Effect } from './context.ts'
import { CallRefused, type Json } from './frame.ts'
import { findReply, saveReply } from './message-log.queries.ts'
import { messagesOf } from './messages.ts'
import { insertQuarantine } from './quarantine.queries.ts'
import { lockChargePoint } from './transaction.queries.ts'
import { v16 } from './v16.ts'
import { v201 } from './v201.ts'
import { v21 } from './v21.ts'

const ACTIONS: Record<OcppVersion, Actions> = { '1.6': v16, '2.0.1': v201, '2.1': v21 }

const answered = counter('evergraph_ocpp_calls_total', 'Calls of chargers, by action and outcome.', ['action', 'outcome'])
const duration = seconds('evergraph_ocpp_call_seconds', 'From a call of a charger to the commit of its reply.', ['action'])

/**
 * Answers one call of a registered charger: what it does and the events it causes are committed before the reply is given.
 * Throws CallRefused.
 */
export async function answerCall(ctx: BridgeContext, call: Call): Promise<Json> {
  const end = duration.startTimer()
  const known = call.action in ACTIONS[call.version]
  const action = known ? call.action : 'other'
  try {
    const reply = await withRequestId(newId(), () => answerKnown(ctx, call))
    answered.inc({ action, outcome: 'answered' })
    return reply
  } catch (error) {
    answered.inc({ action, outcome: error instanceof CallRefused ? error.code : 'failed' })
    throw error
  } finally {
    end({ action })
  }
}

/** The way in for a charger that is not registered: it may boot and wait (1.6 §4.2, 2.0.1 B02). */
export function answerUnregistered({ config }: BridgeContext, call: Omit<Call, 'stationId'>): Json {
  if (!messagesOf(call.version).has(call.action)) throw unknownAction(call)
  if (call.action !== 'BootNotification')
    throw new CallRefused('SecurityError', 'This charger is not registered yet; only BootNotification is answered.')
  refuseViolation(call)
  const interval = Math.ceil(config.pendingRetryMs / 1000)
  return { status: 'Pending', currentTime: call.receivedAt.toISOString(), interval }
}

async function answerKnown(ctx: BridgeContext, call: Call): Promise<Json> {
  const actions = ACTIONS[call.version]
  const action = Object.hasOwn(actions, call.action) ? actions[call.action] : undefined
  if (action === undefined) throw unknownAction(call)
  if ('reply' in action) {
    refuseViolation(call)
    return action.reply(call)
  }
  if (action.transactional !== true) {
    refuseViolation(call)
    return ctx.db.transaction().execute(async (trx) => action.handle(trx, call, ctx))
  }
  try {
    return await ctx.db.transaction().execute(async (trx) => {
      await lockChargePoint(trx, call.identity)
      const before = await findReply(trx, call)
      if (before !== undefined) return before
      const reply = await action.handle(trx, call, ctx)
      await saveReply(trx, call, reply)
      return reply
    })
  } catch (error) {
    if (isPassing(error) || !(await keepAside(ctx, call, error))) throw error
    const reply = await replyWhenKeptAside(ctx, call, action)
    if (reply === null) throw error
    return reply
  }
}

/** Null where the action has none that is true. */
async function replyWhenKeptAside(ctx: BridgeContext, call: Call, { whenKeptAside }: Effect): Promise<Json | null> {
  if (whenKeptAside === undefined) return null
  try {
    return await ctx.db.transaction().execute(async (trx) => whenKeptAside(trx, call))
  } catch (error) {
    // The same fault may stand in its way. Every one of these replies may be empty (their schemas require nothing), and must come.
    ctx.log.error({ err: error, identity: call.identity }, 'the reply to a message that was kept aside is empty')
    return {}
  }
}

/** A transaction-related message that a fault of ours kept from being used is not lost with it. True when it is safe. */
async function keepAside(ctx: BridgeContext, call: Call, error: unknown): Promise<boolean> {
  ctx.log.error(
    { err: error, identity: call.identity, action: call.action, messageId: call.messageId },
    'a call could not be handled',
  )
  const reason = `our fault: ${error instanceof Error ? error.message : String(error)}`
  try {
    await ctx.db.transaction().execute((trx) => insertQuarantine(trx, call, reason))
    return true
  } catch (err) {
    ctx.log.error({ err, identity: call.identity }, 'nor could it be kept aside; the charger will send it again')
    return false
  }
}

/** 2.0.1 part 4, §4.3 and 1.6-J §4.2.3: not known at all, or known and not taken. */
function unknownAction({ version, action }: Pick<Call, 'version' | 'action'>): CallRefused {
  if (messagesOf(version).has(action)) return new CallRefused('NotSupported', 'This action is not supported.')
  return new CallRefused('NotImplemented', 'This action is not known.')
}

function refuseViolation({ version, action, payload }: Pick<Call, 'version' | 'action' | 'payload'>): void {
  const violation = messagesOf(version).violation(action, 'request', payload)
  if (violation !== null) throw new CallRefused(violation.code, violation.description)
}
