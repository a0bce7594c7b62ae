import { newId } from '#lib/id.ts'
import type { EventEnvelope } from '#lib/events.ts'
import { isOfSandbox } from '#lib/partners/sandbox.ts'
import type { Services } from '../context.ts'
import { chargeFee } from '../ledger/charge-fee.ts'
import { billIssued } from '../ledger/journals.ts'
import type { Bill, Trx } from '../tables.ts'
import { openBill, recount } from './bill.queries.ts'
import { bookedOf, soldOf } from './due.ts'
import { bornAt, insertRecord, isRecordKnown, isUnbilled, noteUnbilled } from './record.queries.ts'
import { settleBill } from './settle.handler.ts'

type Issued = EventEnvelope<'charging.cdr.issued'>

/**
 * A record was issued: its session's bill counts it, once, and is settled. A record that takes another back and the new one are one
 * movement: between the two the bill waits.
 */
export async function billRecord(trx: Trx, event: Issued, ctx: Services): Promise<void> {
  const { cdrId, sessionId, userId, amountMinor, currency, creditOf, bill: data } = event.data
  if (userId === null || data?.partnerId != null || isOfSandbox(data?.operatorId ?? '')) return
  if (await isOfBefore(trx, event)) return
  const operator_id = data?.operatorId ?? null
  const bill = await openBill(trx, { id: newId(), kind: 'SESSION', subject_id: sessionId, user_id: userId, operator_id, currency })
  if (bill.currency !== currency || bill.user_id !== userId)
    throw new Error(`Record ${cdrId} is of another currency or user than bill ${bill.id}.`)
  if (!(await insertRecord(trx, { cdr_id: cdrId, bill_id: bill.id, credit_of: creditOf, amount_minor: amountMinor, data }))) return
  await countRecord(trx, ctx, bill, cdrId)
}

/** Books what a bill has become by a record, with the operator's fee, and settles it. `before` is the bill as it was locked. */
export async function countRecord(trx: Trx, ctx: Services, before: Bill, recordId: string): Promise<void> {
  const counted = await recount(trx, before.id)
  await billIssued(trx, {
    recordId,
    userId: before.user_id,
    operatorId: before.operator_id,
    currency: before.currency,
    amountMinor: bookedOf(counted) - bookedOf(before),
  })
  await chargeFee(trx, ctx, ['RECORD', recordId], before, { beforeMinor: soldOf(before), afterMinor: soldOf(counted) })
  await settleBill(trx, ctx, counted)
}

/** Nobody is asked to pay a session that was charged before there were payments, nor its correction. */
async function isOfBefore(trx: Trx, { data: { sessionId, creditOf }, page, occurredAt }: Issued): Promise<boolean> {
  if (page !== undefined && new Date(occurredAt) < (await bornAt(trx))) return true
  if (creditOf !== null && !(await isRecordKnown(trx, creditOf))) await noteUnbilled(trx, sessionId)
  return isUnbilled(trx, sessionId)
}
