import { keepMethod } from '../methods/method.ts'
import type { HoldOwner } from '../holds/settle.handler.ts'
import { NEVER_DONE, type Subject, type Work } from '../operations/subject.ts'
import type { Bill, Operation, Trx } from '../tables.ts'
import { changeBill, lockBill, recount } from './bill.queries.ts'
import { receive } from './paid.ts'
import { billOfSession, changeCheckout, methodOf } from './payment.queries.ts'
import { settleBill } from './settle.handler.ts'
import { stepAt } from './dunning.ts'
import { clockOf } from './dunning.queries.ts'

/** What came of a capture of a hold. */
export const holdOwner: HoldOwner = {
  captured: async (trx, work, { id, session_id, provider }, reading) => {
    const found = session_id === null ? undefined : await billOfSession(trx, session_id)
    if (!found || provider === 'WALLET') throw new Error(`Hold ${id} was captured, and no bill has wanted it.`)
    const bill = await locked(trx, found.id)
    await receive(trx, bill, provider, reading, id)
    await settleBill(trx, work, await recount(trx, bill.id))
  },
  // The rest is had by another way.
  notCaptured: async (trx, work, { session_id }) => {
    const found = session_id === null ? undefined : await billOfSession(trx, session_id)
    if (found) await settleBill(trx, work, await recount(trx, (await locked(trx, found.id)).id))
  },
}

/** What came of a charge. */
export const billSubject: Subject = {
  lock: lockBill,
  settle: async (trx, work, operation, reading) => {
    if (reading.kind !== 'PAYMENT') return
    const bill = await locked(trx, operation.subject_id)
    // What was over before is said once more, late.
    const isNews = operation.state === 'OPEN' || operation.state === 'LOST'
    if (isNews) await changeCheckout(trx, operation.id, reading.action)
    switch (reading.state) {
      case 'CAPTURED':
        await receive(trx, bill, operation.provider, reading, null)
        if (isNews && reading.method && 'keepMethod' in operation.request && operation.request.keepMethod)
          await keepMethod(trx, bill.user_id, operation.provider, reading.method)
        return void (await settleBill(trx, work, await recount(trx, bill.id)))
      case 'DECLINED':
      case 'CANCELLED':
      case 'EXPIRED':
        if (isNews) await fail(trx, work, bill, operation, reading.decline ?? { code: reading.state, again: true })
        return
      default:
    }
  },
  refused: async (trx, work, operation, { code }) => {
    // What was only to be let go is none of the bill's failures.
    if (operation.kind !== 'CHARGE') return
    await changeCheckout(trx, operation.id, null)
    const bill = await locked(trx, operation.subject_id)
    // The provider's failure is none of the payer's: it is charged anew.
    if (code === NEVER_DONE) return void (await settleBill(trx, work, await recount(trx, bill.id)))
    await fail(trx, work, bill, operation, { code, again: true })
  },
}

/** The money could not be had: from now on the bill is overdue. A way to pay that needs its user is not tried again without them. */
async function fail(
  trx: Trx,
  work: Work,
  bill: Bill,
  { provider, request }: Operation,
  { code, again }: { code: string; again: boolean },
): Promise<void> {
  const overdueAt = bill.overdue_at ?? (await clockOf(trx))
  const failed = await changeBill(trx, bill.id, {
    why: 'DECLINED',
    decline_code: code,
    overdue_at: overdueAt,
    ...(bill.overdue_at === null && { dunned: 0, next_at: stepAt(overdueAt, 1) }),
    ...(!again && { spent_method_id: await methodOf(trx, provider, request) }),
  })
  await settleBill(trx, work, await recount(trx, failed.id))
}

async function locked(trx: Trx, id: string): Promise<Bill> {
  const bill = await lockBill(trx, id)
  if (!bill) throw new Error(`There is no bill ${id}.`)
  return bill
}
