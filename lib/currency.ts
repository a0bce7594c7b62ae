/**
 * Currencies of ISO 4217 (list one as of 2026, without metals and codes that are no money), by the decimals of their minor unit. `Intl`
 * does not know these. It has the digits that people are shown, which differ for 16 currencies (HUF, IDR, IQD …).
 */
const BY_DECIMALS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU
    CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS
    KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB
    PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD
    TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const DECIMALS: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_DECIMALS).flatMap(([decimals, codes]) => codes.split(/\s+/).map((code) => [code, Number(decimals)] as const)),
)

export const CURRENCIES: readonly string[] = [...DECIMALS.keys()].toSorted()

/** True for a code of today's ISO 4217, in capitals. */
export const isCurrency = (code: string): boolean => DECIMALS.has(code)

/** The sentence for a code that is no currency. */
export const NO_CURRENCY = 'Not a currency of ISO 4217: give its code in capitals, e.g. EUR.'

/**
 * Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. Withdrawn currencies had 2: a tariff saved in one is still priced.
 */
export const minorDecimals = (currency: string): number => DECIMALS.get(currency) ?? 2

/** Major units in minor ones: 19.9 of EUR is 1990. The amount has no more decimals than the currency. */
export const fromMajorUnits = (amount: number, currency: string): number => Math.round(amount * 10 ** minorDecimals(currency))

/** Minor units in major ones, exactly: 1990 of EUR is 19.90, of JPY 1990, of KWD 1.990. */
export function inMajorUnits(amountMinor: number, currency: string): string {
  const decimals = minorDecimals(currency)
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${amountMinor < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`
}
