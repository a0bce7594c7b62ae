import { audit } from '#db/audit.ts'
import { isSelf, requireUser } from '#lib/access.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { badInput } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { limitTries, payerOf, triedFrom } from '../methods/method.ts'
import { lockUser } from '../methods/method.queries.ts'
import { wayToPay } from '../methods/way.ts'
import { begin } from '../operations/begin.ts'
import { findOpen } from '../operations/operation.queries.ts'
import { STATEMENT } from '../operations/request.ts'
import type { ProviderName } from '../providers/provider.ts'
import { isSandbox } from '../providers/providers.ts'
import { likeEuros } from '../scale.ts'
import { isGuest } from '../standing/guest.queries.ts'
import type { TopUp, Trx } from '../tables.ts'
import { allOfWallet } from '../wallet/wallet.queries.ts'
import { TOP_UP_LIMITS } from './limits.ts'
import { begunInADay, changeTopUp, findTopUp, findTopUpByKey, insertTopUp } from './top-up.queries.ts'

export interface TopUpInput {
  amountMinor: number
  currency: string
  /** One of these two. */
  paymentMethodId?: string | null | undefined
  provider?: ProviderName | null | undefined
  idempotencyKey: string
}

/** Puts money into the caller's wallet, as soon as the provider has it. The same idempotency key again gives the same top-up. */
export async function topUpWallet(ctx: Context, input: TopUpInput): Promise<TopUp> {
  const { userId } = requireUser(ctx.caller)
  const { db, runner } = ctx
  const { idempotencyKey } = input
  const begun = await db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const before = await findTopUpByKey(trx, userId, idempotencyKey)
    if (before && !isSame(before, input))
      throw refuse('CONFLICT', 'This key was used for another top-up.', ['input', 'idempotencyKey'])
    return before ?? beginTopUp(trx, ctx, userId, input)
  })
  const wanted = begun.state === 'CREATED' ? await findOpen(db, 'CHARGE', 'TOP_UP', begun.id) : undefined
  if (wanted) await runner.perform(wanted.id)
  return (await findTopUp(db, begun.id)) ?? begun
}

const isSame = (before: TopUp, { amountMinor, currency, paymentMethodId, provider }: TopUpInput): boolean =>
  before.amount_minor === amountMinor &&
  before.currency === currency &&
  before.payment_method_id === (paymentMethodId ?? null) &&
  (provider == null || before.provider === provider)

/** A top-up of the caller's; null if there is none, or if it is somebody else's. */
export async function topUpById({ caller, db }: Context, id: string): Promise<TopUp | null> {
  requireUser(caller)
  const found = await findTopUp(db, id)
  return found && isSelf(caller, found.user_id) ? found : null
}

async function beginTopUp(trx: Trx, ctx: Context, userId: string, input: TopUpInput): Promise<TopUp> {
  const { amountMinor, currency, idempotencyKey } = input
  if ((input.paymentMethodId == null) === (input.provider == null))
    throw badInput(['input'], 'Give one of paymentMethodId and provider.')
  // Whose account ends after a day could not get it back.
  if (await isGuest(trx, userId)) throw refuse('FORBIDDEN', 'A guest has no wallet. Register, or pay with a card.')
  const askedFrom = triedFrom(ctx, input.provider)
  await limitTries(trx, userId, askedFrom, 'HOLD')
  await limitAmount(trx, userId, askedFrom, input)
  const { provider, method } = await wayToPay(trx, ctx.providers, userId, input)
  if (!ctx.config.topUps && !isSandbox(ctx.config)) throw refuse('CONFLICT', 'No money can be put into wallets here.')
  const topUp = await insertTopUp(trx, {
    id: newId(),
    user_id: userId,
    provider,
    payment_method_id: method?.id ?? null,
    amount_minor: amountMinor,
    currency,
    client_secret: null,
    approval_url: null,
    decline_code: null,
    payment_id: null,
    asked_from: askedFrom,
    idempotency_key: idempotencyKey,
  })
  await begin(trx, {
    kind: 'CHARGE',
    provider,
    subject: ['TOP_UP', topUp.id],
    amount: { amountMinor, currency },
    request: {
      payer: await payerOf(trx, userId, provider, method),
      methodId: method?.method_id ?? null,
      keepMethod: false,
      offSession: false,
      statement: STATEMENT,
      returnUrl: new URL(`?topUp=${topUp.id}`, ctx.config.returnUrl).href,
    },
  })
  await audit(trx, userId, 'top-up.asked', topUp.id, { amountMinor, currency, provider })
  return changeTopUp(trx, topUp.id, {})
}

/** Call it under the lock of the user: what is counted and then added cannot be passed by another. */
async function limitAmount(
  trx: Trx,
  userId: string,
  askedFrom: string | null,
  { amountMinor, currency }: TopUpInput,
): Promise<void> {
  const path = ['input', 'amountMinor']
  const { euros, eurosDaily, eurosInWallet, daily, failedDaily, failedPerAddressDaily } = TOP_UP_LIMITS
  const refuseAbove = (sumMinor: number, limit: number, sentence: (most: string) => string) => {
    const most = likeEuros(limit, currency)
    if (sumMinor > most) throw refuse('CONFLICT', sentence(`${inMajorUnits(most, currency)} ${currency}`), path)
  }
  const most = likeEuros(euros, currency)
  if (amountMinor > most) throw badInput(path, `At most ${inMajorUnits(most, currency)} ${currency} at once.`)
  const begun = await begunInADay(trx, userId, currency, askedFrom)
  if (begun.count >= daily || begun.failed >= failedDaily || begun.failed_from >= failedPerAddressDaily)
    throw refuse('RATE_LIMITED', 'You have done this too often today. Try again tomorrow.')
  refuseAbove(
    begun.asked_minor + amountMinor,
    eurosDaily,
    (sum) => `At most ${sum} come into a wallet in a day. Try again tomorrow.`,
  )
  const inWallet = await allOfWallet(trx, userId, currency)
  refuseAbove(inWallet + begun.open_minor + amountMinor, eurosInWallet, (sum) => `A wallet has at most ${sum}. Spend some first.`)
}
