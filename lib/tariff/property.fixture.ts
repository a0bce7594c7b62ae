import type { Segment } from './segment.ts'
import {
  COMPONENT_TYPES,
  DAYS_OF_WEEK,
  type PriceLimit,
  type TariffData,
  type TariffElement,
  type TariffRestrictions,
} from './tariff.ts'

/** Random numbers that are the same in each run. */
export function seeded(seed: number) {
  let state = seed
  /** A whole number from 0 up to, and without, `below`. */
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit)
  }
  const between = (least: number, most: number) => least + below(most - least + 1)
  const chance = (percent: number) => below(100) < percent
  const one = <T>(of: readonly [T, ...T[]]): T => of[below(of.length)] ?? of[0]
  return { below, between, chance, one }
}
export type Dice = ReturnType<typeof seeded>

/** Midnights and days on which clocks change, an hour or so before. */
const BEGINNINGS: readonly [Beginning, ...Beginning[]] = [
  ['Europe/Amsterdam', '2026-01-05T11:20:00Z'],
  ['Europe/Amsterdam', '2026-01-04T22:10:00Z'],
  ['Europe/Amsterdam', '2026-03-29T00:05:00Z'],
  ['Europe/Amsterdam', '2026-10-25T00:05:00Z'],
  ['America/New_York', '2026-03-08T06:10:00Z'],
  ['America/New_York', '2026-11-01T05:10:00Z'],
  ['Asia/Kolkata', '2026-06-30T17:50:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:10:00Z'],
  ['UTC', '2026-12-31T23:30:00Z'],
]
type Beginning = readonly [zone: string, at: string]

export interface RandomSession {
  zone: string
  startedAt: number
  segments: Segment[]
}

/** A session of up to some hours; each segment has a whole number of Wh a second. */
export function randomSession(dice: Dice): RandomSession {
  const [zone, begin] = dice.one(BEGINNINGS)
  const startedAt = Date.parse(begin) / 1000 + dice.below(3_600)
  let at = startedAt
  const segments = Array.from({ length: dice.between(1, 7) }, (): Segment => {
    const seconds = dice.between(1, 1_500)
    const kind = dice.one(['CHARGING', 'CHARGING', 'CHARGING', 'PARKING', 'UNBILLED'] as const)
    const perSecond = kind === 'CHARGING' ? dice.between(0, 12) : dice.chance(10) ? 1 : 0
    const from = at
    at += seconds
    return { kind, from, to: at, energyWh: perSecond * seconds, powerW: perSecond * 3_600 }
  })
  return { zone, startedAt, segments }
}

export function randomTariff(dice: Dice, { zone, startedAt }: Pick<RandomSession, 'zone' | 'startedAt'>): TariffData {
  const withVat = dice.chance(80)
  const elements = Array.from({ length: dice.between(1, 6) }, (_, i): TariffElement => {
    const types = COMPONENT_TYPES.filter(() => dice.chance(50))
    const components = (types.length === 0 ? [dice.one(COMPONENT_TYPES)] : types).map((type) => ({
      type,
      price: dice.chance(10) ? 0 : dice.between(1, 30_000) / 10_000,
      stepSize: dice.one([0, 1, 1, 60, 250, 300, 900]),
      ...(withVat && { vat: dice.one([0, 7, 9, 19, 21, 5.2, 7.7]) }),
    }))
    return { components, ...(dice.chance(i < 3 ? 80 : 30) && { restrictions: randomRestrictions(dice, zone, startedAt) }) }
  })
  const limit = (most: number): PriceLimit => {
    const cents = dice.between(1, most)
    return { exclVat: cents / 100, ...(withVat && { inclVat: (cents + dice.below(Math.ceil(cents / 4) + 1)) / 100 }) }
  }
  return {
    currency: dice.one(['EUR', 'EUR', 'EUR', 'KWD', 'HUF']),
    elements,
    ...(dice.chance(20) && { minPrice: limit(300) }),
    ...(dice.chance(20) && { maxPrice: { exclVat: 3 + dice.below(20), ...(withVat && { inclVat: 23 + dice.below(9) }) } }),
    ...(dice.chance(20) && { idle: { cap: limit(200) } }),
  }
}

function randomRestrictions(dice: Dice, zone: string, startedAt: number): TariffRestrictions {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const moment = () => local.format((startedAt + dice.between(-3_600, 7_200)) * 1000)
  const time = () => (dice.chance(15) ? '00:00' : moment().slice(11))
  const date = () => moment().slice(0, 10)
  const range = (most: number) => {
    const [a, b] = [dice.below(most), dice.below(most)].toSorted((x, y) => x - y)
    return { ...(dice.chance(70) && { min: a }), ...(dice.chance(70) && { max: b }) }
  }
  const energy = range(60_000)
  const power = range(45_000)
  const current = range(190)
  const duration = range(7_200)
  const day = () => DAYS_OF_WEEK.filter(() => dice.chance(50))
  const parts: (() => TariffRestrictions)[] = [
    () => ({ ...(dice.chance(70) && { startTime: time() }), ...(dice.chance(70) && { endTime: time() }) }),
    () => ({ ...(dice.chance(60) && { startDate: date() }), ...(dice.chance(40) && { endDate: date() }) }),
    () => ({ daysOfWeek: day() }),
    () => ({
      ...(energy.min !== undefined && { minEnergyWh: energy.min }),
      ...(energy.max !== undefined && { maxEnergyWh: energy.max }),
    }),
    () => ({ ...(power.min !== undefined && { minPowerW: power.min }), ...(power.max !== undefined && { maxPowerW: power.max }) }),
    () => ({
      ...(current.min !== undefined && { minCurrentA: current.min }),
      ...(current.max !== undefined && { maxCurrentA: current.max }),
    }),
    () => ({
      ...(duration.min !== undefined && { minDurationSeconds: duration.min }),
      ...(duration.max !== undefined && { maxDurationSeconds: duration.max }),
    }),
  ]
  return Object.assign({}, ...parts.filter(() => dice.chance(30)).map((part) => part()))
}

/** The same session in more segments, as if there had been more readings. */
export function inMoreParts(dice: Dice, segments: readonly Segment[]): Segment[] {
  return segments.flatMap((segment) => {
    const { from, to, energyWh } = segment
    const perSecond = energyWh / (to - from)
    const cuts = [...new Set(Array.from({ length: dice.below(6) }, () => dice.between(from + 1, Math.max(from + 1, to - 1))))]
    const ends = [...cuts.filter((cut) => cut < to).toSorted((a, b) => a - b), to]
    return ends.map((end, i) => {
      const begin = ends[i - 1] ?? from
      return { ...segment, from: begin, to: end, energyWh: perSecond * (end - begin) }
    })
  })
}
