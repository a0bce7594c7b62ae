import { expect, test } from 'vitest'
import type { TariffShownFragment } from '../../generated/graphql.ts'
import { NEW_TARIFF, pricesOf, tariffDraft, tariffInput, type TariffDraft } from './draft.ts'

const restrictions = {
  startTime: '22:00',
  endTime: '06:00',
  startDate: null,
  endDate: '2027-01-01',
  minEnergyWh: 1_500,
  maxEnergyWh: null,
  minCurrentA: null,
  maxCurrentA: 32.5,
  minPowerW: 11_000,
  maxPowerW: null,
  minDurationSeconds: null,
  maxDurationSeconds: 5_400,
  daysOfWeek: ['SATURDAY', 'SUNDAY'],
  reservation: null,
} as const
const tariff: TariffShownFragment = {
  id: '01932f6e-0000-7000-8000-000000000000',
  version: 3,
  currency: 'EUR',
  description: 'Nights',
  validFrom: '2026-11-22T00:00:00Z',
  elements: [
    {
      components: [{ type: 'ENERGY', priceExclVat: 0.4321, priceInclVat: 0.5229, vat: 21, stepSize: 100 }],
      restrictions: { ...restrictions, daysOfWeek: [...restrictions.daysOfWeek] },
    },
    { components: [{ type: 'FLAT', priceExclVat: 1, priceInclVat: 1, vat: null, stepSize: 1 }], restrictions: null },
  ],
  minPrice: { exclVat: 1, inclVat: 1.21 },
  maxPrice: null,
  preauthorizeAmount: { amount: '50.00' },
  altTexts: [{ language: 'nl', text: 'Nachten' }],
  altUrl: 'https://evergraph.example/nights',
  energyMix: null,
  idle: { graceMinutes: 10, noticeMinutes: null, cap: null },
  versions: null,
}

test('a new version that nobody has changed says the same as the one before, also what the editor does not show', () => {
  const given = Object.fromEntries(Object.entries(restrictions).filter(([, value]) => value !== null))
  expect(tariffInput(tariffDraft(tariff), 'key', tariff)).toEqual({
    idempotencyKey: 'key',
    tariffId: tariff.id,
    currency: 'EUR',
    description: 'Nights',
    elements: [
      { components: [{ type: 'ENERGY', price: 0.4321, vat: 21, stepSize: 100 }], restrictions: given },
      { components: [{ type: 'FLAT', price: 1, vat: null, stepSize: 1 }] },
    ],
    minPrice: { exclVat: 1, inclVat: 1.21 },
    maxPrice: null,
    idle: { graceMinutes: 10, noticeMinutes: null, cap: null },
    preauthorizeAmount: 50,
    validFrom: null,
    altTexts: [{ language: 'nl', text: 'Nachten' }],
    altUrl: 'https://evergraph.example/nights',
    energyMix: null,
  })
})

test('what is no number is sent as none, so that the platform answers at its field', () => {
  const [element] = NEW_TARIFF.elements
  const draft: TariffDraft = {
    ...NEW_TARIFF,
    elements: element ? [{ ...element, when: { ...element.when, minPowerW: 'much' } }] : [],
  }
  const json = JSON.parse(JSON.stringify(pricesOf(draft)))
  expect(json.elements[0].components[0].price).toBeNull()
  expect(json.elements[0].restrictions.minPowerW).toBeNull()
})

test('a comma is a decimal point', () => {
  const [element] = NEW_TARIFF.elements
  const prices = [{ type: 'ENERGY' as const, price: '0,45', vat: '', stepSize: '1' }]
  const { elements } = pricesOf({ ...NEW_TARIFF, elements: element ? [{ ...element, prices }] : [] })
  expect(elements[0]?.components[0]).toMatchObject({ price: 0.45, vat: null })
})
