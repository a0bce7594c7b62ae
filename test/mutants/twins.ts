import type { Mutant } from './mutant.ts'

const at = 'subgraphs/odometer/deciding'
const [turns, twin] = [`${at}/turns.test.ts`, `${at}/twin.test.ts`]

/** One vehicle that two people have registered. */
export const twinMutants: readonly Mutant[] = [
  {
    name: 'strangers-at-once',
    file: `${at}/twins.ts`,
    before: '  await lockStretch(trx, shown)\n',
    after: '',
    why: 'Two who photograph one vehicle at the same moment are both paid for its kilometres.',
    red: [twin],
    only: 'of one vehicle come at once',
  },
  {
    name: 'twins-out-of-order',
    file: `${at}/turns.ts`,
    before: 'before.m <= after.m) continue',
    after: 'before.m <= after.m || after) continue',
    why: 'Vehicles that have nothing to do with each other are said to be one.',
    red: [turns],
  },
  {
    name: 'clocks-break-the-order',
    file: `${at}/turns.ts`,
    before: 'after.at - before.at > CLOCK_MS',
    after: 'after.at - before.at >= 0',
    why: 'Whoever sets their telephone back by a minute now and then has no twin.',
    red: [turns],
  },
  {
    name: 'four-rounds-are-enough',
    file: `${at}/twins.ts`,
    before: 'turns.nats >= chance',
    after: 'turns.nats >= 0',
    why: 'In a large fleet every vehicle goes beside some other for a few days.',
    red: [twin],
    only: 'start together and part',
  },
  {
    name: 'strangers-hours-apart',
    file: `${at}/twins.ts`,
    before: 'const others = await alternating(trx, shown, points)',
    after: 'const others = (await alternating(trx, shown, points)).slice(0, 0)',
    why: 'One vehicle that two people photograph in turn is paid twice.',
    red: [twin],
    only: 'half a day apart',
  },
  {
    name: 'order-by-exact-clocks',
    file: `${at}/twin.queries.ts`,
    before: '(mine.at < taken_at - ${clock} AND mine.m > reading_m) OR (mine.at > taken_at + ${clock} AND',
    after: '(mine.at < taken_at AND mine.m > reading_m) OR (mine.at > taken_at AND',
    why: 'Whoever sets their telephone back by ten minutes has no twin.',
    red: [twin],
    only: 'ten minutes',
  },
  {
    name: 'beside-by-exact-clocks',
    file: `${at}/twin.queries.ts`,
    before: 'BETWEEN ${last.taken_at}::timestamptz - ${clock} AND ${takenAt}::timestamptz + ${clock}',
    after: 'BETWEEN ${last.taken_at}::timestamptz AND ${takenAt}::timestamptz',
    why: 'Whoever sets their telephone back by ten minutes has no twin.',
    red: [twin],
    only: 'ten minutes',
  },
  {
    name: 'fleet-of-one',
    file: `${at}/twin.queries.ts`,
    before: 'greatest((SELECT reltuples',
    after: 'least((SELECT reltuples',
    why: 'While the server has no estimate, two vehicles that go alike for some days are said to be one.',
    red: [twin],
    only: 'counted',
  },
]
