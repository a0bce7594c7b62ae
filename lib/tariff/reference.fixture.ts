import { minorDecimals } from '../currency.ts'
import type { Segment } from './segment.ts'
import type { ComponentType, PriceComponent, PriceLimit, TariffData, TariffElement, TariffRestrictions } from './tariff.ts'

/**
 * What a session costs, second by second and watt-hour by watt-hour, as slowly and plainly as the specification reads. It shares nothing
 * with what it is compared to. Each segment must have a whole number of Wh a second.
 */
export function referenceCost(
  tariff: TariffData,
  zone: string,
  startedAt: number,
  segments: readonly Segment[],
): Totals & Quantities {
  const used = new Map<PriceComponent, bigint>()
  const last = new Map<ComponentType, PriceComponent>()
  const add = (type: ComponentType, found: PriceComponent | undefined) => {
    if (!found || (type === 'FLAT' && last.has('FLAT'))) return
    used.set(found, (used.get(found) ?? 0n) + 1n)
    last.set(type, found)
  }
  const clock = wallClock(zone)
  const start = { ...clock(startedAt), duration: 0, powerW: null }
  add('FLAT', find(tariff, 'FLAT', { ...start, energyWh: 0 }))
  let energyWh = 0
  for (const { kind, from, to, energyWh: energy, powerW } of segments)
    for (let second = from; second < to; second++) {
      const perSecond = energy / (to - from)
      const now = { ...clock(second), duration: second - startedAt, powerW }
      for (let wh = 0; wh < perSecond; wh++) {
        add('FLAT', find(tariff, 'FLAT', { ...now, energyWh: energyWh + wh }))
        add('ENERGY', find(tariff, 'ENERGY', { ...now, energyWh: energyWh + wh }))
      }
      // A second counts to the side of a border on which it ends.
      const ends = { ...now, energyWh: energyWh + Math.max(0, perSecond - 1) }
      add('FLAT', find(tariff, 'FLAT', ends))
      if (kind === 'CHARGING') add('TIME', find(tariff, 'TIME', ends))
      if (kind === 'PARKING') add('PARKING_TIME', find(tariff, 'PARKING_TIME', ends))
      energyWh += perSecond
    }
  const quantities = tariff.elements.map(({ components }) => components.map((component) => Number(used.get(component) ?? 0n)))
  return { ...bill(tariff, used, last), quantities }
}

export interface Totals {
  exclVatMinor: number
  inclVatMinor: number | null
}

/** What was used of each price, before steps: by element, in the order of its components. */
interface Quantities {
  quantities: number[][]
}

interface Now {
  date: string
  time: string
  weekday: string
  duration: number
  energyWh: number
  powerW: number | null
}

function find({ elements }: TariffData, type: ComponentType, now: Now): PriceComponent | undefined {
  const has = (element: TariffElement) => element.components.find((component) => component.type === type)
  const element = elements.find((each) => has(each) && holds(each.restrictions ?? {}, now))
  return element && has(element)
}

function holds(r: TariffRestrictions, now: Now): boolean {
  if (r.reservation) return false
  if (r.startDate && now.date < r.startDate) return false
  if (r.endDate && now.date >= r.endDate) return false
  if (r.daysOfWeek && !r.daysOfWeek.some((day) => day === now.weekday)) return false
  if (r.startTime || r.endTime) {
    const [from, until] = [r.startTime ?? '00:00', r.endTime === undefined || r.endTime === '00:00' ? '24:00' : r.endTime]
    const inside = from < until ? from <= now.time && now.time < until : now.time >= from || now.time < until
    if (!inside) return false
  }
  const bounds: [number | null, number | undefined, number | undefined][] = [
    [now.energyWh, r.minEnergyWh, r.maxEnergyWh],
    [now.duration, r.minDurationSeconds, r.maxDurationSeconds],
    [now.powerW, r.minPowerW, r.maxPowerW],
    [now.powerW === null ? null : now.powerW / 230, r.minCurrentA, r.maxCurrentA],
  ]
  for (const [value, min, max] of bounds) {
    if (min !== undefined && (value === null || value < min)) return false
    if (max !== undefined && (value === null || value >= max)) return false
  }
  return true
}

/** Local date, time and weekday, as `Intl` shows them. Zones differ from UTC by whole minutes. */
function wallClock(zone: string): (second: number) => Pick<Now, 'date' | 'time' | 'weekday'> {
  const options = { timeZone: zone, hourCycle: 'h23', weekday: 'long' } as const
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const weekday = new Intl.DateTimeFormat('en-US', options)
  const known = new Map<number, Pick<Now, 'date' | 'time' | 'weekday'>>()
  const show = (at: number) => {
    const [date = '', time = ''] = format.format(at).split(' ')
    const day = weekday.formatToParts(at).find(({ type }) => type === 'weekday')?.value ?? ''
    return { date, time, weekday: day.toUpperCase() }
  }
  return (second) => {
    const minute = Math.floor(second / 60)
    const shown = known.get(minute) ?? show(minute * 60_000)
    known.set(minute, shown)
    return shown
  }
}

/** An exact number. */
type Fraction = [above: bigint, below: bigint]
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b
/** Of a number with at most six decimals. */
const fraction = (value: number): Fraction => [BigInt(Math.round(value * 1e6)), 1_000_000n]

function bill(tariff: TariffData, used: Map<PriceComponent, bigint>, last: Map<ComponentType, PriceComponent>): Totals {
  for (const type of ['ENERGY', last.has('PARKING_TIME') ? 'PARKING_TIME' : 'TIME'] as const) {
    const price = last.get(type)
    if (!price || price.stepSize === 0) continue
    const total = [...used].reduce((sum, [each, n]) => sum + (each.type === type ? n : 0n), 0n)
    const step = BigInt(price.stepSize)
    const rest = (step - (total % step)) % step
    used.set(price, (used.get(price) ?? 0n) + rest)
  }
  const sides = (types: readonly ComponentType[]): [Fraction, Fraction | null] => {
    let [excl, incl]: [Fraction, Fraction | null] = [
      [0n, 1n],
      [0n, 1n],
    ]
    for (const [{ type, price, vat }, n] of used) {
      if (!types.includes(type)) continue
      const amount = times(fraction(price), [n, { FLAT: 1n, ENERGY: 1_000n, TIME: 3_600n, PARKING_TIME: 3_600n }[type]])
      excl = add(excl, amount)
      if (vat === undefined && amount[0] > 0n) incl = null
      else incl &&= add(incl, times(amount, add([1n, 1n], times(fraction(vat ?? 0), [1n, 100n]))))
    }
    return [excl, incl]
  }
  const limit = (
    [excl, incl]: [Fraction, Fraction | null],
    at: PriceLimit | undefined,
    most: boolean,
  ): [Fraction, Fraction | null] => {
    if (!at) return [excl, incl]
    const bound = (value: Fraction, border: Fraction) => ((most ? less(border, value) : less(value, border)) ? border : value)
    const limited = bound(excl, fraction(at.exclVat))
    // Where no VAT applies to the limit, there is no price with VAT as soon as it counts.
    if (at.inclVat === undefined) return [limited, limited === excl ? incl : null]
    return [limited, incl && bound(incl, fraction(at.inclVat))]
  }
  const rest = sides(['FLAT', 'ENERGY', 'TIME'])
  const parking = limit(sides(['PARKING_TIME']), tariff.idle?.cap, true)
  const whole: [Fraction, Fraction | null] = [add(rest[0], parking[0]), rest[1] && parking[1] && add(rest[1], parking[1])]
  const [excl, incl] = limit(limit(whole, tariff.minPrice, false), tariff.maxPrice, true)
  const minor = ([a, b]: Fraction) => Number((2n * a * 10n ** BigInt(minorDecimals(tariff.currency)) + b) / (2n * b))
  return { exclVatMinor: minor(excl), inclVatMinor: incl && minor(incl) }
}
