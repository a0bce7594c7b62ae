import { minorDecimals } from '#lib/currency.ts'
import type { TariffData } from '#lib/events.ts'

/** What there is to bill. */
export interface Consumption {
  energyWh: number
  chargingSeconds: number
  parkingSeconds: number
}

type Component = TariffData['elements'][number]['components'][number]

/** One price applied to what it is for. */
export interface CostLine {
  type: Component['type']
  /** What was used: Wh for ENERGY, seconds for TIME and PARKING_TIME, 1 for FLAT. */
  quantity: number
  /** The same after rounding up to the step size. */
  billedQuantity: number
  /** Major units of the currency for one kWh, hour or session, without VAT. */
  price: number
  /** Percent; null if no VAT applies, which is not 0 percent. */
  vat: number | null
  stepSize: number
  exclVatMinor: number
  /** Null if something is to be paid and no VAT applies to it: OCPI then knows no price with VAT. */
  inclVatMinor: number | null
}

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

/**
 * What a session costs by OCPI 2.2.1, for the components FLAT, ENERGY, TIME and PARKING_TIME without restrictions. The running cost and the
 * charge detail record both use it. Of each type the tariff's first component counts. Step sizes round the total up, once for ENERGY and
 * once for time: for the parking if there was parking with a price, else for the charging. Each line is rounded half up to the minor unit,
 * and the total is their sum, so that a bill adds up.
 */
export function priceOf(tariff: TariffData, used: Consumption): Cost {
  const components = firstOfEachType(tariff)
  const parks = used.parkingSeconds > 0 && components.some(({ type }) => type === 'PARKING_TIME')
  const lines = components.flatMap((component) => {
    const quantity = quantityOf(component, used)
    if (quantity === 0) return []
    const stepped = component.type !== 'FLAT' && !(component.type === 'TIME' && parks)
    return [lineOf(component, quantity, stepped ? roundedUp(quantity, component.stepSize) : quantity, tariff.currency)]
  })
  return {
    currency: tariff.currency,
    lines,
    exclVatMinor: lines.reduce((total, line) => total + line.exclVatMinor, 0),
    inclVatMinor: lines.reduce<number | null>((total, line) => plus(total, line.inclVatMinor), 0),
  }
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b)

function firstOfEachType(tariff: TariffData): Component[] {
  const first = new Map<Component['type'], Component>()
  for (const component of tariff.elements.flatMap(({ components }) => components))
    if (!first.has(component.type)) first.set(component.type, component)
  return [...first.values()]
}

function quantityOf({ type }: Component, { energyWh, chargingSeconds, parkingSeconds }: Consumption): number {
  return { FLAT: 1, ENERGY: energyWh, TIME: chargingSeconds, PARKING_TIME: parkingSeconds }[type]
}

/** OCPI's examples of free tariffs have step size 0. */
const roundedUp = (quantity: number, step: number): number => (step > 0 ? Math.ceil(quantity / step) * step : quantity)

/** Wh in a kWh, seconds in an hour. */
const UNIT = { FLAT: 1n, ENERGY: 1_000n, TIME: 3_600n, PARKING_TIME: 3_600n } as const

/** Prices and VAT have at most six decimals. From here on the calculation is exact. */
const SCALE = 1_000_000n
const scaled = (value: number): bigint => BigInt(Math.round(value * Number(SCALE)))

function lineOf(component: Component, quantity: number, billedQuantity: number, currency: string): CostLine {
  const { type, price, stepSize } = component
  const vat = component.vat ?? null
  const amount = scaled(price) * BigInt(billedQuantity) * 10n ** BigInt(minorDecimals(currency))
  const unit = UNIT[type] * SCALE
  const hundred = 100n * SCALE
  return {
    type,
    quantity,
    billedQuantity,
    price,
    vat,
    stepSize,
    exclVatMinor: halfUp(amount, unit),
    inclVatMinor: vat === null && amount > 0n ? null : halfUp(amount * (hundred + scaled(vat ?? 0)), unit * hundred),
  }
}

const halfUp = (numerator: bigint, denominator: bigint): number => Number((2n * numerator + denominator) / (2n * denominator))
