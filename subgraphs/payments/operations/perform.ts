import { Refused, Unknown, type PaymentProvider, type Reading } from '../providers/provider.ts'
import type { Db } from '../tables.ts'
import { apply, refuse } from './apply.ts'
import { begin } from './begin.ts'
import { OPERATION_LIMITS } from './limits.ts'
import { changeOperation, postpone, type Claimed } from './operation.queries.ts'
import { awaitedPauseMs, inTime, pauseMs } from './pause.ts'
import { isEnd, MAKES, paymentIdOf, send } from './request.ts'
import { NEVER_DONE, type Refusal, type Subjects, type Work } from './subject.ts'

type Given = Work & { db: Db; subjects: Subjects }
const NOTHING: Refusal = { code: NEVER_DONE, message: 'The provider has never done it.' }
const UNCONFIRMED: Refusal = { code: 'UNCONFIRMED', message: 'Its user has not confirmed it in time.' }

/**
 * Sends an operation that this process has claimed, or asks what became of it, and takes what comes of that. It never rejects: what fails
 * is looked at again. SILENT: the provider has said nothing of use.
 */
export async function performOnce(given: Given, provider: PaymentProvider, operation: Claimed): Promise<'ANSWERED' | 'SILENT'> {
  const { db, subjects, log } = given
  const { id, kind } = operation
  let answered = false
  try {
    const outcome = await inTime(outcomeOf(provider, operation))
    answered = true
    await db.transaction().execute(async (trx) => {
      if (outcome === 'DONE') return void (await changeOperation(trx, id, { state: 'DONE' }))
      if ('code' in outcome) return refuse(trx, given, subjects, operation, outcome)
      await apply(trx, given, subjects, provider.name, outcome, operation)
      if (!isEnd(kind, outcome)) await giveUp(trx, given, subjects, operation, outcome)
    })
    const awaits = outcome !== 'DONE' && 'state' in outcome && outcome.state === 'REQUIRES_ACTION'
    // Nothing, if it is over.
    if (awaits) await postpone(db, id, awaitedPauseMs(askedMs(operation)))
    else await postpone(db, id, pauseMs(sentMs(operation), OPERATION_LIMITS.answeredPauseMs))
  } catch (error) {
    if (!answered && !(error instanceof Unknown)) log.error({ err: error, operation: id, kind }, 'a call of a provider failed')
    else log.warn({ err: error, operation: id, kind }, 'it is not known what became of an operation; it is looked at again')
    await later(given, operation, error).catch(() => undefined)
  }
  return answered ? 'ANSWERED' : 'SILENT'
}

/** What became of it: what there is to read, a definite no, or that it is done. Throws while nobody knows. */
async function outcomeOf(provider: PaymentProvider, operation: Claimed): Promise<Reading | Refusal | 'DONE'> {
  const { id: operationId, kind, first_sent_at: since, external_id: externalId } = operation
  const paymentId = paymentIdOf(operation)
  const makes = MAKES[kind]
  // A payment is captured once, and let go once, by whatever key. Anything else would be done a second time under a forgotten one.
  const again = makes === null || kind === 'CAPTURE' || kind === 'RELEASE' || isRemembered(provider, makes, operation)
  const seek = async (kind: Reading['kind']) =>
    (await provider.find({ operationId, kind, since: since ?? operation.claimed_at, paymentId })) ?? NOTHING
  try {
    if (again) return (await send(provider, operation)) ?? 'DONE'
    if (externalId !== null) return await provider.read(makes, externalId)
    return await seek(makes)
  } catch (error) {
    // The same answer would come until the key is forgotten. What the provider has says much sooner what is true.
    if (again && makes !== null && error instanceof Unknown && error.kept) return seek(makes)
    if (!(error instanceof Refused)) throw error
    const refusal: Refusal = { code: error.code, message: error.message }
    if (!again || kind === 'REFUND' || paymentId === null) return refusal
    // What is refused may have been done before, by us or on the provider's own page: the payment says so.
    const reading = await provider.read('PAYMENT', paymentId)
    return isEnd(kind, reading) ? reading : refusal
  }
}

/** The provider still knows our key. */
const isRemembered = (provider: PaymentProvider, makes: Reading['kind'], operation: Claimed): boolean =>
  sentMs(operation) < provider.can.keyHours[makes] * 3_600_000

/** How long ago it was first sent. */
const sentMs = ({ claimed_at: now, first_sent_at: since }: Claimed): number => now.getTime() - (since ?? now).getTime()

/** How long ago it was wanted. */
const askedMs = ({ claimed_at: now, created_at: since }: Claimed): number => now.getTime() - since.getTime()

/** What its user was asked for and has not done for long. */
async function giveUp(
  trx: Parameters<typeof apply>[0],
  work: Work,
  subjects: Subjects,
  operation: Claimed,
  reading: Reading,
): Promise<void> {
  if (reading.state !== 'REQUIRES_ACTION') return
  const { unconfirmedMs } = OPERATION_LIMITS
  const waits = (most: number) => askedMs(operation) > most
  if (operation.kind === 'SET_UP' && waits(unconfirmedMs.SET_UP)) await refuse(trx, work, subjects, operation, UNCONFIRMED)
  // The provider must let it go first: they might still confirm it.
  if (operation.kind === 'CHARGE' && waits(unconfirmedMs.CHARGE))
    await begin(trx, {
      kind: 'RELEASE',
      provider: operation.provider,
      subject: [operation.subject_type, operation.subject_id],
      request: { paymentId: reading.externalId },
    })
}

/** Looks at it again, or leaves it to a person. */
async function later({ db }: Given, operation: Claimed, error: unknown): Promise<void> {
  const { id } = operation
  if (sentMs(operation) > OPERATION_LIMITS.lostAfterMs) {
    const refusal = error instanceof Error ? error.name : 'Unknown'
    await db.transaction().execute((trx) => changeOperation(trx, id, { state: 'LOST', refusal }))
  } else await postpone(db, id, pauseMs(sentMs(operation)))
}
