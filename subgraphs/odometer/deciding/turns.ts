/** A reading, as far as its order among others goes. `at` in ms, `m` in metres. */
export interface Point {
  at: number
  m: number
}

/** How two vehicles' readings take turns. */
export interface Turns {
  /** How often readings of one follow readings of the other and are followed by them, all in the order of one odometer. */
  rounds: number
  days: number
  /** By how much independent vehicles are unlikelier to have come so far than one vehicle: nats. */
  nats: number
}

/** Fewer say nothing: two vehicles' paces are guessed from them. */
export const LEAST_ROUNDS = 4
/** Photos' times may be this wrong (`checks/taken-at.ts` of verification). */
export const CLOCK_MS = 15 * 60_000
/** No vehicle goes more evenly than by this share of its distance: deliveries do, but few. */
const EVENNESS = 0.25
/** Two readings are close if at most so many times the usual distance of the time between lies between them, and this many metres. */
const CLOSE = { paces: 4, m: 2_000 }
/** A round counts at most as much as if its vehicles had wandered by its room, or twice it where they are close. */
const MOST = { wide: 1, close: 4 }
/** What the choice of the better of two measures costs. */
const CHOICE_NATS = 0.7

/**
 * How long a vehicle's readings and another's have been in the order of one odometer: sorted by time, none is lower than the one before. Readings of one
 * odometer always are. Two independent vehicles' are while the distance between them stays within the room that the order leaves. That distance wanders
 * by as much as the two depart from even paces, so each round costs independent vehicles a part of their chances: most of it where the vehicle
 * goes now far, now little, or where one is read soon after the other. Evenly driven ones, as of deliveries, stay side by side for weeks, and need
 * more rounds. The nats are calibrated: of simulated independent vehicles (`fleet.fixture.ts`) e times fewer reach one more. Null if there are fewer than
 * four rounds. Both lists are sorted by time.
 */
export function turnsOf(one: readonly Point[], other: readonly Point[]): Turns | null {
  const rounds = roundsOf(inOrder(one, other))
  const [first, last] = [rounds[0], rounds.at(-1)]
  if (!first || !last || rounds.length < LEAST_ROUNDS) return null
  const [pace, otherPace] = [paceOf(first.one, last.one), paceOf(first.other, last.other)]
  let nats = 0
  for (const [i, now] of rounds.entries()) {
    const before = rounds[i - 1]
    if (!before) continue
    const wandered = departure(before.one, now.one, pace) ** 2 + departure(before.other, now.other, otherPace) ** 2
    const room = Math.max(1_000, roomOf(before), roomOf(now))
    const close = Math.max(closest(before, pace), closest(now, pace))
    nats += Math.max(costOf(wandered, room, MOST.wide), costOf(wandered, close, MOST.close) - CHOICE_NATS)
  }
  return { rounds: rounds.length, days: (last.one.at - first.one.at) / 86_400_000, nats }
}

/** Near to the logarithm of how few random walks of such steps stay within the room, from narrow steps to wide ones. */
const costOf = (wandered: number, room: number, most: number) => Math.log(1 + 10 * Math.min(most, wandered / room ** 2)) / 2

type Whose = Point & { whose: 'ONE' | 'OTHER' }

/** All readings, by time, since one was last out of order. */
function inOrder(one: readonly Point[], other: readonly Point[]): Whose[] {
  const all = [...one.map(of('ONE')), ...other.map(of('OTHER'))].toSorted((x, y) => x.at - y.at)
  let from = all.length - 1
  for (; from > 0; from--) {
    const [before, after] = [all[from - 1], all[from]]
    if (!before || !after || before.m <= after.m) continue
    if (before.whose === after.whose || after.at - before.at > CLOCK_MS) break
    all.splice(from - 1, 2, after, before)
  }
  return all.slice(Math.max(0, from))
}

const of = (whose: Whose['whose']) => (point: Point) => ({ ...point, whose })

/** Readings of the one, then of the other, until the one's next. */
interface Round {
  one: Point
  other: Point
  lastOther: Point
  next: Point | null
}

function roundsOf(all: readonly Whose[]): Round[] {
  const rounds: Round[] = []
  let one: Point | null = null
  for (const point of all) {
    const round = rounds.at(-1)
    if (point.whose === 'ONE') {
      if (round && !round.next) round.next = point
      one = point
    } else if (round && !round.next) round.lastOther = point
    else if (one) rounds.push({ one, other: point, lastOther: point, next: null })
  }
  return rounds
}

/** Metres a millisecond. */
const paceOf = (from: Point, to: Point) => (to.m - from.m) / Math.max(1, to.at - from.at)

/** By how much a vehicle departs from its even pace, in metres. */
const departure = (from: Point, to: Point, pace: number) =>
  Math.max(Math.abs(to.m - from.m - pace * (to.at - from.at)), EVENNESS * (to.m - from.m))

const roomOf = ({ one, next }: Round) => (next ? next.m - one.m : 0)

function closest({ one, other, lastOther, next }: Round, pace: number): number {
  const between = (from: Point, to: Point) => {
    const width = CLOSE.m + CLOSE.paces * pace * Math.max(0, to.at - from.at)
    return to.m - from.m <= width ? width : Infinity
  }
  return Math.min(between(one, other), next ? between(lastOther, next) : Infinity)
}
