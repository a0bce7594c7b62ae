import { audit } from '#db/audit.ts'
import { isSelf, isSelfOr, requireUser } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { begin } from '../operations/begin.ts'
import { findOpen } from '../operations/operation.queries.ts'
import type { ProviderName } from '../providers/provider.ts'
import type { PaymentMethod, Trx } from '../tables.ts'
import { METHOD_LIMITS } from './limits.ts'
import { addressKey, forgetMethod, isExpired, limitTries, payerOf } from './method.ts'
import {
  activeMethodsOf,
  clearDefault,
  countKept,
  findMethodByKey,
  insertMethod,
  listMethodsOf,
  lockMethod,
  lockUser,
  methodsById,
  updateMethod,
  usesOf,
} from './method.queries.ts'

/** Begins to keep a way to pay for the caller, who mostly has to confirm it. The same idempotency key again gives the same one. */
export async function setUpMethod(ctx: Context, idempotencyKey: string, provider: ProviderName): Promise<PaymentMethod> {
  const { userId } = requireUser(ctx.caller)
  const { db, providers, runner, config, clientAddress } = ctx
  if (!providers.has(provider)) throw badInput(['input', 'provider'], 'No such provider takes payments here.')
  const begun = await db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const before = await findMethodByKey(trx, userId, idempotencyKey)
    if (before && before.provider !== provider)
      throw refuse('CONFLICT', 'This key was used at another provider.', ['input', 'idempotencyKey'])
    if (before) return before
    if ((await countKept(trx, userId)) >= METHOD_LIMITS.perUser)
      throw refuse('RATE_LIMITED', `You keep ${METHOD_LIMITS.perUser} ways to pay. Remove one first.`)
    const askedFrom = addressKey(config, clientAddress)
    await limitTries(trx, userId, askedFrom, 'SET_UP')
    const id = newId()
    const row = { id, user_id: userId, provider, idempotency_key: idempotencyKey, asked_from: askedFrom }
    const method = await insertMethod(trx, { ...row, state: 'SETTING_UP' })
    await begin(trx, {
      kind: 'SET_UP',
      provider,
      subject: ['METHOD', id],
      request: {
        payer: await payerOf(trx, userId, provider, null),
        returnUrl: new URL(`?paymentMethod=${id}`, config.returnUrl).href,
      },
    })
    return method
  })
  const waits = begun.state === 'SETTING_UP' && begun.set_up_id === null
  const wanted = waits ? await findOpen(db, 'SET_UP', 'METHOD', begun.id) : undefined
  if (wanted) await runner.perform(wanted.id)
  const [method = begun] = await methodsById(db, [begun.id])
  return method
}

/** Makes a way to pay the one that the caller's bills are charged to. */
export async function setDefaultMethod({ db, caller }: Context, id: string): Promise<PaymentMethod> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const method = await ownMethod(trx, userId, id)
    if (method.state !== 'ACTIVE') throw refuse('CONFLICT', 'It is not set up yet.', ['input', 'paymentMethodId'])
    if (isExpired(method))
      throw refuse('METHOD_EXPIRED', 'This card has expired. Set up another one.', ['input', 'paymentMethodId'])
    await clearDefault(trx, userId)
    return updateMethod(trx, id, { is_default: true })
  })
}

/** Forgets a way to pay of the caller's, here and at the provider, unless something is still to be paid with it. */
export async function removeMethod({ db, caller }: Context, id: string): Promise<PaymentMethod> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockUser(trx, userId)
    const method = await ownMethod(trx, userId, id)
    const { hold, bill, call } = await usesOf(trx, method)
    const path = ['input', 'paymentMethodId']
    if (hold) throw refuse('METHOD_IN_USE', `The hold ${hold} uses it. Release it, or wait for its bill.`, path)
    if (bill) throw refuse('METHOD_IN_USE', `The bill ${bill} is not paid, and is charged to it. Pay it first.`, path)
    if (call) throw refuse('METHOD_IN_USE', 'Something is being charged to it. Wait for what becomes of it.', path)
    const removed = await updateMethod(trx, id, {
      state: 'REMOVED',
      removed_at: new Date(),
      is_default: false,
      client_secret: null,
      approval_url: null,
    })
    await forgetMethod(trx, removed)
    await audit(trx, userId, 'payment-method.removed', id)
    const next = method.is_default ? (await activeMethodsOf(trx, userId)).find((each) => !isExpired(each)) : undefined
    if (next) await updateMethod(trx, next.id, { is_default: true })
    return removed
  })
}

/** A user's ways to pay, the newest first; null for others than the user. */
export async function methodsOf({ db, caller }: Context, userId: string, args: PageArgs): Promise<Page<PaymentMethod> | null> {
  if (!isSelf(caller, userId)) return null
  return idPage(args, (page) => listMethodsOf(db, userId, page))
}

/** What a user confirms a set-up with: for them alone. */
export const setUpActionOf = ({ caller }: Context, { user_id, state, client_secret, approval_url }: PaymentMethod) =>
  isSelfOr(caller, user_id) && state === 'SETTING_UP'
    ? { clientSecret: client_secret, approvalUrl: approval_url }
    : { clientSecret: null, approvalUrl: null }

async function ownMethod(trx: Trx, userId: string, id: string): Promise<PaymentMethod> {
  const method = await lockMethod(trx, id)
  if (method?.user_id !== userId || method.state === 'REMOVED') throw notFound('payment method', ['input', 'paymentMethodId'])
  return method
}
