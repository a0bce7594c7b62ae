import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { isOfSandbox } from '#lib/partners/sandbox.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import { openBill } from './bill.queries.ts'
import { countRecord } from './record.handler.ts'
import { insertRecord } from './record.queries.ts'
import { billsOfReservations, noteVersion, standingRecord } from './reservation.queries.ts'

/**
 * What is owed for a slot that was not used: a bill of its own. Another version takes the record before it back, and is one movement with
 * it; a version of 0 leaves nothing to pay, and what was paid goes back.
 */
export async function billReservation(trx: Trx, fee: EventCatalogue['reservations.fee.due'], ctx: Services): Promise<void> {
  if (isOfSandbox(fee.operatorId)) return
  if (!(await noteVersion(trx, fee.reservationId, fee.version))) return
  const [known] = await billsOfReservations(trx, [fee.reservationId])
  if (!known && fee.amountMinor === 0) return
  const bill = await openBill(trx, {
    id: newId(),
    kind: 'RESERVATION',
    subject_id: fee.reservationId,
    user_id: fee.userId,
    operator_id: fee.operatorId,
    currency: fee.currency,
  })
  if (bill.currency !== fee.currency || bill.user_id !== fee.userId)
    throw new Error(`Fee ${fee.feeId} is of another currency or user than bill ${bill.id}.`)
  const before = await standingRecord(trx, bill.id)
  if (before)
    await insertRecord(trx, {
      cdr_id: newId(),
      bill_id: bill.id,
      credit_of: before.cdr_id,
      amount_minor: -before.amount_minor,
      data: undefined,
    })
  await insertRecord(trx, {
    cdr_id: fee.feeId,
    bill_id: bill.id,
    credit_of: null,
    amount_minor: fee.amountMinor,
    // Of nothing no invoice is written.
    data: fee.amountMinor === 0 ? undefined : recordOf(fee),
  })
  await countRecord(trx, ctx, bill, fee.feeId)
}

/** What its invoice says. */
const recordOf = (fee: EventCatalogue['reservations.fee.due']) => ({
  operatorId: fee.operatorId,
  partnerId: null,
  connectorId: fee.connectorId,
  ...(fee.address && { address: fee.address }),
  startedAt: fee.from,
  endedAt: fee.until,
  timeZone: fee.timeZone,
  exclVatMinor: fee.exclVatMinor,
  inclVatMinor: fee.inclVatMinor,
  lines: fee.lines,
})
