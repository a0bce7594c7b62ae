import type { Tone } from '../../web/ui/badge.tsx'
import type { ConnectorStatus, PriceComponentType } from '../generated/graphql.ts'

/** How a connector's state looks. */
export const CONNECTOR_TONES: Readonly<Record<ConnectorStatus, Tone>> = {
  AVAILABLE: 'good',
  PREPARING: 'busy',
  CHARGING: 'busy',
  SUSPENDED: 'busy',
  FINISHING: 'busy',
  RESERVED: 'warn',
  UNAVAILABLE: 'danger',
  FAULTED: 'danger',
  UNKNOWN: 'quiet',
}

interface Priced {
  elements: readonly {
    components: readonly { type: PriceComponentType; priceInclVat?: number | null; priceExclVat: number }[]
  }[]
}

/** The lowest and the highest price of a kilowatt-hour, with VAT where VAT applies; null where energy costs nothing. */
export function energyPrices(tariff: Priced): readonly [least: number, most: number] | null {
  const prices = tariff.elements
    .flatMap(({ components }) => components)
    .filter(({ type }) => type === 'ENERGY')
    .map(({ priceInclVat, priceExclVat }) => priceInclVat ?? priceExclVat)
  return prices.length === 0 ? null : [Math.min(...prices), Math.max(...prices)]
}
