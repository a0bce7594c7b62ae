import { audit } from '#db/audit.ts'
import { isSelf, requireRole } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { amend } from '../billing/cdr.ts'
import { billedUntil, costNow } from '../billing/price.ts'
import { ratingFlags } from '../billing/rating-flags.ts'
import type { Context, Rules } from '../context.ts'
import { refuse } from '../errors.ts'
import { cannotBe } from '../flags.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { changeSession, lockSession } from '../session.queries.ts'
import { mayBill, touch } from '../session.ts'
import type { Correction, Session, Trx } from '../tables.ts'
import { countCorrections, decide, findByKey, insertCorrection, lockCorrection, sessionOfCorrection } from './correction.queries.ts'

const DAY_MS = 24 * 3_600_000

export interface ProposalInput {
  sessionId: string
  energyWh: number
  reason: string
  idempotencyKey: string
}

/**
 * Proposes that a session was of another energy: for the operator of its station and admins, and not for its driver. Nothing changes before
 * somebody else approves it.
 */
export async function proposeCorrection(ctx: Context, input: ProposalInput): Promise<Correction> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  const { sessionId, energyWh, reason, idempotencyKey } = input
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'sessionId']
    const session = await operated(trx, caller, sessionId, path)
    const before = await findByKey(trx, caller.userId, idempotencyKey)
    if (before && (before.session_id !== sessionId || before.energy_wh !== energyWh))
      throw refuse('CONFLICT', 'This key was used for another proposal.', ['input', 'idempotencyKey'])
    if (before) return before
    if (session.status !== 'COMPLETED' || session.settled_at === null)
      throw refuse('CONFLICT', 'The session is not over yet, or its price is not known.', path)
    if (energyWh === session.energy_wh) throw refuse('CONFLICT', 'This is its energy already.', ['input', 'energyWh'])
    if (energyWh > session.energy_wh && (await ratingFlags(trx, { ...session, energy_wh: energyWh })).length > 0)
      throw refuse('CONFLICT', 'Its connector cannot have delivered so much in this time.', ['input', 'energyWh'])
    if ((await countCorrections(trx, sessionId)) >= CHARGING_LIMITS.correctionsPerSession)
      throw refuse('CONFLICT', `A session has at most ${CHARGING_LIMITS.correctionsPerSession} proposals.`, path)
    const correction = await insertCorrection(trx, {
      id: newId(),
      session_id: sessionId,
      driver_id: session.user_id,
      energy_before_wh: session.energy_wh,
      energy_wh: energyWh,
      reason,
      proposed_by: caller.userId,
      expires_at: new Date(Date.now() + CHARGING_LIMITS.correctionDays * DAY_MS),
      idempotency_key: idempotencyKey,
    })
    if (!correction) throw refuse('CONFLICT', 'There is a proposal for this session already: decide or withdraw it first.', path)
    await note(trx, caller, 'bill-correction.proposed', correction)
    await touch(trx, session)
    return correction
  })
}

export interface DecisionInput {
  correctionId: string
  approve: boolean
  reason?: string | null | undefined
}

/**
 * Approves a proposal or rejects it: for the operator of the station and admins, not for whoever proposed it and not for the driver. What
 * is approved is billed: the record that holds is taken back, and a new one issued, also where the bill was held.
 */
export async function decideCorrection(ctx: Context, { correctionId, approve, reason }: DecisionInput): Promise<Correction> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'correctionId']
    const { session, correction } = await found(trx, caller, correctionId)
    const state = approve ? 'APPROVED' : 'REJECTED'
    if (correction.state === state && isSelf(caller, correction.decided_by)) return correction
    requireOpen(correction)
    if (isSelf(caller, correction.proposed_by))
      throw refuse('FORBIDDEN', 'Somebody else decides what you have proposed. You may withdraw it.', path)
    // As with `releaseSession`: the operator gains by it.
    if (approve && cannotBe(session.flags) && !caller.roles.includes('ADMIN'))
      throw refuse('FORBIDDEN', 'The charger told of more, or of other times, than can be: only an admin may approve this.', path)
    if (approve && session.energy_wh !== correction.energy_before_wh)
      throw refuse('CONFLICT', 'The session has changed since this was proposed. Reject it, and propose anew.', path)
    const decided = await decide(trx, correctionId, { state, decided_by: caller.userId, decision_reason: reason || null })
    await note(trx, caller, approve ? 'bill-correction.approved' : 'bill-correction.rejected', decided)
    if (approve) await apply(trx, session, decided, ctx.config)
    else await touch(trx, session)
    return decided
  })
}

/** Takes back what the caller has proposed. */
export async function withdrawCorrection(ctx: Context, { correctionId }: { correctionId: string }): Promise<Correction> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const { session, correction } = await found(trx, caller, correctionId)
    if (!isSelf(caller, correction.proposed_by))
      throw refuse('FORBIDDEN', 'You have not proposed this. You may reject it.', ['input', 'correctionId'])
    if (correction.state === 'WITHDRAWN') return correction
    requireOpen(correction)
    const decided = await decide(trx, correctionId, { state: 'WITHDRAWN', decided_by: caller.userId, decision_reason: null })
    await note(trx, caller, 'bill-correction.withdrawn', decided)
    await touch(trx, session)
    return decided
  })
}

async function apply(trx: Trx, session: Session, correction: Correction, rules: Rules): Promise<void> {
  const corrected = await changeSession(trx, session.id, {
    energy_wh: correction.energy_wh,
    correction_id: correction.id,
    ...(session.held && { released_at: new Date() }),
  })
  const billed = await changeSession(trx, session.id, await costNow(trx, corrected, billedUntil(corrected), rules))
  await touch(trx, billed)
  await amend(trx, billed, rules)
}

/** A session whose bill is the caller’s business and not their own, locked. */
async function operated(trx: Trx, caller: UserCaller, sessionId: string, path: string[]): Promise<Session> {
  const session = await lockSession(trx, sessionId)
  if (!session || !(await mayBill(trx, caller, session)))
    throw notFound(path.at(-1) === 'sessionId' ? 'session' : 'correction', path)
  if (isSelf(caller, session.user_id)) throw refuse('FORBIDDEN', 'This is a bill of your own: somebody else looks at it.', path)
  return session
}

/** A correction and its session, which is always locked first. */
async function found(trx: Trx, caller: UserCaller, correctionId: string): Promise<{ session: Session; correction: Correction }> {
  const path = ['input', 'correctionId']
  const known = await sessionOfCorrection(trx, correctionId)
  if (!known) throw notFound('correction', path)
  const session = await operated(trx, caller, known.session_id, path)
  return { session, correction: await lockCorrection(trx, correctionId) }
}

function requireOpen({ state, expires_at }: Correction): void {
  const path = ['input', 'correctionId']
  if (state !== 'PROPOSED') throw refuse('CONFLICT', 'This has been decided, or nobody decided it in time.', path)
  if (expires_at <= new Date()) throw refuse('CONFLICT', 'Nobody decided this in time. Propose it anew.', path)
}

type Action = 'bill-correction.proposed' | 'bill-correction.approved' | 'bill-correction.rejected' | 'bill-correction.withdrawn'

const note = (trx: Trx, caller: UserCaller, action: Action, { id, session_id, ...correction }: Correction): Promise<void> =>
  audit(trx, caller.userId, action, session_id, {
    correctionId: id,
    energyBeforeWh: correction.energy_before_wh,
    energyWh: correction.energy_wh,
    reason: correction.decision_reason ?? correction.reason,
  })
