import { inMajorUnits } from '#lib/currency.ts'
import type { InvoiceData, InvoiceLine, VatTotal } from './invoice-data.ts'
import { spread } from './spread.ts'
import { netOf } from './totals.ts'

type Sums = Pick<InvoiceData, 'lines' | 'vat' | 'exclVatMinor' | 'vatMinor' | 'inclVatMinor'>
type Credited = Pick<InvoiceData, 'vat'>

/**
 * What a credit note for a part of an invoice says: the part lies on the rates as what is left of the invoice does. The last one takes
 * exactly what is left, so that all of them together are the invoice, rate by rate. A whole invoice is credited line by line.
 */
export function creditOf(invoice: InvoiceData, before: readonly Credited[], amountMinor: number): Sums {
  const { lines, vat, exclVatMinor, vatMinor, inclVatMinor } = invoice
  if (before.length === 0 && amountMinor === inclVatMinor) return { lines, vat, exclVatMinor, vatMinor, inclVatMinor }
  const left = before.reduce((rest, credited) => rest.map((total) => less(total, credited.vat)), vat)
  const parts = spread(amountMinor, left.map(grossOf))
  const taken = left.map((total, i) => partOf(total, parts[i] ?? 0)).filter((total) => grossOf(total) !== 0)
  const sum = (of: (total: VatTotal) => number) => taken.reduce((all, total) => all + of(total), 0)
  return {
    lines: taken.map(({ vatPercent, exclVatMinor }) => refundLine(vatPercent, exclVatMinor, invoice.currency)),
    vat: taken,
    exclVatMinor: sum((total) => total.exclVatMinor),
    vatMinor: sum((total) => total.vatMinor),
    inclVatMinor: amountMinor,
  }
}

const grossOf = ({ exclVatMinor, vatMinor }: VatTotal): number => exclVatMinor + vatMinor

function less(total: VatTotal, credited: readonly VatTotal[]): VatTotal {
  const same = credited.find(({ vatPercent }) => vatPercent === total.vatPercent)
  return same ? { ...total, exclVatMinor: total.exclVatMinor - same.exclVatMinor, vatMinor: total.vatMinor - same.vatMinor } : total
}

function partOf(left: VatTotal, grossMinor: number): VatTotal {
  if (grossMinor === grossOf(left)) return left
  const exclVatMinor = netOf(grossMinor, left.vatPercent)
  return { ...left, exclVatMinor, vatMinor: grossMinor - exclVatMinor }
}

const refundLine = (vatPercent: number | null, exclVatMinor: number, currency: string): InvoiceLine => ({
  item: 'REFUND',
  quantity: 1,
  price: inMajorUnits(exclVatMinor, currency),
  vatPercent,
  exclVatMinor,
})
