import { amountOf, inMinorUnits, limited, minus, NOTHING, plus, type Amount } from './amount.ts'
import { componentOf, lastUse, purposeOf, type Purpose, type Tally, type Use } from './tally.ts'
import type { ComponentType, PriceComponent, PriceLimit, TariffData } from './tariff.ts'

/** One price applied to what it is for, or what a limit of the tariff changes. */
export interface CostLine {
  type: ComponentType | LimitType
  /** What was used: Wh for ENERGY, seconds for TIME and PARKING_TIME, 1 for the rest. */
  quantity: number
  /** The same after rounding up to the step size. */
  billedQuantity: number
  /** Major units of the currency for one kWh, hour or session, without VAT; of a limit, the limit. */
  price: number
  /** Percent; null if no VAT applies, which is not 0 percent. */
  vat: number | null
  stepSize: number
  /** Negative where a limit takes something off. */
  exclVatMinor: number
  /** Null if something is to be paid and no VAT applies to it: OCPI then knows no price with VAT. */
  inclVatMinor: number | null
  /** Place of the price's element in its tariff, from 0. Absent from limits, and from lines of before there were restrictions. */
  element?: number
  /** Absent: the session. */
  purpose?: Exclude<Purpose, 'SESSION'>
  /** The first moment at which the price was used and the last one, as ISO 8601. Absent where `element` is. */
  from?: string
  to?: string
}

export type LimitType = 'IDLE_CAP' | 'MIN_PRICE' | 'MAX_PRICE'

export interface Cost {
  currency: string
  lines: CostLine[]
  exclVatMinor: number
  /** Null as soon as it is null for a line. */
  inclVatMinor: number | null
}

/** What is to be paid: with VAT if there is any. */
export const payable = ({ exclVatMinor, inclVatMinor }: Pick<Cost, 'exclVatMinor' | 'inclVatMinor'>): number =>
  inclVatMinor ?? exclVatMinor

/** What nothing costs. */
export const free = (currency: string): Cost => ({ currency, lines: [], exclVatMinor: 0, inclVatMinor: 0 })

/**
 * What a tally costs by OCPI 2.2.1. The running cost, the charge detail record and quotes all use it. All is exact up to the total, which
 * is rounded half up to the minor unit. Each line is what the rounded sum grows by, so that a bill adds up and many lines cost no more
 * than one.
 */
export function costOf(tariff: TariffData, tally: Tally): Cost {
  const used = stepped(tariff, tally).map(({ use, billed }) => lineOf(tariff, use, billed))
  const parking = used.filter(({ line }) => line.type === 'PARKING_TIME').reduce(sum, NOTHING)
  const lines = [...used, ...limitLine('IDLE_CAP', parking, tariff.idle?.cap, 'ABOVE')]
  lines.push(...limitLine('MIN_PRICE', lines.reduce(sum, NOTHING), tariff.minPrice, 'BELOW'))
  lines.push(...limitLine('MAX_PRICE', lines.reduce(sum, NOTHING), tariff.maxPrice, 'ABOVE'))
  return rounded(tariff.currency, lines)
}

interface ExactLine {
  line: Omit<CostLine, 'exclVatMinor' | 'inclVatMinor'>
  amount: Amount
}

const sum = (total: Amount, { amount }: ExactLine): Amount => plus(total, amount)

/**
 * Uses with what is billed of them. Step sizes round up once for ENERGY, and once for TIME and PARKING_TIME together: the parking if there
 * was any with a price, else the charging (OCPI, mod_cdrs, step_size). The step is that of the price used last, and what it adds is billed
 * by that price. The time of a reservation has a step of its own.
 */
function stepped(tariff: TariffData, tally: Tally): { use: Use; billed: number }[] {
  const time = lastUse(tariff, tally, 'PARKING_TIME', 'SESSION') ? 'PARKING_TIME' : 'TIME'
  const added = new Map<Use, number>()
  for (const [type, purpose] of [
    ['ENERGY', 'SESSION'],
    [time, 'SESSION'],
    ['TIME', 'RESERVATION'],
    ['TIME', 'RESERVATION_EXPIRES'],
  ] as const) {
    const last = lastUse(tariff, tally, type, purpose)
    if (!last) continue
    const { stepSize } = componentOf(tariff, last)
    const alike = tally.uses.filter(
      (use) => componentOf(tariff, use).type === type && purposeOf(tariff.elements[use.element]) === purpose,
    )
    const total = alike.reduce((all, { quantity }) => all + quantity, 0)
    added.set(last, roundedUp(total, stepSize) - total)
  }
  return tally.uses.map((use) => ({ use, billed: use.quantity + (added.get(use) ?? 0) }))
}

/** OCPI's examples of free tariffs have step size 0. */
const roundedUp = (quantity: number, step: number): number => (step > 0 ? Math.ceil(quantity / step) * step : quantity)

/** Wh in a kWh, seconds in an hour. */
const PER_UNIT = { FLAT: 1, ENERGY: 1_000, TIME: 3_600, PARKING_TIME: 3_600 } as const

function lineOf(tariff: TariffData, used: Use, billedQuantity: number): ExactLine {
  const { type, price, vat, stepSize }: PriceComponent = componentOf(tariff, used)
  const purpose = purposeOf(tariff.elements[used.element])
  const line = {
    type,
    quantity: used.quantity,
    billedQuantity,
    price,
    vat: vat ?? null,
    stepSize,
    element: used.element,
    ...(purpose !== 'SESSION' && { purpose }),
    from: new Date(used.from * 1000).toISOString(),
    to: new Date(used.to * 1000).toISOString(),
  }
  return { line, amount: amountOf(price, vat, billedQuantity, PER_UNIT[type]) }
}

/** What a limit changes, as a line; none if it changes nothing. */
function limitLine(type: LimitType, total: Amount, limit: PriceLimit | undefined, beyond: 'BELOW' | 'ABOVE'): ExactLine[] {
  if (!limit) return []
  const amount = minus(limited(total, limit, beyond), total)
  if (amount.excl === 0n && (amount.incl ?? 0n) === 0n) return []
  return [{ line: { type, quantity: 1, billedQuantity: 1, price: limit.exclVat, vat: null, stepSize: 1 }, amount }]
}

function rounded(currency: string, exact: readonly ExactLine[]): Cost {
  let [excl, incl] = [0n, 0n]
  const lines = exact.map(({ line, amount }) => {
    const [exclBefore, inclBefore] = [inMinorUnits(excl, currency), inMinorUnits(incl, currency)]
    excl += amount.excl
    incl += amount.incl ?? 0n
    const inclVatMinor = amount.incl === null ? null : inMinorUnits(incl, currency) - inclBefore
    return { ...line, exclVatMinor: inMinorUnits(excl, currency) - exclBefore, inclVatMinor }
  })
  const none = exact.some(({ amount }) => amount.incl === null)
  return { currency, lines, exclVatMinor: inMinorUnits(excl, currency), inclVatMinor: none ? null : inMinorUnits(incl, currency) }
}
