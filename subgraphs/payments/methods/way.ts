import { inMajorUnits } from '#lib/currency.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { refuse } from '../errors.ts'
import { PROVIDER_NAMES, type PaymentProvider, type ProviderName } from '../providers/provider.ts'
import type { Providers } from '../providers/providers.ts'
import type { PaymentMethod, Trx } from '../tables.ts'
import { isExpired } from './method.ts'
import { lockMethod } from './method.queries.ts'

/** What somebody wants to pay with: a way that is kept, or what they give on the provider's form or page. One of the two is given. */
export interface WantedWay {
  paymentMethodId?: string | null | undefined
  provider?: ProviderName | null | undefined
  amountMinor: number
  currency: string
}

/** The way that is wanted, if it is the user's and takes such an amount. */
export async function wayToPay(
  trx: Trx,
  providers: Providers,
  userId: string,
  { paymentMethodId, provider, amountMinor, currency }: WantedWay,
): Promise<{ provider: ProviderName; method: PaymentMethod | null }> {
  const method = paymentMethodId == null ? null : await ownMethod(trx, userId, paymentMethodId)
  const name = method?.provider ?? provider
  const known = name && providers.get(name)
  if (!known) throw badInput(['input', method ? 'paymentMethodId' : 'provider'], 'No such provider takes payments here now.')
  if (amountMinor < known.least(currency) || amountMinor % known.step(currency) !== 0)
    throw refuse('AMOUNT_NOT_TAKEN', `${takes(known, currency)} Pay in another way.`, ['input', 'amountMinor'])
  return { provider: known.name, method }
}

/** What a provider takes of a currency, for who has asked for something else. */
function takes(provider: PaymentProvider, currency: string): string {
  const [name, least, step] = [PROVIDER_NAMES[provider.name], provider.least(currency), provider.step(currency)]
  if (least === Infinity) return `${name} does not take ${currency}.`
  const amount = (minor: number) => `${inMajorUnits(minor, currency)} ${currency}`
  return `${name} takes ${amount(least)} or more${step > 1 ? `, in steps of ${amount(step)}` : ''}.`
}

async function ownMethod(trx: Trx, userId: string, id: string): Promise<PaymentMethod> {
  const method = await lockMethod(trx, id)
  if (method?.user_id !== userId || method.state !== 'ACTIVE') throw notFound('payment method', ['input', 'paymentMethodId'])
  if (isExpired(method)) throw refuse('METHOD_EXPIRED', 'This card has expired. Set up another one.', ['input', 'paymentMethodId'])
  return method
}
