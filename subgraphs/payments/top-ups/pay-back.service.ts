import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { walletPaidBack } from '../ledger/journals.ts'
import { lockUser } from '../methods/method.queries.ts'
import { sendRefund } from '../refunds/refund.ts'
import { insertRefund } from '../refunds/refund.queries.ts'
import { sharesOf } from '../refunds/shares.ts'
import type { Wallet } from '../tables.ts'
import { lockWallet, walletOf } from '../wallet/wallet.queries.ts'
import { askedBackIn, refundableTopUps } from './top-up.queries.ts'

export interface PayBackInput {
  currency: string
  idempotencyKey: string
}

/**
 * Sends what is in the caller's wallet back by what it came by, the newest first. What came by no provider (an adjustment, a refund of
 * another payment) stays. A refund that fails is in the wallet again.
 */
export async function payBackWallet(
  { caller, db, providers }: Context,
  { currency, idempotencyKey }: PayBackInput,
): Promise<Wallet> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    // Refunds lock their payments; the wallet comes last, as where money comes into it.
    const payments = await refundableTopUps(trx, userId, currency)
    const balance = await lockWallet(trx, userId, currency)
    const before = await askedBackIn(trx, userId, idempotencyKey)
    if (before !== undefined && before !== currency)
      throw refuse('CONFLICT', 'This key was used for another wallet.', ['input', 'idempotencyKey'])
    if (before === undefined) {
      const sources = payments.map(({ id, provider, captured_minor, refunded_minor }) => ({
        paymentId: id,
        roomMinor: captured_minor - refunded_minor,
        step: providers.get(provider)?.step(currency) ?? 1,
      }))
      // The share of the wallet is what a provider does not count: it stays where it is.
      const shares = sharesOf(balance, sources).filter(({ paymentId }) => paymentId !== null)
      if (shares.length === 0)
        throw refuse('NOT_FOUND', 'Nothing in a wallet of yours in this currency can be sent back.', ['input', 'currency'])
      for (const { paymentId, amountMinor } of shares) {
        const payment = payments.find(({ id }) => id === paymentId)
        if (!payment) throw new Error('unreachable: a share is of a source')
        const refund = await insertRefund(trx, {
          id: newId(),
          bill_id: null,
          payment_id: payment.id,
          user_id: userId,
          to_wallet: false,
          state: 'REQUESTED',
          amount_minor: amountMinor,
          currency,
          reason: 'What is in the wallet was asked back.',
          asked_by: userId,
          idempotency_key: idempotencyKey,
        })
        await walletPaidBack(trx, { refundId: refund.id, userId, currency, amountMinor })
        await sendRefund(trx, refund, payment)
        await audit(trx, userId, 'wallet.returned', refund.id, { amountMinor, currency })
      }
    }
    return walletOf(trx, userId, currency)
  })
}
