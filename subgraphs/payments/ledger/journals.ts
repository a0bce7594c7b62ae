import type { ProviderName } from '../providers/provider.ts'
import type { AccountKind, JournalKind, SourceType, Trx } from '../tables.ts'
import { post } from './post.ts'

/**
 * Every movement of money that there is. Nobody else thinks about signs: amounts given here are positive unless it is said, and debits are
 * positive in the ledger, credits negative. Each function writes one journal in the caller's transaction, and gives false where the same
 * one was written before. The same one with other amounts is refused by the database (`journal_differs`).
 *
 * | account | owner | side | its balance is |
 * |---|---|---|---|
 * | RECEIVABLE | user | debit | what a user owes for bills; below nothing: what they paid too much |
 * | WALLET | user | credit | what a user may spend |
 * | WALLET_HELD | user | credit | what is blocked of a wallet for a session, or because of a dispute |
 * | REFUND_DUE | user | credit | what is to go back to a user by a provider |
 * | OPERATOR_PAYABLE | operator | credit | what we owe an operator, who sells; below nothing: what the operator owes |
 * | PLATFORM_FEE | | credit | what the platform, the operators' agent, has earned |
 * | PLATFORM_VAT | | credit | the VAT on it |
 * | PROVIDER | provider | debit | what a provider has for us |
 * | PROVIDER_COST | provider | debit | what a provider has taken for itself |
 * | DISPUTED | provider | debit | what a provider took back until a dispute is decided |
 * | BANK | | debit | what is on the platform's bank account |
 * | BAD_DEBT | | debit | what will not be paid |
 * | ADJUSTMENT | | debit | what two people have given; below nothing: what they took, and what was given up |
 */
interface Amount {
  currency: string
  amountMinor: number
}
type OfUser = Amount & { userId: string }
/** Null: nobody is known to run the charger. */
type OfOperator = Amount & { operatorId: string | null }
type OfProvider = Amount & { provider: ProviderName }

/** A user has charged: the operator sells, the user owes. A correction is one net movement, which may be negative. */
export const billIssued = (
  trx: Trx,
  { recordId, userId, operatorId, currency, amountMinor }: OfUser & OfOperator & { recordId: string },
) =>
  post(trx, {
    kind: 'BILL_ISSUED',
    source: ['RECORD', recordId],
    currency,
    movements: [
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor },
      { kind: 'OPERATOR_PAYABLE', ownerId: operatorId ?? '', amountMinor: -amountMinor },
    ],
  })

/** A bill is lowered by a refund that no record asks for. `refundOwed` or `refundedToWallet` gives the money back. */
export const billCredited = (
  trx: Trx,
  { refundId, userId, operatorId, currency, amountMinor }: OfUser & OfOperator & { refundId: string },
) =>
  post(trx, {
    kind: 'BILL_CREDITED',
    source: ['REFUND', refundId],
    currency,
    movements: [
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor: -amountMinor },
      { kind: 'OPERATOR_PAYABLE', ownerId: operatorId ?? '', amountMinor },
    ],
  })

/** The platform's fee of a bill's change, with its VAT, by `feeOf`. Both are negative where a correction or refund gives them back. */
export const feeCharged = (
  trx: Trx,
  {
    source,
    operatorId,
    currency,
    feeMinor,
    vatMinor,
  }: {
    source: readonly ['RECORD' | 'REFUND' | 'WRITE_OFF', string]
    operatorId: string | null
    currency: string
    feeMinor: number
    vatMinor: number
  },
) =>
  post(trx, {
    kind: 'FEE_CHARGED',
    source,
    currency,
    movements: [
      { kind: 'OPERATOR_PAYABLE', ownerId: operatorId ?? '', amountMinor: feeMinor + vatMinor },
      { kind: 'PLATFORM_FEE', amountMinor: -feeMinor },
      { kind: 'PLATFORM_VAT', amountMinor: -vatMinor },
    ],
  })

/** A provider took what a user owed: captured from a hold, or charged. What is more than the user owes is theirs, until it is refunded. */
export const paidByCapture = (
  trx: Trx,
  { paymentId, userId, provider, currency, amountMinor }: OfUser & OfProvider & { paymentId: string },
) =>
  post(trx, {
    kind: 'PAID_BY_PROVIDER',
    source: ['PAYMENT', paymentId],
    currency,
    movements: [
      { kind: 'PROVIDER', ownerId: provider, amountMinor },
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor: -amountMinor },
    ],
  })

/** What a provider took for itself. A `MOVEMENT` is a line of the provider's books that is about nothing of ours. */
export const providerCost = (
  trx: Trx,
  {
    source,
    provider,
    currency,
    amountMinor,
  }: OfProvider & { source: readonly ['PAYMENT' | 'REFUND' | 'DISPUTE' | 'PAY_OUT' | 'MOVEMENT', string] },
) =>
  post(trx, {
    kind: 'PROVIDER_COST',
    source,
    currency,
    movements: [
      { kind: 'PROVIDER', ownerId: provider, amountMinor: -amountMinor },
      { kind: 'PROVIDER_COST', ownerId: provider, amountMinor },
    ],
  })

/** A provider took what a user puts into a wallet. */
export const toppedUp = (
  trx: Trx,
  { topUpId, userId, provider, currency, amountMinor }: OfUser & OfProvider & { topUpId: string },
) =>
  post(trx, {
    kind: 'TOPPED_UP',
    source: ['TOP_UP', topUpId],
    currency,
    movements: [
      { kind: 'PROVIDER', ownerId: provider, amountMinor },
      { kind: 'WALLET', ownerId: userId, amountMinor: -amountMinor },
    ],
  })

/** An amount of a wallet is blocked for a session. Throws `wallet_covered` where it is not there. */
export const walletHeld = (trx: Trx, { holdId, ...of }: OfUser & { holdId: string }) => block(trx, ['HOLD', holdId], of)

/** What is left in a wallet of a top-up whose payer has asked their bank for the money, until that is decided. */
export const disputeHeld = (trx: Trx, { disputeId, ...of }: OfUser & { disputeId: string }) =>
  block(trx, ['DISPUTE', disputeId], of)

type Blocks = readonly ['HOLD' | 'DISPUTE', string]
const block = (trx: Trx, source: Blocks, of: OfUser) =>
  within(trx, 'WALLET_HELD', source, { from: 'WALLET', to: 'WALLET_HELD' }, of)

/**
 * A hold of a wallet ends, once: `takenMinor` of the blocked amount pays what its user owes, the rest is free again. `amountMinor` is the
 * whole of the hold.
 */
export const walletReleased = (trx: Trx, { holdId, ...of }: OfUser & { holdId: string; takenMinor?: number }) =>
  unblock(trx, ['HOLD', holdId], of)

/** The dispute of a top-up is decided: what was blocked for it is taken where it is lost, else it is free again. */
export const disputeHoldEnded = (trx: Trx, { disputeId, ...of }: OfUser & { disputeId: string; takenMinor: number }) =>
  unblock(trx, ['DISPUTE', disputeId], of)

const unblock = (trx: Trx, source: Blocks, { userId, currency, amountMinor, takenMinor = 0 }: OfUser & { takenMinor?: number }) =>
  post(trx, {
    kind: 'WALLET_RELEASED',
    source,
    currency,
    movements: [
      { kind: 'WALLET_HELD', ownerId: userId, amountMinor },
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor: -takenMinor },
      { kind: 'WALLET', ownerId: userId, amountMinor: takenMinor - amountMinor },
    ],
  })

/** A wallet pays what its user owes. Call `payFromWallet`, which keeps what of a bill came from the wallet. */
export const paidByWallet = (trx: Trx, { walletPaymentId, ...of }: OfUser & { walletPaymentId: string }) =>
  within(trx, 'PAID_BY_WALLET', ['WALLET_PAYMENT', walletPaymentId], { from: 'WALLET', to: 'RECEIVABLE' }, of)

/** What a user paid too much is to go back by the provider. Once for each thing that is owed, however often it is tried to be sent. */
export const refundOwed = (trx: Trx, { refundId, ...of }: OfUser & { refundId: string }) =>
  within(trx, 'REFUND_OWED', ['REFUND', refundId], { from: 'RECEIVABLE', to: 'REFUND_DUE' }, of)

/** What a refund has failed to bring back is set against what its user owes since: neither of the two moves any more. */
export const refundNetted = (trx: Trx, { nettingId, ...of }: OfUser & { nettingId: string }) =>
  within(trx, 'REFUND_NETTED', ['NETTING', nettingId], { from: 'REFUND_DUE', to: 'RECEIVABLE' }, of)

/** What a refund has failed to bring back goes into the user's wallet instead. The refund is the one that takes its place. */
export const owedToWallet = (trx: Trx, { refundId, ...of }: OfUser & { refundId: string }) =>
  within(trx, 'OWED_TO_WALLET', ['REFUND', refundId], { from: 'REFUND_DUE', to: 'WALLET' }, of)

/** What a user paid too much goes back to the wallet that it came from. */
export const refundedToWallet = (trx: Trx, { refundId, ...of }: OfUser & { refundId: string }) =>
  within(trx, 'REFUNDED_TO_WALLET', ['REFUND', refundId], { from: 'RECEIVABLE', to: 'WALLET' }, of)

/** A user wants back what is in the wallet: it is to go back by the provider that it came by. */
export const walletPaidBack = (trx: Trx, { refundId, ...of }: OfUser & { refundId: string }) =>
  within(trx, 'WALLET_PAID_BACK', ['REFUND', refundId], { from: 'WALLET', to: 'REFUND_DUE' }, of)

/** The provider has taken a refund's amount from what it has for us. */
export const refundSent = (
  trx: Trx,
  { refundId, userId, provider, currency, amountMinor }: OfUser & OfProvider & { refundId: string },
) =>
  post(trx, {
    kind: 'REFUND_SENT',
    source: ['REFUND', refundId],
    currency,
    movements: [
      { kind: 'REFUND_DUE', ownerId: userId, amountMinor },
      { kind: 'PROVIDER', ownerId: provider, amountMinor: -amountMinor },
    ],
  })

/** A refund that was sent has failed or was cancelled: the provider has the money again, and we owe it again. */
export const refundFailed = (
  trx: Trx,
  { refundId, userId, provider, currency, amountMinor }: OfUser & OfProvider & { refundId: string },
) =>
  post(trx, {
    kind: 'REFUND_FAILED',
    source: ['REFUND', refundId],
    currency,
    movements: [
      { kind: 'PROVIDER', ownerId: provider, amountMinor },
      { kind: 'REFUND_DUE', ownerId: userId, amountMinor: -amountMinor },
    ],
  })

/** The provider took the amount back until a dispute is decided, and `feeMinor` for its work. */
export const disputeOpened = (
  trx: Trx,
  { disputeId, provider, currency, amountMinor, feeMinor }: OfProvider & { disputeId: string; feeMinor: number },
) =>
  post(trx, {
    kind: 'DISPUTE_OPENED',
    source: ['DISPUTE', disputeId],
    currency,
    movements: [
      { kind: 'DISPUTED', ownerId: provider, amountMinor },
      { kind: 'PROVIDER_COST', ownerId: provider, amountMinor: feeMinor },
      { kind: 'PROVIDER', ownerId: provider, amountMinor: -amountMinor - feeMinor },
    ],
  })

/** The provider gave the amount back, and `feeMinor` of what it took for its work. */
export const disputeWon = (
  trx: Trx,
  { disputeId, provider, currency, amountMinor, feeMinor = 0 }: OfProvider & { disputeId: string; feeMinor?: number },
) =>
  post(trx, {
    kind: 'DISPUTE_WON',
    source: ['DISPUTE', disputeId],
    currency,
    movements: [
      { kind: 'PROVIDER', ownerId: provider, amountMinor: amountMinor + feeMinor },
      { kind: 'DISPUTED', ownerId: provider, amountMinor: -amountMinor },
      { kind: 'PROVIDER_COST', ownerId: provider, amountMinor: -feeMinor },
    ],
  })

/** The amount is gone: its user owes it again. `writtenOff` says who bears it if they never pay. */
export const disputeLost = (
  trx: Trx,
  { disputeId, userId, provider, currency, amountMinor }: OfUser & OfProvider & { disputeId: string },
) =>
  post(trx, {
    kind: 'DISPUTE_LOST',
    source: ['DISPUTE', disputeId],
    currency,
    movements: [
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor },
      { kind: 'DISPUTED', ownerId: provider, amountMinor: -amountMinor },
    ],
  })

/**
 * Nobody waits for a bill's rest any more; negative: it came after all. The platform bears it, or the operator if one is given.
 */
export const writtenOff = (
  trx: Trx,
  { writeOffId, userId, operatorId = null, currency, amountMinor }: OfUser & { writeOffId: string; operatorId?: string | null },
) =>
  post(trx, {
    kind: 'WRITTEN_OFF',
    source: ['WRITE_OFF', writeOffId],
    currency,
    movements: [
      operatorId === null ? { kind: 'BAD_DEBT', amountMinor } : { kind: 'OPERATOR_PAYABLE', ownerId: operatorId, amountMinor },
      { kind: 'RECEIVABLE', ownerId: userId, amountMinor: -amountMinor },
    ],
  })

/** What an operator has earned was sent, from what a provider has for us, or from the bank (null). */
export const payoutSent = (trx: Trx, { payoutId, operatorId, provider, currency, amountMinor }: Amount & PayOut) =>
  post(trx, { kind: 'PAYOUT_SENT', source: ['PAY_OUT', payoutId], currency, movements: payout(operatorId, provider, amountMinor) })

/** What was sent to an operator came back. It is sent again by another payout. */
export const payoutReturned = (trx: Trx, { payoutId, operatorId, provider, currency, amountMinor }: Amount & PayOut) =>
  post(trx, {
    kind: 'PAYOUT_RETURNED',
    source: ['PAY_OUT', payoutId],
    currency,
    movements: payout(operatorId, provider, -amountMinor),
  })

interface PayOut {
  payoutId: string
  operatorId: string
  provider: ProviderName | null
}
const payout = (operatorId: string, provider: ProviderName | null, amountMinor: number) => [
  { kind: 'OPERATOR_PAYABLE' as const, ownerId: operatorId, amountMinor },
  provider === null
    ? { kind: 'BANK' as const, amountMinor: -amountMinor }
    : { kind: 'PROVIDER' as const, ownerId: provider, amountMinor: -amountMinor },
]

/** A provider sent what it has for us to the bank, by a line of its books. Negative: it took it back. */
export const banked = (trx: Trx, { movementId, provider, currency, amountMinor }: OfProvider & { movementId: string }) =>
  post(trx, {
    kind: 'BANKED',
    source: ['MOVEMENT', movementId],
    currency,
    movements: [
      { kind: 'BANK', amountMinor },
      { kind: 'PROVIDER', ownerId: provider, amountMinor: -amountMinor },
    ],
  })

/** Two people give a user (into the wallet) or an operator an amount. Negative: they take it. */
export const adjusted = (
  trx: Trx,
  {
    adjustmentId,
    of: [kind, ownerId],
    currency,
    amountMinor,
  }: Amount & { adjustmentId: string; of: readonly ['WALLET' | 'OPERATOR_PAYABLE', string] },
) =>
  post(trx, {
    kind: 'ADJUSTED',
    source: ['ADJUSTMENT', adjustmentId],
    currency,
    movements: [
      { kind, ownerId, amountMinor: -amountMinor },
      { kind: 'ADJUSTMENT', amountMinor },
    ],
  })

/** A user gives up what is in the wallet. `givenUpId` is the request's own id. */
export const walletGivenUp = (trx: Trx, { givenUpId, userId, currency, amountMinor }: OfUser & { givenUpId: string }) =>
  post(trx, {
    kind: 'WALLET_GIVEN_UP',
    source: ['WALLET', givenUpId],
    currency,
    movements: [
      { kind: 'WALLET', ownerId: userId, amountMinor },
      { kind: 'ADJUSTMENT', amountMinor: -amountMinor },
    ],
  })

/** From one account of a user to another: what is moved is a debit of the first, a credit of the second. */
const within = (
  trx: Trx,
  kind: JournalKind,
  source: readonly [SourceType, string],
  { from, to }: Record<'from' | 'to', AccountKind>,
  { userId, currency, amountMinor }: OfUser,
) =>
  post(trx, {
    kind,
    source,
    currency,
    movements: [
      { kind: from, ownerId: userId, amountMinor },
      { kind: to, ownerId: userId, amountMinor: -amountMinor },
    ],
  })
