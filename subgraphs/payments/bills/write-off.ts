import { newId } from '#lib/id.ts'
import { chargeFee } from '../ledger/charge-fee.ts'
import { writtenOff } from '../ledger/journals.ts'
import type { Work } from '../operations/subject.ts'
import type { Bill, Trx } from '../tables.ts'
import { soldOf } from './due.ts'
import { bearersOf, insertWriteOff } from './write-off.queries.ts'

interface WriteOff {
  amountMinor: number
  reason: string
  /** Null: the platform's own rule. */
  by: string | null
  /** The operator whose loss it is; null: the platform's. */
  operatorId: string | null
}

/** Gives up an amount of a bill; negative: it came after all. Of what an operator loses the platform has no fee. */
export async function writeOff(trx: Trx, work: Work, bill: Bill, { amountMinor, reason, by, operatorId }: WriteOff): Promise<void> {
  const id = newId()
  const row = { id, bill_id: bill.id, amount_minor: amountMinor, reason, written_by: by, operator_id: operatorId }
  await insertWriteOff(trx, row)
  await writtenOff(trx, { writeOffId: id, userId: bill.user_id, operatorId, currency: bill.currency, amountMinor })
  if (operatorId === null) return
  const afterMinor = soldOf({ ...bill, borne_minor: bill.borne_minor + amountMinor })
  await chargeFee(trx, work, ['WRITE_OFF', id], bill, { beforeMinor: soldOf(bill), afterMinor })
}

/** What was given up came after all: who bore it last has it back, no more than they bore. What is left is taken back by a next step. */
export async function takeBackWriteOff(trx: Trx, work: Work, bill: Bill, amountMinor: number): Promise<void> {
  const [last] = await bearersOf(trx, bill.id)
  if (!last) throw new Error(`Nothing was given up of bill ${bill.id}.`)
  const back = Math.min(amountMinor, last.amount_minor)
  await writeOff(trx, work, bill, { amountMinor: -back, reason: 'It was paid after all.', by: null, operatorId: last.operator_id })
}
