import { inMajorUnits } from '#lib/currency.ts'
import { priceOf } from '#lib/tariff/price.ts'
import { randomSession, randomTariff, seeded } from '#lib/tariff/property.fixture.ts'
import type { Cost } from '#lib/tariff/cost.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { InvoiceData } from './invoice-data.ts'
import { linesOf } from './lines.ts'
import { totalsOf } from './totals.ts'

/** An invoice of so much, for tests and benches. */
export function invoiceFor(
  cost: Pick<Cost, 'currency' | 'lines' | 'exclVatMinor' | 'inclVatMinor'>,
  given: Partial<InvoiceData> = {},
): InvoiceData {
  const { currency } = cost
  const lines = linesOf({ ...cost, timeZone: 'Europe/Amsterdam' }, currency)
  const totals = totalsOf(lines, cost.inclVatMinor ?? cost.exclVatMinor)
  return {
    kind: 'INVOICE',
    number: '2026-17',
    issuedOn: '2026-11-22',
    issuedAt: '2026-11-22T09:30:00.000Z',
    language: 'en',
    currency,
    issuer: {
      id: '0199-operator',
      name: 'Müller & Söhne Ladestrom <GmbH>',
      address: { street: 'Straße des 17. Juni 1', postalCode: '10785', city: 'Berlin', country: 'DE' },
      vatId: 'DE123456789',
      registrationId: 'HRB 12345',
    },
    agent: 'Evergraph',
    buyer: {
      id: '0199-driver',
      name: 'Zoë Łącka',
      address: { street: 'Kerkstraat 5', postalCode: '1017 GA', city: 'Amsterdam', country: 'NL' },
      vatId: null,
    },
    delivery: {
      from: '2026-11-21',
      to: '2026-11-22',
      place: { name: 'Garage', street: 'Kerkstraat 5', city: 'Amsterdam', country: 'NL' },
    },
    credits: null,
    lines,
    ...totals,
    paidMinor: totals.inclVatMinor,
    sandbox: false,
    ...given,
  }
}

/** What a random session costs by a random tariff, with limits, several rates, and currencies of 0, 2 and 3 decimals. */
export function randomCost(seed: number): Cost {
  const dice = seeded(seed)
  const session = randomSession(dice)
  const tariff: TariffData = { ...randomTariff(dice, session), currency: dice.one(['EUR', 'EUR', 'HUF', 'KWD', 'JPY']) }
  // A yen is worth less than a euro: prices of cents would round to nothing.
  return priceOf(tariff.currency === 'JPY' ? inYen(tariff) : tariff, session.zone, session.startedAt, session.segments)
}

const inYen = (tariff: TariffData): TariffData => ({
  ...tariff,
  elements: tariff.elements.map((element) => ({
    ...element,
    components: element.components.map((component) => ({ ...component, price: Math.round(component.price * 160) })),
  })),
})

const NIGHT = Date.parse('2026-11-21T22:30:00Z') / 1000

/** A session of 20 kWh over midnight: a fee, energy at one rate of VAT and parking at another, which is capped. */
export const EVERYDAY: Cost = priceOf(
  {
    currency: 'EUR',
    elements: [
      {
        components: [
          { type: 'FLAT', price: 0.5, vat: 21, stepSize: 1 },
          { type: 'ENERGY', price: 0.5, vat: 9, stepSize: 100 },
          { type: 'PARKING_TIME', price: 4, vat: 21, stepSize: 300 },
        ],
      },
    ],
    idle: { cap: { exclVat: 2.2, inclVat: 2.662 } },
  },
  'Europe/Amsterdam',
  NIGHT,
  [
    { kind: 'CHARGING', from: NIGHT, to: NIGHT + 3_600, energyWh: 20_123, powerW: 20_123 },
    { kind: 'PARKING', from: NIGHT + 3_600, to: NIGHT + 6_200, energyWh: 0, powerW: 0 },
  ],
)

export const major = (minor: number, currency: string): number => Number(inMajorUnits(minor, currency))
