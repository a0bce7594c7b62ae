import { inMajorUnits } from '#lib/currency.ts'
import type { NearestConnectorsQuery, SessionUpdatedSubscription } from '../../clients/driver/generated/graphql.ts'

export type LiveSession = SessionUpdatedSubscription['sessionUpdated']
type Offer = NearestConnectorsQuery['nearestConnectors']['edges'][number]['node']

/** A session's state as one line, e.g. `active  4.20 kWh  50.0 kW  27 %  3.00 EUR  97 min left`. */
export function lineOf({ status, energyWh, powerW, socPercent, runningCost, minutesLeft }: LiveSession): string {
  const parts = [status.toLowerCase().padEnd(9), kWh(energyWh).padStart(9)]
  if (powerW !== null) parts.push(`${(powerW / 1000).toFixed(1)} kW`)
  if (socPercent !== null) parts.push(`${Math.round(socPercent)} %`)
  if (runningCost) parts.push(money(runningCost))
  if (minutesLeft !== null) parts.push(`${minutesLeft} min left`)
  return parts.join('  ')
}

export const kWh = (wh: number): string => `${(wh / 1000).toFixed(2)} kWh`
export const money = ({ amountMinor, currency }: { amountMinor: number; currency: string }): string =>
  `${inMajorUnits(amountMinor, currency)} ${currency}`
export const tokens = (baseUnits: string): string => `${(Number(BigInt(baseUnits) / 10n ** 14n) / 10_000).toFixed(4)} EVC`

const UNITS = { FLAT: 'to start', ENERGY: 'per kWh', TIME: 'per hour', PARKING_TIME: 'per hour parked' } as const

/** What a driver pays by a tariff, e.g. `0.7139 EUR per kWh, 0.42 EUR to start, VAT in`; free without one. */
export function offerOf(tariff: Offer['tariff']): string {
  if (!tariff) return 'free'
  const prices = tariff.elements
    .flatMap(({ components }) => components)
    .map(({ type, priceInclVat }) => `${decimals(priceInclVat)} ${tariff.currency} ${UNITS[type]}`)
  return [...prices, 'VAT in'].join(', ')
}

/** Two decimals, or more if the price has more. */
const decimals = (price: number): string => (Number(price.toFixed(2)) === price ? price.toFixed(2) : String(price))
