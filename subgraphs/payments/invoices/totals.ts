import type { InvoiceData, InvoiceLine, VatTotal } from './invoice-data.ts'

type Totals = Pick<InvoiceData, 'vat' | 'exclVatMinor' | 'vatMinor' | 'inclVatMinor'>

/**
 * The sums of an invoice: each is the sum of its lines, and the VAT of a rate is that of the sum of its lines (EN 16931, BR-CO-17). What is
 * paid stands fixed: cents that rounding leaves go to the largest rate.
 */
export function totalsOf(lines: readonly InvoiceLine[], inclVatMinor: number): Totals {
  const exclVatMinor = lines.reduce((sum, line) => sum + line.exclVatMinor, 0)
  const vatMinor = inclVatMinor - exclVatMinor
  const vat = basesOf(lines).map((base) => ({ ...base, vatMinor: taxOf(base) }))
  const left = vatMinor - vat.reduce((sum, base) => sum + base.vatMinor, 0)
  const largest = vat
    .toSorted((a, b) => b.exclVatMinor - a.exclVatMinor)
    .find(({ vatPercent }) => vatPercent !== null && vatPercent > 0)
  if (largest) largest.vatMinor += left
  return { vat, exclVatMinor, vatMinor, inclVatMinor }
}

export type Base = Omit<VatTotal, 'vatMinor'>

/** What is sold at each rate, the highest first. */
export function basesOf(lines: readonly InvoiceLine[]): Base[] {
  const sums = new Map<number | null, number>()
  for (const { vatPercent, exclVatMinor } of lines) sums.set(vatPercent, (sums.get(vatPercent) ?? 0) + exclVatMinor)
  return [...sums]
    .map(([vatPercent, exclVatMinor]) => ({ vatPercent, exclVatMinor }))
    .toSorted((a, b) => (b.vatPercent ?? -1) - (a.vatPercent ?? -1))
}

/** The VAT of an amount without it. */
export const taxOf = ({ vatPercent, exclVatMinor }: Base): number => Math.round((exclVatMinor * (vatPercent ?? 0)) / 100)

/** The part without VAT of an amount with it. */
export const netOf = (inclVatMinor: number, vatPercent: number | null): number =>
  Math.round((inclVatMinor * 100) / (100 + (vatPercent ?? 0)))
