import { captureHold, releaseHold } from '../holds/hold.ts'
import type { Work } from '../operations/subject.ts'
import { giveBack } from '../refunds/give-back.ts'
import { netOwed } from '../refunds/net.ts'
import type { Bill, Hold, Trx } from '../tables.ts'
import { payFromWallet } from '../wallet/wallet.ts'
import { addToWalletPart } from '../wallet/wallet.queries.ts'
import { recount } from './bill.queries.ts'
import { charge } from './charge.ts'
import { BILL_LIMITS } from './limits.ts'
import { conclude } from './conclude.ts'
import { documentRefund } from './documents.ts'
import { positionOf } from './position.ts'
import { nextStep, type Step } from './settle.ts'
import { takeBackWriteOff, writeOff } from './write-off.ts'

/**
 * Takes a bill as far as it goes without an answer from outside: pays it, wants money of a provider, or says why it waits. The bill is
 * locked. What is wanted of a provider is written with it, and sent right after the commit. With `again` a kept way to pay is tried that
 * has failed before.
 */
export async function settleBill(trx: Trx, work: Work, bill: Bill, { again = false } = {}): Promise<Bill> {
  let now = bill
  // Each step brings it nearer to its end. One that does not is a fault of ours, and must move no money again and again.
  for (let steps = 0; steps < BILL_LIMITS.steps; steps++) {
    const stand = await positionOf(trx, work, now, again)
    const step = nextStep(stand.position)
    if (!(await take(trx, work, now, step, stand))) return conclude(trx, work, now, step, stand.position)
    now = await recount(trx, bill.id)
  }
  throw new Error(`Bill ${bill.id} comes to no end.`)
}

/** Does what moves money. False if the step does not. */
async function take(
  trx: Trx,
  work: Work,
  bill: Bill,
  step: Step,
  { hold, method }: Awaited<ReturnType<typeof positionOf>>,
): Promise<boolean> {
  const { id: billId, user_id: userId, currency } = bill
  switch (step.do) {
    case 'NET':
      // Who owes so much less has had it.
      for (const netted of await netOwed(trx, bill, step.amountMinor)) await documentRefund(trx, work, bill, netted)
      return true
    case 'FROM_WALLET':
      await payFromWallet(trx, { billId, userId, currency, amountMinor: step.amountMinor })
      return true
    case 'CAPTURE':
      if (hold) await capture(trx, billId, hold, step.amountMinor)
      return true
    case 'RELEASE':
      if (hold) await releaseHold(trx, hold.id)
      return true
    case 'CHARGE':
      if (method) await charge(trx, work, bill, method, { amountMinor: step.amountMinor, offSession: true })
      return true
    case 'GIVE_BACK':
      await giveBack(trx, work, bill, step.amountMinor, { reason: 'The bill was corrected.', askedBy: null })
      return true
    case 'GIVE_UP':
      // Who sells sets the price, and the least price. The platform pays nobody for what it cannot have.
      await writeOff(trx, work, bill, {
        amountMinor: step.amountMinor,
        reason: REASONS[step.why],
        by: null,
        operatorId: bill.operator_id,
      })
      return true
    case 'TAKE_BACK_WRITE_OFF':
      await takeBackWriteOff(trx, work, bill, step.amountMinor)
      return true
    default:
      return false
  }
}

const REASONS = {
  TOO_LITTLE: 'It is less than a provider takes.',
  ABOVE_HOLD: 'A guest pays no more than what was blocked.',
} as const

/** What a wallet had blocked is paid at once; of a provider's hold is heard. */
async function capture(trx: Trx, billId: string, { id, provider }: Hold, amountMinor: number): Promise<void> {
  const became = await captureHold(trx, id, amountMinor)
  if (provider === 'WALLET' && became === 'CAPTURED') await addToWalletPart(trx, billId, amountMinor)
}
