import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { isSelf, operates, requireFreshSignIn, requireOperator, requireRole, requireUser, isSelfOr } from '#lib/access.ts'
import { badInput, notFound, refuse } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import type { Language } from '../language.ts'
import { PROVIDER_NAMES, type ProviderName } from '../providers/provider.ts'
import type { BillingAddress, Business, Trx } from '../tables.ts'
import {
  deleteBillingAddress,
  feeBasisPointsOf,
  findBillingAddress,
  findBusiness,
  lockBusiness,
  saveBillingAddressRow,
  saveBusinessRow,
  saveFee,
} from './business.queries.ts'
import { BUSINESS_LIMITS } from './limits.ts'
import { vatIdOf } from './vat-id.ts'

interface AddressInput {
  street: string
  postalCode: string
  city: string
  country: string
  vatId?: string | null | undefined
}

export interface BusinessInput extends AddressInput {
  legalName: string
  registrationId?: string | null | undefined
  timeZone: string
  language: Language
  payout?: { provider: ProviderName; account: string } | null | undefined
}

export interface BillingAddressInput extends AddressInput {
  name: string
  language?: Language | null | undefined
}

/**
 * Saves what the caller's invoices say of them, and where payouts go. Invoices that are written already stay as they are. Another account for payouts needs a
 * fresh sign-in (SIGN_IN_AGAIN), is told, and waits (`BUSINESS_LIMITS`).
 */
export async function saveBusiness({ db, caller }: Context, input: BusinessInput): Promise<OperatorBusiness> {
  const { userId } = requireRole(caller, 'OPERATOR', 'PARTNER')
  const vatId = vatIdIn(input)
  const registrationId = input.registrationId || null
  if (vatId === null && registrationId === null)
    throw badInput(['input', 'vatId'], 'Give a VAT number, or the number by which a register or tax office knows you.')
  if (input.payout && !ACCOUNTS[input.payout.provider].test(input.payout.account))
    throw badInput(['input', 'payout', 'account'], `Not the form of an account at ${PROVIDER_NAMES[input.payout.provider]}.`)
  const { legalName, timeZone, language, payout } = input
  await db.transaction().execute(async (trx) => {
    const before = await lockBusiness(trx, userId)
    const moves =
      (before?.payout_account ?? null) !== (payout?.account ?? null) ||
      (before?.payout_provider ?? null) !== (payout?.provider ?? null)
    if (moves) requireFreshSignIn(caller)
    const changedAt = moves ? new Date() : (before?.payout_changed_at ?? null)
    const row = await saveBusinessRow(trx, {
      operator_id: userId,
      legal_name: legalName,
      ...addressIn(input),
      vat_id: vatId,
      registration_id: registrationId,
      time_zone: timeZone,
      language,
      payout_provider: payout?.provider ?? null,
      payout_account: payout?.account ?? null,
      payout_changed_at: changedAt,
    })
    if (moves && changedAt) await tellAccount(trx, row, changedAt)
    await audit(trx, userId, 'business.saved', userId, {
      changed: Object.keys(row).filter((name) => name !== 'saved_at' && differ(before, row, name as keyof Business)),
    })
  })
  return { operatorId: userId }
}

const tellAccount = (
  trx: Trx,
  { operator_id: operatorId, payout_provider: provider, payout_account: account }: Business,
  changedAt: Date,
) =>
  emit(trx, 'payments.payout-account.changed', operatorId, {
    operatorId,
    provider,
    account: account && hidden(account),
    restsUntil: new Date(changedAt.getTime() + BUSINESS_LIMITS.accountRestMs).toISOString(),
  })

/** An account, so that its owner knows it and nobody else learns it: `…3f7a`, `o…@example.com`. */
const hidden = (account: string): string => account.replace(/^(.)[^@]*(?=@)|^[^@]*(?=.{4}$)/, '$1…')

const differ = (before: Business | undefined, now: Business, name: keyof Business) => before?.[name] !== now[name]

/** An account at a provider: Stripe's connected account; PayPal's merchant id or address. */
const ACCOUNTS: Readonly<Record<ProviderName, RegExp>> = {
  stripe: /^acct_[A-Za-z0-9]{8,60}$/,
  paypal: /^([A-Z0-9]{13}|[^\s@]{1,64}@[^\s@]{1,180}\.[^\s@]{2,})$/,
}

/** An operator, as the platform does business with them. */
export interface OperatorBusiness {
  operatorId: string
}

/** The caller's own business, or an operator's for admins. Anybody else's is answered like one that does not exist. */
export function businessOf({ caller }: Context, operatorId: string | null): OperatorBusiness {
  const { userId } = requireOperator(caller, 'billing:read')
  if (operatorId !== null && !operates(caller, operatorId)) throw notFound('operator', ['operatorId'])
  return { operatorId: operatorId ?? userId }
}

/** What an operator has saved, and null before that: for those to whom `businessOf` has given the operator. */
export function savedBusiness(ctx: Context, { operatorId }: OperatorBusiness): Promise<Business | null> {
  businessOf(ctx, operatorId)
  return findBusiness(ctx.db, operatorId).then((row) => row ?? null)
}

export function feeOfOperator(ctx: Context, { operatorId }: OperatorBusiness): Promise<number> {
  businessOf(ctx, operatorId)
  return feeBasisPointsOf(ctx.db, operatorId, ctx.config.feeBasisPoints)
}

/** Sets what the platform keeps of what an operator sells from now on: for admins. */
export async function setOperatorFee(
  { db, caller, config }: Context,
  { operatorId, basisPoints }: { operatorId: string; basisPoints: number },
): Promise<OperatorBusiness> {
  const { userId } = requireRole(caller, 'ADMIN')
  if (isSelf(caller, operatorId)) throw refuse('FORBIDDEN', 'This is your own fee: somebody else sets it.', ['input', 'operatorId'])
  await db.transaction().execute(async (trx) => {
    const before = await feeBasisPointsOf(trx, operatorId, config.feeBasisPoints)
    await saveFee(trx, { operator_id: operatorId, basis_points: basisPoints, set_by: userId })
    await audit(trx, userId, 'fee.set', operatorId, { before, basisPoints })
  })
  return { operatorId }
}

/** Saves whom the caller's invoices are for from now on. */
export async function saveBillingAddress({ db, caller }: Context, input: BillingAddressInput): Promise<{ id: string }> {
  const { userId } = requireUser(caller)
  const vat_id = vatIdIn(input)
  await db.transaction().execute(async (trx) => {
    await saveBillingAddressRow(trx, {
      user_id: userId,
      name: input.name,
      ...addressIn(input),
      vat_id,
      language: input.language ?? null,
    })
    await audit(trx, userId, 'billing-address.saved', userId)
  })
  return { id: userId }
}

/** Takes the caller's billing address away. Invoices that bear it keep it. */
export async function removeBillingAddress({ db, caller }: Context): Promise<{ id: string }> {
  const { userId } = requireUser(caller)
  await db.transaction().execute(async (trx) => {
    await deleteBillingAddress(trx, userId)
    await audit(trx, userId, 'billing-address.removed', userId)
  })
  return { id: userId }
}

/** For the user and admins; null for others. */
export async function billingAddressOf({ db, caller }: Context, userId: string): Promise<BillingAddress | null> {
  if (!isSelfOr(caller, userId, 'ADMIN')) return null
  return (await findBillingAddress(db, userId)) ?? null
}

const addressIn = ({ street, postalCode, city, country }: AddressInput) => ({ street, postal_code: postalCode, city, country })

function vatIdIn({ vatId, country }: AddressInput): string | null {
  if (!vatId) return null
  const id = vatIdOf(vatId, country)
  if (id === null) throw badInput(['input', 'vatId'], 'Not a VAT number of its country, e.g. DE123456789 or NL123456789B01.')
  return id
}
