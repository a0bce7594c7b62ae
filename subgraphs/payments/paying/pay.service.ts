import { audit } from '#db/audit.ts'
import { isSelf, requireUser } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { addressKey, limitTries, payerOf } from '../methods/method.ts'
import { findOperation } from '../operations/operation.queries.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { Bill, Trx } from '../tables.ts'
import { payFromWallet } from '../wallet/wallet.ts'
import { lockWallet } from '../wallet/wallet.queries.ts'
import { findBill, lockBill, recount } from '../bills/bill.queries.ts'
import { charge, type ChargedWay } from '../bills/charge.ts'
import { dueOf } from '../bills/due.ts'
import { BILL_LIMITS } from '../bills/limits.ts'
import { countBillPayments, findBillPayment, insertBillPayment, ownMethod, type BillPayment } from '../bills/pay.queries.ts'
import { isUnderWay } from '../bills/position.queries.ts'
import { takable } from '../bills/settle.ts'
import { settleBill } from '../bills/settle.handler.ts'

export interface PayInput {
  billId: string
  /** At most one of these two; neither: from the wallet. */
  methodId?: string | null | undefined
  provider?: ProviderName | null | undefined
  /** Of `provider`: keep what they pay with. */
  keepMethod?: boolean | null | undefined
  idempotencyKey: string
}

/**
 * Pays all that is due of a bill: for its user, who may be asked to confirm it. While another payment of the bill is under way it is
 * refused, so that nobody pays twice.
 */
export async function payBill(ctx: Context, input: PayInput): Promise<Bill> {
  const caller = requireUser(ctx.caller)
  const operationId = await ctx.db.transaction().execute(async (trx) => {
    const bill = await lockBill(trx, input.billId)
    if (!bill || !isSelf(caller, bill.user_id)) throw notFound('bill', ['input', 'billId'])
    return begin(ctx, trx, bill, input)
  })
  if (operationId !== null) await ctx.runner.perform(operationId)
  const bill = await findBill(ctx.db, input.billId)
  if (!bill) throw notFound('bill', ['input', 'billId'])
  return bill
}

/** Gives the operation whose answer is awaited; null where there is none. */
async function begin(ctx: Context, trx: Trx, bill: Bill, input: PayInput): Promise<string | null> {
  const { methodId = null, provider = null, idempotencyKey } = input
  if (methodId !== null && provider !== null) throw badInput(['input'], 'Give one of methodId and provider, or none.')
  const before = await findBillPayment(trx, bill.id, idempotencyKey)
  if (before && !(await isSame(trx, before, methodId, provider)))
    throw refuse('CONFLICT', 'This key was used for another payment.', ['input', 'idempotencyKey'])
  if (before) return before.operation_id
  const path = ['input', 'billId']
  const dueMinor = dueOf(bill)
  if (dueMinor <= 0) throw refuse('CONFLICT', 'Nothing is due.', path)
  if (bill.waits) throw refuse('CONFLICT', 'It is being corrected. Try again when the new amount is known.', path)
  if (await isUnderWay(trx, bill))
    throw refuse('CONFLICT', 'A payment of it is under way. Confirm that, or wait for it to end.', path)
  if ((await countBillPayments(trx, bill.id)) >= BILL_LIMITS.triesDaily)
    throw refuse('RATE_LIMITED', 'You have tried to pay this too often today. Try again tomorrow.', path)
  const row = { bill_id: bill.id, idempotency_key: idempotencyKey, user_id: bill.user_id, payment_method_id: methodId }
  await audit(trx, bill.user_id, 'bill.payment-asked', bill.id, {
    methodId,
    provider,
    amountMinor: dueMinor,
    currency: bill.currency,
  })
  if (methodId === null && provider === null) {
    await fromWallet(trx, bill, dueMinor)
    await insertBillPayment(trx, { ...row, operation_id: null })
    await settleBill(trx, ctx, await recount(trx, bill.id))
    return null
  }
  const way = methodId === null ? await newWay(ctx, trx, bill, input) : await ownMethod(trx, bill.user_id, methodId)
  if (!way) throw notFound('payment method', ['input', 'methodId'])
  const port = ctx.providers.get(way.provider)
  // Of a forint's parts nothing is asked: they are given up once the rest is paid.
  const terms = port && { least: port.least(bill.currency), step: port.step(bill.currency) }
  const amountMinor = terms ? takable(dueMinor, terms) : 0
  if (amountMinor === 0)
    throw badInput(['input', methodId === null ? 'provider' : 'methodId'], 'This amount cannot be paid with it.')
  const { operation } = await charge(trx, ctx, bill, way, { amountMinor, offSession: false })
  await insertBillPayment(trx, { ...row, operation_id: operation.id })
  await settleBill(trx, ctx, bill)
  return operation.id
}

/** The same bill by the same way. A payment by the wallet has no operation. */
async function isSame(trx: Trx, before: BillPayment, methodId: string | null, provider: ProviderName | null): Promise<boolean> {
  if (methodId !== null || before.payment_method_id !== null) return before.payment_method_id === methodId
  const asked = before.operation_id === null ? undefined : await findOperation(trx, before.operation_id)
  return (asked?.provider ?? null) === provider
}

/** What its user gives on the provider's form or page. Who has had many ways declined today tries out no more here. */
async function newWay(ctx: Context, trx: Trx, bill: Bill, { provider, keepMethod }: PayInput): Promise<ChargedWay> {
  if (provider == null || !ctx.providers.has(provider))
    throw badInput(['input', 'provider'], 'No such provider takes payments here now.')
  await limitTries(trx, bill.user_id, addressKey(ctx.config, ctx.clientAddress), 'HOLD')
  const { customerId } = await payerOf(trx, bill.user_id, provider, null)
  return { provider, method_id: null, customer_id: customerId, keepMethod: keepMethod === true }
}

async function fromWallet(trx: Trx, { id: billId, user_id: userId, currency }: Bill, amountMinor: number): Promise<void> {
  if ((await lockWallet(trx, userId, currency)) < amountMinor)
    throw refuse('CONFLICT', 'There is not enough in your wallet. Put some in, or pay with something else.', ['input', 'methodId'])
  await payFromWallet(trx, { billId, userId, currency, amountMinor })
}
