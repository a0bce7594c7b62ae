import { invalid } from './errors.ts'

/** docs.stripe.com/currencies, “Minimum and maximum charge amounts”, in Stripe's own count. */
const LEAST: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
}
/** Three decimals, of which the last must be 0. */
const THREE = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])
/** No decimals, counted as if there were two, which must be 00. */
const AS_TWO = new Set(['isk', 'ugx'])
const ZERO = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const TWO = new Set(
  `aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb
  eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr
  mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try
  ttd twd tzs uah usd uyu uzs wst xcd yer zar zmw`.split(/\s+/),
)

export const currencyOf = (given: unknown): string => {
  const currency = String(given)
  if ([TWO, ZERO, THREE, AS_TWO].some((some) => some.has(currency))) return currency
  throw invalid(`Invalid currency: ${currency}. Stripe currently supports these currencies: usd, aed, … (SANDBOX)`, 'currency')
}

/** A whole number as a form has it; Stripe refuses others before it does anything. */
export function integer(given: unknown, param: string): number {
  const text = String(given)
  if (!/^-?\d+$/.test(text)) throw invalid(`Invalid integer: ${text}`, param, 'parameter_invalid_integer')
  if (Number(text) < 1) throw invalid('This value must be greater than or equal to 1.', param, 'parameter_invalid_integer')
  return Number(text)
}

/** An amount that can be counted. */
export function amountOf(given: unknown, currency: string, param = 'amount'): number {
  const amount = integer(given, param)
  if (amount > 99_999_999) throw invalid('Amount must be no more than 999,999.99', param, 'amount_too_large')
  if (THREE.has(currency) && amount % 10 !== 0)
    throw invalid('The last digit of an amount in a three-decimal currency must be 0.', param, 'invalid_charge_amount')
  if (AS_TWO.has(currency) && amount % 100 !== 0)
    throw invalid(`Amounts in ${currency} must be evenly divisible by 100.`, param, 'invalid_charge_amount')
  return amount
}

/** An amount that can be charged. */
export function chargeable(given: unknown, currency: string, param = 'amount'): number {
  const amount = amountOf(given, currency, param)
  const least = LEAST[currency] ?? 1
  if (amount < least) throw invalid(`Amount must be at least ${least} in ${currency}.`, param, 'amount_too_small')
  return amount
}

/** What Stripe takes for a payment by a European card: 1.5 % and 0.25. */
export const feeOf = (amount: number, currency: string): number =>
  Math.min(amount, Math.round((amount * 15) / 1000) + (ZERO.has(currency) ? 30 : 25))

/** What a dispute costs. */
export const disputeFee = (currency: string): number => (ZERO.has(currency) ? 1500 : 2000)
