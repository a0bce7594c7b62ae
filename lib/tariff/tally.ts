import { bordersOf, matches, type Borders } from './restrictions.ts'
import { piecesOf, type Segment, type SegmentKind } from './segment.ts'
import type { ComponentType, PriceComponent, TariffData, TariffElement } from './tariff.ts'

/** How much one price of a tariff was used, from its first moment to its last. */
export interface Use {
  /** Places in the tariff, from 0. */
  element: number
  component: number
  /** Wh (ENERGY), seconds (TIME, PARKING_TIME), or 1 (FLAT). */
  quantity: number
  /** Whole seconds of the epoch. */
  from: number
  to: number
}

/**
 * What a session has used so far, by price. It grows with the prices of the tariff, not with the samples of the session, so it can be kept
 * and counted on. Counting on gives the same as counting all at once.
 */
export interface Tally {
  startedAt: number
  energyWh: number
  /** In the order in which they were begun. Of each type the last one here is the one used last. */
  uses: Use[]
}

/** Where prices come and go more often than this, the later stretches of one count together. */
const MOST_USES = 30

/** The tally of a session that begins. Its fee is due at once. */
export function opened(tariff: TariffData, zone: string, startedAt: number): Tally {
  const start: Segment = { kind: 'CHARGING', from: startedAt, to: startedAt, energyWh: 0, powerW: null }
  return counted(tariff, zone, unopened(startedAt), [start])
}

/** The tally of a reservation that no session follows. */
export const unopened = (startedAt: number): Tally => ({ startedAt, energyWh: 0, uses: [] })

/** The tally after more segments, in the order of time. */
export function counted(tariff: TariffData, zone: string, tally: Tally, segments: readonly Segment[]): Tally {
  const next = { ...tally, uses: tally.uses.map((use) => ({ ...use })) }
  const borders = bordersOf(tariff)
  for (const segment of segments) count(tariff, zone, next, segment, borders)
  return next
}

/** The price that was used. */
export function componentOf(tariff: TariffData, { element, component }: Use): PriceComponent {
  const found = tariff.elements[element]?.components[component]
  if (!found) throw new Error(`The tariff has no price ${element}/${component}.`)
  return found
}

/** What a price is for: a session, a reservation that is used, or one that expires. */
export const purposeOf = (element: TariffElement | undefined): Purpose => element?.restrictions?.reservation ?? 'SESSION'
export type Purpose = 'SESSION' | 'RESERVATION' | 'RESERVATION_EXPIRES'

function count(tariff: TariffData, zone: string, tally: Tally, segment: Segment, borders: Borders): void {
  const { kind, powerW, currentA } = segment
  for (const { from, to, fromWh, toWh } of piecesOf(segment, tally, borders, zone)) {
    const now = {
      at: from,
      duration: from - tally.startedAt,
      energyWh: fromWh,
      powerW,
      ...(currentA !== undefined && { currentA }),
    }
    const holds = tariff.elements.map(({ restrictions }) => matches(restrictions, now, zone))
    for (const [type, purpose] of billedIn(kind, tariff)) {
      const quantity = { FLAT: 1, ENERGY: toWh - fromWh, TIME: to - from, PARKING_TIME: to - from }[type]
      if (quantity === 0 || (type === 'FLAT' && lastUse(tariff, tally, type, purpose))) continue
      const element = tariff.elements.findIndex((each, i) => holds[i] && purposeOf(each) === purpose && placeIn(each, type) >= 0)
      const component = placeIn(tariff.elements[element], type)
      if (component >= 0) use(tariff, tally, { element, component, quantity, from, to: type === 'FLAT' ? from : to })
    }
  }
  tally.energyWh += segment.energyWh
}

const placeIn = (element: TariffElement | undefined, type: ComponentType): number =>
  element?.components.findIndex((component) => component.type === type) ?? -1

/** What is billed in which kind of segment, and by elements for which purpose. */
function billedIn(kind: SegmentKind, tariff: TariffData): readonly (readonly [ComponentType, Purpose])[] {
  if (kind !== 'RESERVATION_EXPIRED') return BILLED[kind]
  const ownTime = tariff.elements.some((element) => purposeOf(element) === 'RESERVATION_EXPIRES' && placeIn(element, 'TIME') >= 0)
  return [
    ['FLAT', 'RESERVATION'],
    ['FLAT', 'RESERVATION_EXPIRES'],
    ['TIME', ownTime ? 'RESERVATION_EXPIRES' : 'RESERVATION'],
  ]
}

const EACH = [
  ['FLAT', 'SESSION'],
  ['ENERGY', 'SESSION'],
] as const
const BILLED = {
  CHARGING: [...EACH, ['TIME', 'SESSION']],
  PARKING: [...EACH, ['PARKING_TIME', 'SESSION']],
  UNBILLED: EACH,
  RESERVATION: [
    ['FLAT', 'RESERVATION'],
    ['TIME', 'RESERVATION'],
  ],
} as const

/** The use of a type that came last. */
export const lastUse = (tariff: TariffData, { uses }: Tally, type: ComponentType, purpose: Purpose): Use | undefined =>
  uses.findLast((each) => componentOf(tariff, each).type === type && purposeOf(tariff.elements[each.element]) === purpose)

/** Adds to the use that goes on, or begins another one. */
function use(tariff: TariffData, tally: Tally, more: Use): void {
  const same = ({ element, component }: Use) => element === more.element && component === more.component
  const last = lastUse(tariff, tally, componentOf(tariff, more).type, purposeOf(tariff.elements[more.element]))
  const goesOn = last && same(last) ? last : tally.uses.length < MOST_USES ? undefined : tally.uses.findLast(same)
  if (!goesOn) return void tally.uses.push(more)
  goesOn.quantity += more.quantity
  goesOn.to = more.to
  if (goesOn !== last) tally.uses.push(...tally.uses.splice(tally.uses.indexOf(goesOn), 1))
}
