import { fromNow } from '#db/time.ts'
import { isSelf, isSelfOr, requireUser } from '#lib/access.ts'
import { inMajorUnits } from '#lib/currency.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { limitTries, payerOf, triedFrom } from '../methods/method.ts'
import { lockUser } from '../methods/method.queries.ts'
import { wayToPay } from '../methods/way.ts'
import { begin } from '../operations/begin.ts'
import { findOpen } from '../operations/operation.queries.ts'
import { STATEMENT } from '../operations/request.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { Hold, PaymentMethod, Trx } from '../tables.ts'
import { holdFromWallet } from '../wallet/wallet.ts'
import { changeHold, releaseHold as release } from './hold.ts'
import { openHoldsOf, findHoldByKey, holdsById, insertHold, isBlocked, listHoldsOf, lockHold, placesOf } from './hold.queries.ts'
import { HOLD_LIMITS } from './limits.ts'

export interface AuthoriseInput {
  idempotencyKey: string
  connectorId: string
  /** What its user was shown. */
  amountMinor: number
  currency: string
  /** One of these three. */
  paymentMethodId?: string | null | undefined
  provider?: ProviderName | null | undefined
  wallet?: boolean | null | undefined
  /** Of `provider`: keep what they pay with. */
  keepMethod?: boolean | null | undefined
}

/** Blocks the amount that the caller was shown, for a start at a connector. The same idempotency key again gives the same hold. */
export async function authorisePayment(ctx: Context, input: AuthoriseInput): Promise<Hold> {
  const { userId } = requireUser(ctx.caller)
  const { db, runner } = ctx
  const begun = await db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const before = await findHoldByKey(trx, userId, input.idempotencyKey)
    if (before && !isSame(before, input))
      throw refuse('CONFLICT', 'This key was used for another hold.', ['input', 'idempotencyKey'])
    return before ?? beginHold(trx, ctx, userId, input)
  })
  const wanted = begun.state === 'CREATED' ? await findOpen(db, 'AUTHORISE', 'HOLD', begun.id) : undefined
  if (wanted) await runner.perform(wanted.id)
  const [hold = begun] = await holdsById(db, [begun.id])
  return hold
}

/** A hold of the same amount at the same place, by the same way. What was kept on the provider's page has become its way since. */
function isSame(hold: Hold, { connectorId, amountMinor, currency, paymentMethodId, provider, wallet }: AuthoriseInput): boolean {
  const way = paymentMethodId == null ? (wallet === true ? 'WALLET' : provider) : paymentMethodId
  const itsWay = paymentMethodId == null ? hold.provider : hold.payment_method_id
  return hold.connector_id === connectorId && hold.amount_minor === amountMinor && hold.currency === currency && itsWay === way
}

async function beginHold(trx: Trx, ctx: Context, userId: string, input: AuthoriseInput): Promise<Hold> {
  const { connectorId, amountMinor, currency } = input
  const askedFrom = triedFrom(ctx, input.provider)
  await limitTries(trx, userId, askedFrom, 'HOLD')
  if ((await openHoldsOf(trx, userId)).length >= HOLD_LIMITS.openPerUser)
    throw refuse('RATE_LIMITED', `You have ${HOLD_LIMITS.openPerUser} holds that wait for a session. Use one, or release it.`)
  if (await isBlocked(trx, userId)) throw refuse('PAYMENT_OVERDUE', 'A bill of yours is overdue. Pay it first.')
  await checkAmount(trx, input)
  const { provider, method } = await wayOf(trx, ctx, userId, input)
  const hold = await insertHold(trx, {
    id: newId(),
    user_id: userId,
    connector_id: connectorId,
    operator_id: (await placesOf(trx, [connectorId]))[0]?.operator_id ?? null,
    provider,
    payment_method_id: method?.id ?? null,
    state: 'CREATED',
    amount_minor: amountMinor,
    currency,
    session_id: null,
    external_id: null,
    client_secret: null,
    approval_url: null,
    decline_code: null,
    usable_until: fromNow(HOLD_LIMITS.usableMs),
    expires_at: null,
    asked_from: askedFrom,
    idempotency_key: input.idempotencyKey,
  })
  if (provider === 'WALLET') {
    if (!(await holdFromWallet(trx, { holdId: hold.id, userId, currency, amountMinor })))
      throw refuse('WALLET_TOO_LOW', 'Your wallet has less than that. Top it up, or pay in another way.', ['input', 'wallet'])
    return changeHold(trx, hold, { state: 'AUTHORISED' })
  }
  await begin(trx, {
    kind: 'AUTHORISE',
    provider,
    subject: ['HOLD', hold.id],
    amount: { amountMinor, currency },
    request: {
      payer: await payerOf(trx, userId, provider, method),
      methodId: method?.method_id ?? null,
      keepMethod: method === null && input.keepMethod === true,
      offSession: false,
      statement: STATEMENT,
      returnUrl: new URL(`?hold=${hold.id}`, ctx.config.returnUrl).href,
    },
  })
  return changeHold(trx, hold, {})
}

/** The amount shown is the amount that is blocked, or nothing is. */
async function checkAmount(trx: Trx, { connectorId, amountMinor, currency }: AuthoriseInput): Promise<void> {
  const [place] = await placesOf(trx, [connectorId])
  if (!place) throw notFound('connector', ['input', 'connectorId'])
  if (place.retired)
    throw refuse('CONFLICT', 'Nothing begins at this connector any more. Take another one.', ['input', 'connectorId'])
  if (place.preauthorize_minor === null || place.currency === null)
    throw refuse('HOLD_NOT_NEEDED', 'Nothing is blocked here. Start without a hold.', ['input', 'connectorId'])
  if (place.preauthorize_minor !== amountMinor || place.currency !== currency)
    throw refuse(
      'HOLD_AMOUNT_CHANGED',
      `${inMajorUnits(place.preauthorize_minor, place.currency)} ${place.currency} is blocked here now.`,
      ['input', 'amountMinor'],
    )
}

async function wayOf(
  trx: Trx,
  { providers }: Context,
  userId: string,
  input: AuthoriseInput,
): Promise<{ provider: Hold['provider']; method: PaymentMethod | null }> {
  const { paymentMethodId, provider, wallet } = input
  if ([paymentMethodId != null, provider != null, wallet === true].filter(Boolean).length !== 1)
    throw badInput(['input'], 'Give one of paymentMethodId, provider and wallet.')
  return wallet === true ? { provider: 'WALLET', method: null } : wayToPay(trx, providers, userId, input)
}

/** Lets go a hold of the caller's that no session began with. One that is let go already stays so. */
export function releaseHold({ db, caller }: Context, holdId: string): Promise<Hold> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    const hold = await lockHold(trx, holdId)
    if (hold?.user_id !== userId) throw notFound('hold', ['input', 'holdId'])
    if (hold.session_id !== null || hold.state === 'CAPTURING' || hold.state === 'CAPTURED')
      throw refuse('CONFLICT', 'A session has begun with it: what is not needed is let go when its bill is paid.', [
        'input',
        'holdId',
      ])
    await release(trx, holdId)
    return (await lockHold(trx, holdId)) ?? hold
  })
}

/** A user's holds, the newest first; null for others than the user and admins. */
export async function holdsOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<Hold> | null> {
  if (!isSelfOr(caller, userId, 'ADMIN', 'COMPLIANCE')) return null
  return idPage(args, (page) => listHoldsOf(db, userId, page))
}

/** The hold that a session began with; null where there is none, and for others than its user and admins. */
export async function holdOfSession({ loaders, caller }: Context, sessionId: string): Promise<Hold | null> {
  if (caller.kind !== 'user') return null
  const hold = await loaders.holdOfSession.load(sessionId)
  return hold !== null && isSelfOr(caller, hold.user_id, 'ADMIN', 'COMPLIANCE') ? hold : null
}

/** A hold of the caller's; null where there is none. Admins see any. */
export async function findHold({ db, caller }: Context, id: string): Promise<Hold | null> {
  if (!isSelf(caller, requireUser(caller).userId)) return null
  const [hold] = await holdsById(db, [id])
  return hold && isSelfOr(caller, hold.user_id, 'ADMIN') ? hold : null
}

/** The caller's hold as it is now, then whenever it changes. */
export function watchHold(ctx: Context, id: string): AsyncGenerator<Hold, void, void> {
  requireUser(ctx.caller)
  return liveStream({
    bus: ctx.bus,
    names: ['payments.hold.changed'],
    matches: ({ data }) => data.holdId === id,
    read: () => findHold(ctx, id),
    isLast: ({ state }) => ENDS.includes(state),
  })
}
const ENDS: readonly Hold['state'][] = ['CAPTURED', 'RELEASED', 'EXPIRED', 'FAILED', 'ABANDONED']

/** What a user confirms a hold with: for them alone. */
export const actionOf = ({ caller }: Context, { user_id, state, client_secret, approval_url }: Hold) =>
  isSelf(caller, user_id) && state === 'REQUIRES_ACTION'
    ? { clientSecret: client_secret, approvalUrl: approval_url }
    : { clientSecret: null, approvalUrl: null }

export interface Preauthorization {
  amountMinor: number
  currency: string
  ways: Hold['provider'][]
}

/** What is blocked before a session at a connector, for everybody; null where nothing is. */
export async function preauthorizationAt({ loaders, providers }: Context, connectorId: string): Promise<Preauthorization | null> {
  const place = await loaders.placeOfConnector.load(connectorId)
  if (!place || place.retired || place.preauthorize_minor === null || place.currency === null) return null
  const { preauthorize_minor: amountMinor, currency } = place
  const takers = [...providers.values()].filter(
    (each) => amountMinor >= each.least(currency) && amountMinor % each.step(currency) === 0,
  )
  return { amountMinor, currency, ways: [...takers.map(({ name }) => name), 'WALLET'] }
}
