import { newId } from '#lib/id.ts'
import { paidByWallet, walletHeld } from '../ledger/journals.ts'
import type { Trx } from '../tables.ts'
import { addToWalletPart, lockWallet } from './wallet.queries.ts'

interface OfUser {
  userId: string
  currency: string
  amountMinor: number
}

/**
 * Pays so much of a bill from its user's wallet, or as much as there is, and gives what was paid: 0 where the wallet is empty. Lock the bill
 * before: it pays as often as it is called.
 */
export async function payFromWallet(
  trx: Trx,
  { billId, userId, currency, amountMinor }: OfUser & { billId: string },
): Promise<number> {
  const paid = Math.min(amountMinor, await lockWallet(trx, userId, currency))
  if (paid <= 0) return 0
  await paidByWallet(trx, { walletPaymentId: newId(), userId, currency, amountMinor: paid })
  await addToWalletPart(trx, billId, paid)
  return paid
}

/** Blocks an amount of a wallet for a hold. False: it is not there, and nothing is blocked. */
export async function holdFromWallet(trx: Trx, hold: OfUser & { holdId: string }): Promise<boolean> {
  if ((await lockWallet(trx, hold.userId, hold.currency)) < hold.amountMinor) return false
  await walletHeld(trx, hold)
  return true
}
