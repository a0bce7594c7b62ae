import type { ProviderName, Reading } from '../providers/provider.ts'
import type { Operation, Trx } from '../tables.ts'
import { noteMismatch } from './mismatch.ts'
import { changeOperation, findMaker, findOperation, openAbout } from './operation.queries.ts'
import { differs, isEnd } from './request.ts'
import { subjectOf, type Refusal, type Subjects, type Work } from './subject.ts'

/**
 * Takes what a provider has of a thing: the one way of answers, hooks and what the janitor finds. `asked` is the operation that was
 * answered, where one was. True if nothing about the thing is open any more.
 */
export async function apply(
  trx: Trx,
  work: Work,
  subjects: Subjects,
  provider: ProviderName,
  reading: Reading,
  asked?: Operation,
): Promise<boolean> {
  const found = (await findMaker(trx, provider, reading)) ?? asked
  if (!found) {
    await subjects.others[reading.kind]?.(trx, work, provider, reading)
    return true
  }
  const subject = subjectOf(subjects, found.subject_type)
  // Whoever begins an operation locks its subject before too. Two that met in another order would wait for each other.
  await subject.lock(trx, found.subject_id)
  // Another reading of it may just have been taken.
  const maker = (await findOperation(trx, found.id)) ?? found
  const open = await openAbout(trx, provider, maker.id, reading.externalId)
  for (const operation of new Map([maker, ...open].map((each) => [each.id, each])).values()) {
    const amounts = differs(operation, reading)
    if (!amounts) continue
    const about = [reading.kind, reading.externalId] as const
    const currency = operation.currency
    await noteMismatch(trx, { provider, kind: 'AMOUNT_DIFFERS', about, operationId: operation.id, ...amounts, currency })
    await changeOperation(trx, operation.id, { state: 'LOST', refusal: 'AMOUNT_DIFFERS', external_id: reading.externalId })
    return true
  }
  // First: what is over is under way no more, so that its subject may begin another.
  for (const { id, kind } of open)
    await changeOperation(trx, id, { external_id: reading.externalId, ...(isEnd(kind, reading) && { state: 'DONE' }) })
  await subject.settle(trx, work, maker, reading)
  return open.every(({ kind }) => isEnd(kind, reading))
}

/** Ends an operation that was refused, or certainly never done. Nothing if it is over already. */
export async function refuse(trx: Trx, work: Work, subjects: Subjects, operation: Operation, refusal: Refusal): Promise<void> {
  const subject = subjectOf(subjects, operation.subject_type)
  await subject.lock(trx, operation.subject_id)
  const now = await findOperation(trx, operation.id)
  if (now?.state !== 'OPEN') return
  await changeOperation(trx, operation.id, { state: 'REFUSED', refusal: refusal.code })
  await subject.refused(trx, work, operation, refusal)
}
