import { expect, test } from 'vitest'
import { lessEq, greaterEq, solve } from 'yalps'
import { randomOf } from '../../../test/random.ts'
import { share, type Charge, type Phases, type Supply } from './share.ts'

// What is shared is compared with the exact optimum of a linear programme (yalps), on small cases of a fixed seed.

const NOW = Date.UTC(2026, 10, 21, 18)
const HOUR = 3_600_000
const SLOT = 900_000
const V = 230

interface Case {
  supply: Supply
  charges: Charge[]
}

/** Two to five cars, on one phase or three, of which those with a goal want it in one to four hours. */
function randomCase(seed: number, goals: boolean): Case {
  const random = randomOf(seed)
  const among = (from: number, to: number) => from + random() * (to - from)
  const charges = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, i): Charge => {
    const single = random() < 0.4
    const on = Math.floor(random() * 3)
    const phases = (single ? [on === 0, on === 1, on === 2] : [true, true, true]) as unknown as Phases<boolean>
    const readyBy = NOW + Math.ceil(among(4, 16)) * SLOT
    const most = 32 * V * (single ? 1 : 3)
    const goal = goals && random() < 0.7 ? { energyWh: (among(0.1, 1) * most * (readyBy - NOW)) / HOUR, readyBy } : null
    return {
      id: `car ${i}`,
      phases,
      minA: 6,
      maxA: random() < 0.5 ? 16 : 32,
      weight: 1 + Math.floor(random() * 3),
      waitedMs: 0,
      hasShare: false,
      goal,
    }
  })
  // At least the least current of each.
  const amperes = among(6 * charges.length, 32 * charges.length)
  return { supply: { availableA: [amperes, amperes, amperes], voltage: V }, charges }
}

const PHASES = [0, 1, 2] as const
const power = ({ phases }: Charge) => phases.filter(Boolean).length * V

test.each(Array.from({ length: 60 }, (_, i) => [i]))('fair to a twentieth of the optimum: case %i', (seed) => {
  const { supply, charges } = randomCase(seed, false)
  const shares = new Map(share(supply, charges, NOW).map(({ id, currentA }) => [id, currentA]))
  for (const [id, best] of fairest(supply, charges)) {
    const got = shares.get(id) ?? 0
    expect(Math.abs(got - best), `${id} has ${got} A of ${best} A`).toBeLessThanOrEqual(0.05 * best + 0.1)
  }
})

/**
 * Weighted max-min fairness by a chain of linear programmes: the level that all can have is raised as far as it goes. Whoever could not have
 * more although the others keep the level is done; for the rest it is raised again.
 */
function fairest({ availableA }: Supply, charges: readonly Charge[]): Map<string, number> {
  const done = new Map<string, number>()
  const most = (wanted: string, level: number): number => {
    const bounds = charges.flatMap(({ id, minA, maxA, weight }) => {
      const fixed = done.get(id)
      const least = fixed ?? Math.max(minA, id === wanted ? 0 : Math.min(maxA, weight * level))
      return [[`least ${id}`, greaterEq(least - 1e-6)] as const, [`most ${id}`, lessEq(fixed ?? maxA)] as const]
    })
    // Wanted is one car's current, or the level: as much of it as all open cars have, unless they can take no more.
    const levels = charges.filter(({ id }) => wanted === 'level' && !done.has(id))
    const { result, status } = solve({
      direction: 'maximize',
      objective: 'goal',
      constraints: [
        ...PHASES.map((phase) => [`L${phase}`, lessEq(availableA[phase])] as const),
        ...bounds,
        ...levels.map(({ id }) => [`level ${id}`, greaterEq(0)] as const),
      ],
      variables: [
        ...charges.map(
          ({ id, phases, weight }) =>
            [
              id,
              [
                ...PHASES.flatMap((phase) => (phases[phase] ? [[`L${phase}`, 1] as const] : [])),
                [`least ${id}`, 1] as const,
                [`most ${id}`, 1] as const,
                [`level ${id}`, 1 / weight] as const,
                ['goal', id === wanted ? 1 : 0] as const,
              ],
            ] as const,
        ),
        [
          'level',
          [['goal', wanted === 'level' ? 1 : 0] as const, ...levels.map(({ id }) => [`level ${id}`, -1] as const)],
        ] as const,
      ],
    })
    expect(status).toBe('optimal')
    return result
  }
  while (done.size < charges.length) {
    const open = charges.filter(({ id }) => !done.has(id))
    const level = most('level', 0)
    const highest = open.map((charge) => ({ charge, currentA: most(charge.id, level) }))
    const held = highest.filter(({ charge, currentA }) => currentA <= Math.max(charge.minA, charge.weight * level) + 1e-3)
    if (held.length === 0) throw new Error('Nobody holds the level back.')
    for (const { charge, currentA } of held) done.set(charge.id, Math.min(currentA, Math.max(charge.minA, charge.weight * level)))
  }
  return done
}

test('what goals miss is within a twentieth of what has to be missed', () => {
  let [missed, least, wanted] = [0, 0, 0]
  for (let seed = 0; seed < 60; seed++) {
    const given = randomCase(1_000 + seed, true)
    const [ours, best, all] = [
      missedBy(given),
      leastMissed(given),
      given.charges.reduce((sum, { goal }) => sum + (goal?.energyWh ?? 0), 0),
    ]
    expect(ours - best, `case ${seed}: ${ours} Wh of ${all} missed, ${best} had to be`).toBeLessThanOrEqual(0.05 * all)
    ;[missed, least, wanted] = [missed + ours, least + best, wanted + all]
  }
  expect(missed - least).toBeLessThanOrEqual(0.02 * wanted)
  // Otherwise nothing was scarce, and this would prove nothing.
  expect(least).toBeGreaterThan(0.02 * wanted)
})

/** Wh that goals miss when cars are given their share in each quarter of an hour, and draw all of it. */
function missedBy({ supply, charges }: Case): number {
  const left = new Map(charges.map(({ id, goal }) => [id, goal?.energyWh ?? 0]))
  let missed = 0
  for (let now = NOW; now < NOW + 5 * HOUR; now += SLOT) {
    const running = charges.map((charge) => ({
      ...charge,
      goal: charge.goal && charge.goal.readyBy > now ? { ...charge.goal, energyWh: Math.max(0, left.get(charge.id) ?? 0) } : null,
    }))
    for (const { id, currentA } of share(supply, running, now)) {
      const charge = charges.find((one) => one.id === id)
      if (charge) left.set(id, (left.get(id) ?? 0) - (currentA * power(charge) * SLOT) / HOUR)
    }
    for (const { id, goal } of charges) if (goal?.readyBy === now + SLOT) missed += Math.max(0, left.get(id) ?? 0)
  }
  return missed
}

/** The least that has to be missed, of all plans that give each car its least current. */
function leastMissed({ supply: { availableA }, charges }: Case): number {
  const slots = Array.from({ length: 20 }, (_, i) => i)
  const { result, status } = solve({
    direction: 'minimize',
    objective: 'missed',
    constraints: [
      ...slots.flatMap((slot) => PHASES.map((phase) => [`${slot} L${phase}`, lessEq(availableA[phase])] as const)),
      ...charges.flatMap(({ id, minA, maxA }) =>
        slots.flatMap((slot) => [[`${slot} ${id} least`, greaterEq(minA)] as const, [`${slot} ${id} most`, lessEq(maxA)] as const]),
      ),
      ...charges.flatMap(({ id, goal }) => (goal ? [[`goal ${id}`, greaterEq(goal.energyWh)] as const] : [])),
    ],
    variables: [
      ...charges.flatMap((charge) =>
        slots.map(
          (slot) =>
            [
              `${slot} ${charge.id}`,
              [
                ...PHASES.flatMap((phase) => (charge.phases[phase] ? [[`${slot} L${phase}`, 1] as const] : [])),
                [`${slot} ${charge.id} least`, 1] as const,
                [`${slot} ${charge.id} most`, 1] as const,
                [
                  `goal ${charge.id}`,
                  charge.goal && NOW + slot * SLOT < charge.goal.readyBy ? (power(charge) * SLOT) / HOUR : 0,
                ] as const,
              ],
            ] as const,
        ),
      ),
      ...charges.map(({ id }) => [`missed ${id}`, [[`goal ${id}`, 1] as const, ['missed', 1] as const]] as const),
    ],
  })
  expect(status).toBe('optimal')
  return result
}
