import { describe, expect, test } from 'vitest'
import { costOf, type Cost } from './cost.ts'
import { priceOf } from './price.ts'
import { inMoreParts, randomSession, randomTariff, seeded } from './property.fixture.ts'
import { referenceCost } from './reference.fixture.ts'
import { counted, opened, type Tally } from './tally.ts'

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed)
const made = (seed: number) => {
  const dice = seeded(seed)
  const session = randomSession(dice)
  return { dice, session, tariff: randomTariff(dice, session) }
}
const totals = ({ exclVatMinor, inclVatMinor }: Pick<Cost, 'exclVatMinor' | 'inclVatMinor'>) => ({ exclVatMinor, inclVatMinor })

describe('random tariffs and sessions, across midnights and changes of clocks', () => {
  test('cost what a slow reckoning by seconds and watt-hours says', () => {
    let paid = 0
    for (const seed of SEEDS) {
      const { session, tariff } = made(seed)
      const { zone, startedAt, segments } = session
      const cost = priceOf(tariff, zone, startedAt, segments)
      const quantities = tariff.elements.map(({ components }, element) =>
        components.map(({ type }) =>
          cost.lines.reduce((sum, line) => sum + (line.element === element && line.type === type ? line.quantity : 0), 0),
        ),
      )
      expect({ seed, ...totals(cost), quantities }).toEqual({ seed, ...referenceCost(tariff, zone, startedAt, segments) })
      if (cost.exclVatMinor > 0) paid++
    }
    expect(paid).toBeGreaterThan(SEEDS.length / 2)
  })

  test('cost the same counted on step by step, with the tally kept as text in between, as counted at once', () => {
    for (const seed of SEEDS) {
      const { session, tariff } = made(seed)
      const { zone, startedAt, segments } = session
      let tally = opened(tariff, zone, startedAt)
      for (const segment of segments) tally = JSON.parse(JSON.stringify(counted(tariff, zone, tally, [segment]))) as Tally
      expect({ seed, cost: costOf(tariff, tally) }).toEqual({ seed, cost: priceOf(tariff, zone, startedAt, segments) })
    }
  })

  test('cost the same with more readings of the same flow, and the ENERGY is never another', () => {
    for (const seed of SEEDS) {
      const { dice, session, tariff } = made(seed)
      const { zone, startedAt, segments } = session
      const more = inMoreParts(dice, segments)
      expect({ seed, cost: priceOf(tariff, zone, startedAt, more) }).toEqual({
        seed,
        cost: priceOf(tariff, zone, startedAt, segments),
      })
    }
  })

  test('are within their limits at each moment, add up, and charge nothing below nothing', () => {
    for (const seed of SEEDS) {
      const { session, tariff } = made(seed)
      const { zone, startedAt, segments } = session
      const unit = { EUR: 100, HUF: 100, KWD: 1_000 }[tariff.currency] ?? 0
      for (let n = 0; n <= segments.length; n++) {
        const { lines, exclVatMinor, inclVatMinor } = priceOf(tariff, zone, startedAt, segments.slice(0, n))
        expect(exclVatMinor).toBeGreaterThanOrEqual(Math.round((tariff.minPrice?.exclVat ?? 0) * unit))
        expect(exclVatMinor).toBeLessThanOrEqual(Math.round((tariff.maxPrice?.exclVat ?? Infinity) * unit))
        if (inclVatMinor !== null) {
          expect(inclVatMinor).toBeGreaterThanOrEqual(Math.round((tariff.minPrice?.inclVat ?? 0) * unit))
          expect(inclVatMinor).toBeLessThanOrEqual(Math.round((tariff.maxPrice?.inclVat ?? Infinity) * unit))
          expect(lines.reduce((sum, line) => sum + (line.inclVatMinor ?? 0), 0)).toBe(inclVatMinor)
        }
        expect(lines.reduce((sum, line) => sum + line.exclVatMinor, 0)).toBe(exclVatMinor)
      }
    }
  })
})
