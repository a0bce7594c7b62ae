import type { RecordBill } from '#lib/events/charging.ts'
import { inMajorUnits } from '#lib/currency.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import type { InvoiceLine } from './invoice-data.ts'
import { spread } from './spread.ts'
import { basesOf, netOf, taxOf } from './totals.ts'

/**
 * The lines of an invoice for a record. A limit of the tariff has no rate of VAT of its own: it changes the prices that it limits, in
 * proportion, each at its rate. Where a price without VAT stands in the record, no VAT was paid at all, so the whole is outside its scope.
 */
export function linesOf(bill: Pick<RecordBill, 'lines' | 'inclVatMinor' | 'timeZone'>, currency: string): InvoiceLine[] {
  const taxed = bill.inclVatMinor !== null
  const limits = bill.lines.filter(isLimit)
  // A price of nothing may have no rate beside others that have one. EN 16931 wants one for it too (BR-O-11).
  const main = bill.lines.find(({ vat }) => vat !== null)?.vat ?? (limits[0] ? ownRate(limits[0]) : null)
  const used = bill.lines
    .filter((line) => !isLimit(line))
    .map((line) => usedLine(line, taxed ? (line.vat ?? main) : null, bill.timeZone))
  let lines = used
  for (const limit of limits) {
    const limited = limit.type === 'IDLE_CAP' ? lines.filter(({ item }) => item === 'PARKING_TIME') : lines
    lines = [...lines, ...limitLines(limit, limited, currency)]
  }
  const last = limits.at(-1)
  return last && bill.inclVatMinor !== null ? agreed(lines, last.type, bill.inclVatMinor, currency) : lines
}

const LIMITS = new Set<InvoiceLine['item']>(['IDLE_CAP', 'MIN_PRICE', 'MAX_PRICE'])
const isLimit = ({ type }: CostLine): boolean => LIMITS.has(type)

const usedLine = (line: CostLine, vatPercent: number | null, timeZone: string): InvoiceLine => ({
  item: line.type,
  ...(line.purpose && { purpose: line.purpose }),
  quantity: line.billedQuantity,
  price: String(line.price),
  vatPercent,
  exclVatMinor: line.exclVatMinor,
  ...(line.from && { from: dayOf(line.from, timeZone) }),
  ...(line.to && { to: dayOf(line.to, timeZone) }),
})

/** What a limit changes, a line for each rate. */
function limitLines(limit: CostLine, limited: readonly InvoiceLine[], currency: string): InvoiceLine[] {
  const bases = limited.length > 0 ? basesOf(limited) : [{ vatPercent: ownRate(limit), exclVatMinor: 1 }]
  const parts = spread(
    limit.exclVatMinor,
    bases.map(({ exclVatMinor }) => Math.max(0, exclVatMinor)),
  )
  return bases.flatMap(({ vatPercent }, i) => pieces(limit.type, vatPercent, parts[i] ?? 0, currency))
}

/** The rate of a limit where nothing else was used. */
const ownRate = ({ exclVatMinor, inclVatMinor }: CostLine): number | null =>
  inclVatMinor === null ? null : exclVatMinor === 0 ? 0 : Math.round((inclVatMinor / exclVatMinor - 1) * 100)

const pieces = (item: InvoiceLine['item'], vatPercent: number | null, exclVatMinor: number, currency: string): InvoiceLine[] =>
  exclVatMinor === 0
    ? []
    : [{ item, quantity: Math.sign(exclVatMinor), price: inMajorUnits(Math.abs(exclVatMinor), currency), vatPercent, exclVatMinor }]

/**
 * A limit's sides with and without VAT hold by themselves, and may differ by more than the VAT of what was used. What is paid is the side
 * with VAT, so the VAT in it is that of its rates: the last limit's lines then say another amount without VAT than the record does.
 */
function agreed(lines: InvoiceLine[], last: InvoiceLine['item'], inclVatMinor: number, currency: string): InvoiceLine[] {
  const bases = basesOf(lines)
  const gross = bases.map((base) => base.exclVatMinor + taxOf(base))
  const apart = inclVatMinor - gross.reduce((sum, amount) => sum + amount, 0)
  // What rounding each rate and both sums explains.
  if (Math.abs(apart) <= bases.length + 2) return lines
  const paid = spread(
    inclVatMinor,
    gross.map((amount) => Math.max(0, amount)),
  )
  const changes = bases.map(({ vatPercent, exclVatMinor }, i) => netOf(paid[i] ?? 0, vatPercent) - exclVatMinor)
  const others = lines.filter(({ item }) => item !== last)
  const now = bases.flatMap(({ vatPercent }, i) => {
    const before = lines.filter((line) => line.item === last && line.vatPercent === vatPercent)
    return pieces(
      last,
      vatPercent,
      before.reduce((sum, line) => sum + line.exclVatMinor, changes[i] ?? 0),
      currency,
    )
  })
  return [...others, ...now]
}

/** The day of a moment by the clock of a zone. */
export const dayOf = (moment: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(moment))
