import type { Cost } from './cost.ts'
import { priceOf } from './price.ts'
import type { Segment, SegmentKind } from './segment.ts'
import type { PriceComponent, TariffData, TariffElement } from './tariff.ts'

/** A part of a session of a test: so many minutes, so much energy, at the power that follows from them unless it is given. */
export interface Part {
  kind?: SegmentKind
  minutes: number
  wh?: number
  powerW?: number
  currentA?: number
}

/** Parts one after the other, from a moment on (ISO 8601). A reservation lies before the session. */
export function timeline(from: string, parts: readonly Part[]): { startedAt: number; segments: Segment[] } {
  const begin = Date.parse(from) / 1000
  let at = begin
  const segments = parts.map(({ kind = 'CHARGING', minutes, wh = 0, powerW, currentA }): Segment => {
    const start = at
    at += minutes * 60
    const power = powerW ?? (minutes === 0 ? 0 : (wh * 60) / minutes)
    return { kind, from: start, to: at, energyWh: wh, powerW: power, ...(currentA !== undefined && { currentA }) }
  })
  const first = segments.find(({ kind }) => kind !== 'RESERVATION')
  return { startedAt: first?.from ?? begin, segments }
}

export const tariffOf = (elements: TariffElement[], more: Partial<TariffData> = {}): TariffData => ({
  currency: 'EUR',
  elements,
  ...more,
})

/** A tariff of one element without restrictions. */
export const simple = (components: PriceComponent[], more: Partial<TariffData> = {}): TariffData => tariffOf([{ components }], more)

/** What parts cost. They begin on Friday, 2 January 2026, at midnight UTC, unless said otherwise. */
export function priced(tariff: TariffData, parts: readonly Part[], from = '2026-01-02T00:00:00Z', zone = 'UTC'): Cost {
  const { startedAt, segments } = timeline(from, parts)
  return priceOf(tariff, zone, startedAt, segments)
}

/** The totals without VAT and with it. */
export const totals = (...args: Parameters<typeof priced>): (number | null)[] => {
  const { exclVatMinor, inclVatMinor } = priced(...args)
  return [exclVatMinor, inclVatMinor]
}
