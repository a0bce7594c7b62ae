import { describe, expect, test } from 'vitest'
import type { StationAddress } from '#lib/events/stations.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import { minorDecimals } from '#lib/currency.ts'
import { ciiOf } from './cii.ts'
import { creditOf } from './credit.ts'
import { brokenRules, mostDecimals, requireSchema } from './en16931.fixture.ts'
import { EVERYDAY, invoiceFor, randomCost } from './invoice.fixture.ts'
import { LANGUAGES } from '../language.ts'
import type { InvoiceData } from './invoice-data.ts'
import { placeOf } from './place.ts'
import { spread } from './spread.ts'

const BILLS = Array.from({ length: 1_250 }, (_, seed) => ({ seed, cost: randomCost(seed) }))
  .filter(({ cost }) => cost.lines.length > 0)
  .slice(0, 1_000)

const DE = { street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' }

const sumOf = (data: Pick<InvoiceData, 'lines'>) => data.lines.reduce((sum, line) => sum + line.exclVatMinor, 0)

describe('the XML of an invoice', () => {
  test.each(LANGUAGES)('keeps the schema and the rules of EN 16931 in %s, also a credit note of a sandbox', (language) => {
    const invoice = invoiceFor(EVERYDAY, { language })
    const credits = { number: invoice.number, issuedOn: invoice.issuedOn, reason: 'The charger was <broken> & hot.' }
    const part = creditOf(invoice, [], 500)
    const note: InvoiceData = {
      ...invoice,
      ...part,
      kind: 'CREDIT_NOTE',
      number: '2026-18',
      credits,
      paidMinor: 500,
      sandbox: true,
    }
    for (const data of [invoice, note, { ...invoice, paidMinor: 0 }]) {
      const xml = ciiOf(data)
      requireSchema(xml)
      expect(brokenRules(xml)).toEqual([])
    }
    expect(ciiOf(note)).toContain('SANDBOX')
  })

  test('says who bought only as far as it is known', () => {
    const xml = ciiOf(invoiceFor(EVERYDAY, { buyer: { id: 'guest', name: null, address: null, vatId: null } }))
    requireSchema(xml)
    expect(brokenRules(xml)).toEqual([])
    expect(xml).toContain('Customer without a name')
  })

  test('is outside the scope of VAT where a price has none, and then gives no number of VAT', () => {
    const lines = EVERYDAY.lines.map((line, i) => (i === 0 ? { ...line, vat: null, inclVatMinor: null } : line))
    const data = invoiceFor({ ...EVERYDAY, lines, inclVatMinor: null })
    expect(data.vat).toEqual([{ vatPercent: null, exclVatMinor: EVERYDAY.exclVatMinor, vatMinor: 0 }])
    const xml = ciiOf(data)
    requireSchema(xml)
    expect(brokenRules(xml)).toEqual([])
    expect(xml).not.toContain('DE123456789')
  })

  test('says where it was charged, whatever somebody has called the place', () => {
    const shipTo = (place: StationAddress) => {
      const data = invoiceFor(EVERYDAY)
      const xml = ciiOf({ ...data, delivery: { ...data.delivery, place: placeOf(place) } })
      requireSchema(xml)
      expect(brokenRules(xml)).toEqual([])
      return /<ram:ShipToTradeParty>([^]*)<\/ram:ShipToTradeParty>/.exec(xml)?.[1]?.replaceAll(/\s*\n\s*/g, '')
    }
    expect(shipTo({ name: 'Garage', street: 'Laan 7', city: 'Utrecht', country: 'NL' })).toBe(
      '<ram:Name>Garage</ram:Name><ram:PostalTradeAddress><ram:LineOne>Laan 7</ram:LineOne><ram:CityName>Utrecht</ram:CityName><ram:CountryID>NL</ram:CountryID></ram:PostalTradeAddress>',
    )
    const hostile = shipTo({ name: '<b>]]>&\u0000\u0007\n\u202Etsohg\uD800', street: 'x'.repeat(10_000), city: ' ', country: 'NL' })
    expect(hostile).toContain('<ram:Name>&lt;b&gt;]]&gt;&amp; tsohg</ram:Name>')
    expect(hostile).toContain(`<ram:LineOne>${'x'.repeat(199)}…</ram:LineOne>`)
    expect(hostile).not.toContain('CityName')
    expect(shipTo({ name: 'תחנה תל אביב', street: '', city: '', country: 'nowhere' })).toBe('<ram:Name>תחנה תל אביב</ram:Name>')
    expect(shipTo({ name: '\n', street: '', city: '', country: '' })).toBeUndefined()
  })

  test('keeps the rules with three rates, one of them nothing, a Wh, and prices of many decimals', () => {
    const line = (type: CostLine['type'], billedQuantity: number, price: number, vat: number, exclVatMinor: number) => ({
      type,
      quantity: billedQuantity,
      billedQuantity,
      price,
      vat,
      stepSize: 1,
      exclVatMinor,
      inclVatMinor: exclVatMinor + Math.round((exclVatMinor * vat) / 100),
    })
    const lines = [
      line('FLAT', 1, 1, 21, 100),
      line('ENERGY', 1, 0.456789, 9, 0),
      line('ENERGY', 12_345, 0.456789, 9, 564),
      line('TIME', 61, 1.23456, 0, 2),
    ]
    const inclVatMinor = lines.reduce((sum, each) => sum + each.inclVatMinor, 0)
    const invoice = invoiceFor({ currency: 'EUR', lines, exclVatMinor: 666, inclVatMinor })
    const xml = ciiOf(invoice)
    requireSchema(xml)
    expect(brokenRules(xml)).toEqual([])
    expect(invoice.vat.map(({ vatPercent, vatMinor }) => [vatPercent, vatMinor])).toEqual([
      [21, 21],
      [9, 51],
      [0, 0],
    ])
    expect(xml).toContain('<ram:BilledQuantity unitCode="KWH">0.001</ram:BilledQuantity>')
    expect(xml).toContain('<ram:ChargeAmount>0.456789</ram:ChargeAmount>')
    expect(xml).toContain('<ram:CategoryCode>Z</ram:CategoryCode>')
    // A part of it that is credited lies on all three.
    const credits = { number: invoice.number, issuedOn: invoice.issuedOn, reason: null }
    const note = ciiOf({
      ...invoice,
      ...creditOf(invoice, [], 300),
      kind: 'CREDIT_NOTE',
      number: '2026-18',
      credits,
      paidMinor: 300,
    })
    requireSchema(note)
    expect(brokenRules(note)).toEqual([])
    expect(note).toContain('<ram:TypeCode>381</ram:TypeCode>')
  })

  test('charges VAT to a business of another country too: reverse charge is not here', () => {
    const data = invoiceFor(EVERYDAY)
    const buyer = { ...data.buyer, name: 'Łącka Sp. z o.o.', vatId: 'PL1234567890', address: { ...DE, country: 'PL' } }
    const xml = ciiOf({ ...data, buyer })
    requireSchema(xml)
    expect(brokenRules(xml)).toEqual([])
    expect(xml).toContain('<ram:ID schemeID="VA">PL1234567890</ram:ID>')
    expect(xml).not.toContain('<ram:CategoryCode>AE</ram:CategoryCode>')
  })

  test('has the rate of the least price where all that was used is free', () => {
    const [line] = EVERYDAY.lines
    if (!line) throw new Error('a line')
    const nothing = { ...line, price: 0, vat: null, exclVatMinor: 0, inclVatMinor: 0 }
    const least = { type: 'MIN_PRICE', quantity: 1, billedQuantity: 1, price: 5, vat: null, stepSize: 1 } as const
    for (const used of [[nothing], []]) {
      const lines = [...used, { ...least, exclVatMinor: 500, inclVatMinor: 605 }]
      const data = invoiceFor({ currency: 'EUR', lines, exclVatMinor: 500, inclVatMinor: 605 })
      expect(data.vat).toEqual([{ vatPercent: 21, exclVatMinor: 500, vatMinor: 105 }])
      expect(brokenRules(ciiOf(data))).toEqual([])
    }
  })

  test('is refused by the rules that hold it, so that they can see', () => {
    const invoice = invoiceFor(EVERYDAY)
    expect(brokenRules(ciiOf({ ...invoice, exclVatMinor: invoice.exclVatMinor + 1 }))).toEqual(['BR-CO-10', 'BR-CO-15'])
    expect(brokenRules(ciiOf({ ...invoice, issuer: { ...invoice.issuer, vatId: null, registrationId: null } }))).toEqual(['BR-S-2'])
    expect(() => requireSchema(ciiOf({ ...invoice, lines: [] }))).toThrow(/IncludedSupplyChainTradeLineItem/)
  })
})

describe('1,000 random bills', () => {
  test('are paid in full by their lines, to the last digit of their currency, with the VAT of their rates', () => {
    const seen = new Set<number>()
    for (const { seed, cost } of BILLS) {
      const data = invoiceFor(cost)
      expect({ seed, net: data.exclVatMinor }).toEqual({ seed, net: sumOf(data) })
      expect({ seed, paid: data.exclVatMinor + data.vatMinor }).toEqual({ seed, paid: cost.inclVatMinor ?? cost.exclVatMinor })
      for (const { vatPercent, exclVatMinor, vatMinor } of data.vat)
        expect(Math.abs(vatMinor - (exclVatMinor * (vatPercent ?? 0)) / 100), `${seed}: VAT of ${vatPercent} %`).toBeLessThan(
          data.vat.length + 3,
        )
      seen.add(minorDecimals(cost.currency))
    }
    expect(BILLS.length).toBe(1_000)
    expect([...seen].toSorted()).toEqual([0, 2, 3])
  })

  test('keep the rules of EN 16931 as XML', () => {
    for (const { seed, cost } of BILLS.filter((_, i) => i % 5 === 0)) {
      const xml = ciiOf(invoiceFor(cost))
      requireSchema(xml)
      // A record rounds its sums with and without VAT each by itself. So the VAT may be off by one, which is all that BR-CO-17 leaves in yen.
      const broken = brokenRules(xml).filter((rule) => !(cost.currency === 'JPY' && rule === 'BR-CO-17'))
      expect({ seed, broken }).toEqual({ seed, broken: [] })
      expect(mostDecimals(xml)).toBe(minorDecimals(cost.currency))
    }
  })

  test('are credited part by part to nothing, rate by rate, and never above a rate', () => {
    for (const { seed, cost } of BILLS.filter((_, i) => i % 5 === 1)) {
      const invoice = invoiceFor(cost)
      if (invoice.inclVatMinor === 0) continue
      const notes: Pick<InvoiceData, 'lines' | 'vat'>[] = []
      for (const amount of spread(invoice.inclVatMinor, [1, 2, seed % 7, 1]).filter((part) => part > 0)) {
        const note = creditOf(invoice, notes, amount)
        expect({ seed, net: sumOf(note), gross: note.exclVatMinor + note.vatMinor }).toEqual({
          seed,
          net: note.exclVatMinor,
          gross: amount,
        })
        notes.push(note)
      }
      const left = invoice.vat.map(({ vatPercent, exclVatMinor, vatMinor }) => {
        const credited = notes.flatMap(({ vat }) => vat).filter((total) => total.vatPercent === vatPercent)
        return [
          exclVatMinor - credited.reduce((sum, total) => sum + total.exclVatMinor, 0),
          vatMinor - credited.reduce((sum, total) => sum + total.vatMinor, 0),
        ]
      })
      expect({ seed, left: left.flat().map((minor) => minor + 0) }).toEqual({ seed, left: left.flat().map(() => 0) })
    }
  })
})
