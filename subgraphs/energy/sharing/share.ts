/** A car that charges behind a shared connection. Currents are in amperes of each phase that it uses. */
export interface Charge {
  id: string
  /** Whether it draws from L1, L2 and L3. */
  phases: Phases<boolean>
  /** Below this it cannot charge (IEC 61851-1: 6 A), so it gets this or nothing. */
  minA: number
  maxA: number
  /** Its part of what is shared, above 0. */
  weight: number
  /** How long it has had nothing although it wanted something, in ms: who waited longest comes first when not all can charge. */
  waitedMs: number
  /** Whether it has something now. Then it keeps it until another has waited for a whole turn. */
  hasShare: boolean
  /** What its driver wants by when; null if nothing was said. */
  goal: { energyWh: number; readyBy: number } | null
}

export type Phases<T> = readonly [l1: T, l2: T, l3: T]

/** What there is to share. */
export interface Supply {
  /** Amperes of each phase that cars may have now. */
  availableA: Phases<number>
  /** Volts between a phase and neutral. */
  voltage: number
}

/** What a car gets, and whether its goal is out of reach as far as can be seen now. */
export interface Share {
  id: string
  currentA: number
  late: boolean
}

const HOUR_MS = 3_600_000
/** Goals are planned in slots of this length, so far ahead at most. What is wanted later can wait. */
const SLOT_MS = 900_000
const MOST_SLOTS = 96
/** Where not all can charge they take turns of this length. Without it they would change places in every round, and no car bears that. */
const TURN_MS = 900_000
/**
 * Plans go in steps of this current, and in larger ones where a slot has room for more than so many. An operator may call a connection as
 * large as they like, and while one site is planned all others wait.
 */
const STEP_A = 1
const STEPS_OF_SLOT = 1_000
/** OCPP's limits have one decimal. They are rounded down, so that the sum holds. */
const rounded = (currentA: number): number => Math.floor(currentA * 10 + 1e-6) / 10

/**
 * Shares a supply among cars. First, everybody who can be let in gets the least current that lets a car charge. Then goals get what they
 * cannot do without now, then what lets them reach their goal at a steady pace, because other cars may come later. What is left is shared by
 * weight, so that nobody can have more without somebody of a smaller share having less (weighted max-min fairness).
 */
export function share(supply: Supply, charges: readonly Charge[], now: number): Share[] {
  const admitted = admit(supply, charges, now)
  const { neededA, late } = plan(supply, admitted, now)
  const floor = new Map(admitted.map((charge) => [charge.id, neededA.get(charge.id) ?? charge.minA]))
  const paced = admitted.map((charge) => ({ ...charge, maxA: Math.max(floor.get(charge.id) ?? 0, pace(charge, supply, now)) }))
  const currents = fill(supply, admitted, fill(supply, paced, floor))
  return charges.map(({ id }) => ({ id, currentA: rounded(currents.get(id) ?? 0), late: late.has(id) }))
}

const PHASES = [0, 1, 2] as const

/** The sum of currents of each phase. */
const loadOf = (charges: readonly Charge[], currents: ReadonlyMap<string, number>): number[] =>
  PHASES.map((phase) => charges.reduce((sum, { id, phases }) => sum + (phases[phase] ? (currents.get(id) ?? 0) : 0), 0))

/** Energy of an ampere in an hour, over the phases of a car. */
const whOfAh = ({ phases }: Charge, voltage: number): number => phases.filter(Boolean).length * voltage

/** How much of its time until the goal a car must charge with all it can; above 1 it comes late. */
function urgency({ goal, ...charge }: Charge, voltage: number, now: number): number {
  if (goal === null || goal.energyWh <= 0) return 0
  const hours = goal.energyWh / (charge.maxA * whOfAh({ goal, ...charge }, voltage))
  return hours / Math.max((goal.readyBy - now) / HOUR_MS, 1e-3)
}

/** The steady current that reaches a car's goal in time. */
const pace = (charge: Charge, { voltage }: Supply, now: number): number =>
  Math.min(charge.maxA, urgency(charge, voltage, now) * charge.maxA)

/** Those whose least current fits: the urgent first, then by weight, then who has waited for a turn, then who charges already. */
function admit({ availableA, voltage }: Supply, charges: readonly Charge[], now: number): Charge[] {
  const left = [...availableA]
  const order = charges.toSorted(
    (a, b) =>
      Number(urgency(b, voltage, now) >= 0.9) - Number(urgency(a, voltage, now) >= 0.9) ||
      b.weight - a.weight ||
      Math.floor(b.waitedMs / TURN_MS) - Math.floor(a.waitedMs / TURN_MS) ||
      Number(b.hasShare) - Number(a.hasShare) ||
      b.waitedMs - a.waitedMs ||
      (a.id < b.id ? -1 : 1),
  )
  return order.filter(({ phases, minA, maxA }) => {
    if (maxA < minA || PHASES.some((phase) => phases[phase] && (left[phase] ?? 0) < minA)) return false
    for (const phase of PHASES) if (phases[phase]) left[phase] = (left[phase] ?? 0) - minA
    return true
  })
}

/**
 * What each car needs now so that goals can be reached. Where not all can be, cars that get more energy out of an ampere may come first, if
 * less is missed so.
 */
function plan(supply: Supply, charges: readonly Charge[], now: number): Plan {
  const plans = [planBy(longest, supply, charges, now), planBy(richest, supply, charges, now)] as const
  return plans[0].missedWh <= plans[1].missedWh ? plans[0] : plans[1]
}

interface Plan {
  neededA: ReadonlyMap<string, number>
  /** Cars whose goals are out of reach. */
  late: ReadonlySet<string>
  missedWh: number
}

interface Step {
  charge: Charge
  hours: number
  /** How long it would take with all that the car can take, in hours. */
  way: number
}
const longest = (a: Step, b: Step): boolean => a.way > b.way
function richest(a: Step, b: Step): boolean {
  const [of, than] = [whOfAh(a.charge, 1), whOfAh(b.charge, 1)]
  return of > than || (of === than && longest(a, b))
}

/**
 * Lays energy into the latest slots that it fits into, one step after the other. What does not fit into later slots is needed now; what
 * does not fit at all makes a goal late. The least current of each car is kept in every slot.
 */
function planBy(
  comesFirst: (a: Step, b: Step) => boolean,
  { availableA, voltage }: Supply,
  charges: readonly Charge[],
  now: number,
): Plan {
  const goals = charges.flatMap((charge) => (charge.goal && charge.goal.energyWh > 0 ? [{ charge, goal: charge.goal }] : []))
  const left = new Map(goals.map(({ charge, goal }) => [charge.id, goal.energyWh]))
  const give = ({ id, ...charge }: Charge, currentA: number, hours: number) =>
    left.set(id, (left.get(id) ?? 0) - currentA * whOfAh({ id, ...charge }, voltage) * hours)
  const kept = loadOf(charges, new Map(charges.map(({ id, minA }) => [id, minA])))
  const horizon = Math.max(0, ...goals.map(({ goal }) => goal.readyBy - now))
  const slots = Math.min(MOST_SLOTS, Math.ceil(horizon / SLOT_MS))
  const hoursOf = (slot: number, { readyBy }: { readyBy: number }) =>
    Math.max(0, Math.min(SLOT_MS, readyBy - now - slot * SLOT_MS)) / HOUR_MS
  for (let slot = 0; slot < slots; slot++) for (const { charge, goal } of goals) give(charge, charge.minA, hoursOf(slot, goal))
  let given = new Map<string, number>()
  for (let slot = slots - 1; slot >= 0; slot--) {
    const room = PHASES.map((phase) => availableA[phase] - (kept[phase] ?? 0))
    const active = goals.flatMap(({ charge, goal }) => (hoursOf(slot, goal) > 0 ? [{ charge, hours: hoursOf(slot, goal) }] : []))
    given = new Map(charges.map(({ id, minA }) => [id, minA]))
    const mostA = Math.max(STEP_A, Math.max(...room) / STEPS_OF_SLOT)
    const wayOf = (charge: Charge) => (left.get(charge.id) ?? 0) / (charge.maxA * whOfAh(charge, voltage))
    const waiting: Step[] = []
    for (const each of active) putIn(waiting, { ...each, way: wayOf(each.charge) }, comesFirst)
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const { charge, hours, way } = step
      const used = given.get(charge.id) ?? 0
      const roomA = Math.min(...PHASES.map((phase) => (charge.phases[phase] ? (room[phase] ?? 0) : Infinity)))
      // Room and need only fall, so that it gets nothing more in this slot.
      if (way <= 0 || used >= charge.maxA || roomA < STEP_A) continue
      const neededA = Math.max(STEP_A, (way * charge.maxA) / hours)
      const stepA = Math.min(mostA, neededA, roomA, charge.maxA - used)
      given.set(charge.id, used + stepA)
      give(charge, stepA, hours)
      for (const phase of PHASES) if (charge.phases[phase]) room[phase] = (room[phase] ?? 0) - stepA
      putIn(waiting, { charge, hours, way: wayOf(charge) }, comesFirst)
    }
  }
  const missed = goals.filter(({ charge }) => (left.get(charge.id) ?? 0) > 1)
  return {
    neededA: given,
    late: new Set(missed.map(({ charge }) => charge.id)),
    missedWh: missed.reduce((sum, { charge }) => sum + (left.get(charge.id) ?? 0), 0),
  }
}

/** Puts a step into its place; who comes first stands last. A look at every car at every step would take minutes for hundreds of cars. */
function putIn(waiting: Step[], step: Step, comesFirst: (a: Step, b: Step) => boolean): void {
  let [low, high] = [0, waiting.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = waiting[middle]
    if (other !== undefined && comesFirst(step, other)) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, step)
}

/**
 * Shares what is left: a level rises, everybody has their weight times the level, at least their floor and at most their most. Whoever uses
 * a phase that is full stays where they are, and the level rises on for the others.
 */
function fill({ availableA }: Supply, charges: readonly Charge[], floor: ReadonlyMap<string, number>): Map<string, number> {
  const currents = new Map<string, number>()
  let open = [...charges]
  const at = (level: number): Map<string, number> => {
    const tried = new Map(currents)
    for (const { id, weight, maxA } of open) tried.set(id, Math.min(maxA, Math.max(floor.get(id) ?? 0, weight * level)))
    return tried
  }
  const fits = (level: number): boolean => loadOf(charges, at(level)).every((load, i) => load <= (availableA[i] ?? 0) + 1e-9)
  while (open.length > 0) {
    const top = Math.max(...open.map(({ maxA, weight }) => maxA / weight))
    const level = fits(top) ? top : highest(fits, top)
    const settled = at(level)
    const load = loadOf(charges, settled)
    const full = PHASES.filter((phase) => (load[phase] ?? 0) >= availableA[phase] - 1e-3)
    const stays = open.filter(
      ({ id, maxA, phases }) => level === top || settled.get(id) === maxA || full.some((phase) => phases[phase]),
    )
    for (const { id } of stays.length > 0 ? stays : open) currents.set(id, settled.get(id) ?? 0)
    open = stays.length > 0 ? open.filter((charge) => !stays.includes(charge)) : []
  }
  return currents
}

/** The highest level that fits, by halving. */
function highest(fits: (level: number) => boolean, top: number): number {
  let [low, high] = [0, top]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}
