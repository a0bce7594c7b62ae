import { sql, type UpdateObject } from 'kysely'
import { emit } from '#db/outbox.ts'
import type { Work } from '../operations/subject.ts'
import type { Bill, PaymentsTables, Trx } from '../tables.ts'
import { tellBill } from './bill.ts'
import { changeBill } from './bill.queries.ts'
import { documentBill } from './documents.ts'
import { dueOf } from './due.ts'
import { blocksAt, doesStep, stepAt } from './dunning.ts'
import { clockOf, insertStep } from './dunning.queries.ts'
import type { Position, Step } from './settle.ts'
import { block, unblock } from '../standing/standing.handler.ts'

/** Writes what a bill has come to, says it, and reminds its user where they are to do something. */
export async function conclude(trx: Trx, work: Work, bill: Bill, step: Step, position: Position): Promise<Bill> {
  const state = stateOf(bill, step, position)
  const settled = await changeBill(trx, bill.id, { state, ...(await changeOf(trx, bill, step, state, position)) })
  if (bill.blocks && !settled.blocks) await unblock(trx, bill.user_id)
  if (!bill.blocks && settled.blocks) await block(trx, bill.user_id)
  if (settled.state === 'OVERDUE') await remind(trx, settled)
  // Where nobody could take the money, it is paid later, and its user has the invoice before.
  if (!settled.waits && (settled.state === 'PAID' || step.do === 'LEAVE')) await documentBill(trx, work, settled)
  await tellBill(trx, settled)
  return settled
}

function stateOf(bill: Bill, step: Step, { underWay }: Position): Bill['state'] {
  if (dueOf(bill) <= 0) return bill.state === 'WRITTEN_OFF' && bill.written_off_minor > 0 ? 'WRITTEN_OFF' : 'PAID'
  if (underWay) return 'PAYING'
  if (step.do === 'REMIND') return 'OVERDUE'
  // It waits for its new record, or is paid later.
  return step.do === 'LEAVE' || bill.overdue_at === null ? 'OPEN' : 'OVERDUE'
}

async function changeOf(
  trx: Trx,
  bill: Bill,
  step: Step,
  state: Bill['state'],
  { guestHasPaid }: Position,
): Promise<UpdateObject<PaymentsTables, 'bill'>> {
  const paid_at = state === 'PAID' ? (bill.paid_at ?? sql<Date>`now()`) : null
  // What was paid, or is paid later, is dunned no more, and blocks nobody.
  if (state !== 'OVERDUE' && state !== 'PAYING') {
    const why = state !== 'PAID' || bill.written_off_minor === 0 ? null : guestHasPaid ? 'ABOVE_HOLD' : 'TOO_LITTLE'
    return { paid_at, why, overdue_at: null, dunned: -1, next_at: null, blocks: false, decline_code: null, spent_method_id: null }
  }
  if (state === 'PAYING' || step.do !== 'REMIND') return { paid_at }
  const why = whyOf(bill, step.why)
  if (bill.overdue_at !== null) return { paid_at, why }
  const overdueAt = await clockOf(trx)
  // Who has spent what they took back charges no more until it is paid.
  const blocks = bill.kind === 'TOP_UP'
  return { paid_at, why, overdue_at: overdueAt, dunned: 0, next_at: stepAt(overdueAt, 1), blocks }
}

function whyOf(bill: Bill, why: 'NO_METHOD' | 'DECLINED' | 'NOT_NOW'): Bill['why'] {
  if (bill.kind === 'TOP_UP') return 'TOP_UP_GONE'
  return bill.lost_minor > 0 ? 'DISPUTE_LOST' : why === 'NOT_NOW' ? bill.why : why
}

/** Once for each step of dunning. */
async function remind(trx: Trx, bill: Bill): Promise<void> {
  const { id, user_id: userId, overdue_at: overdueAt, dunned: step, currency } = bill
  const dueMinor = dueOf(bill)
  if (overdueAt === null || !(await insertStep(trx, { id, overdueAt, step, dueMinor }))) return
  const blocked = bill.blocks || doesStep(step) === 'BLOCK'
  await emit(trx, 'payments.reminder.due', id, {
    billId: id,
    userId,
    step,
    dueMinor,
    currency,
    blocksAt: blocked ? null : blocksAt(overdueAt).toISOString(),
  })
}
