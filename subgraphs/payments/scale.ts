import { fromMajorUnits } from '#lib/currency.ts'

/** About as much of a currency as one euro, where it is not about one. A limit need not be exact; a currency left out has a low one. */
const LIKE_A_EURO: Readonly<Record<string, number>> = {
  ALL: 100,
  CZK: 25,
  DKK: 8,
  HUF: 400,
  INR: 100,
  ISK: 150,
  JPY: 160,
  KRW: 1_600,
  MKD: 60,
  NOK: 12,
  PLN: 4,
  RON: 5,
  RSD: 120,
  SEK: 11,
  TRY: 45,
  UAH: 45,
}

/** A limit that is said in euros, in minor units of a currency. */
export const likeEuros = (euros: number, currency: string): number => fromMajorUnits(euros * (LIKE_A_EURO[currency] ?? 1), currency)
