import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { admin, newUser, type User } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testDeeds, type TestDeeds } from './deeds.fixture.ts'

let box: TestDeeds
beforeAll(async () => {
  box = await testDeeds()
})
afterAll(() => box[Symbol.asyncDispose]())
beforeEach(async () => {
  await box.db.deleteFrom('standing').execute()
  await box.db.deleteFrom('tally').execute()
  await box.db.deleteFrom('deed').execute()
})

const [ada, bob, cyd, dan] = [newUser(), newUser(), newUser(), newUser()]
const BOARD = `query ($period: DeedPeriod!, $task: DeedTask, $at: DateTime, $first: Int, $after: String) {
  deedLeaderboard(period: $period, task: $task, at: $at, first: $first, after: $after) {
    edges { cursor node { rank deeds user { id } } } pageInfo { endCursor } } }`
interface Board {
  deedLeaderboard: {
    edges: { node: { rank: number; deeds: number; user: { id: string } | null } }[]
    pageInfo: { endCursor: string }
  }
}
const board = async (variables: Record<string, unknown>, caller: typeof admin = admin) => {
  const { data, errors } = await box.ask<Board>(caller, BOARD, variables)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.deedLeaderboard
}
const places = ({ edges }: Board['deedLeaderboard']) =>
  edges.map(({ node }) => [node.rank, node.deeds, [ada, bob, cyd, dan].findIndex(({ userId }) => userId === node.user?.id)])

const HOUR = 3_600_000
/** Approves so many deeds, half a day apart so that none is too many. */
async function doDeeds(user: User, count: number, task = 'CYCLING') {
  for (let index = 0; index < count; index++)
    await box.done(user, { task, takenAt: new Date(Date.now() - HOUR - index * 12 * HOUR).toISOString() })
}

describe('a leaderboard', () => {
  test('ranks by deeds; equals share a place, and the next ones are left out', async () => {
    for (const [user, count] of [
      [ada, 1],
      [bob, 3],
      [cyd, 2],
      [dan, 2],
    ] as const)
      await doDeeds(user, count)
    expect(places(await board({ period: 'ALL' }))).toEqual([
      [1, 3, 1],
      [2, 2, 3],
      [2, 2, 2],
      [4, 1, 0],
    ])
    const first = await board({ period: 'ALL', first: 2 })
    const rest = await board({ period: 'ALL', first: 2, after: first.pageInfo.endCursor })
    expect([...places(first), ...places(rest)]).toEqual(places(await board({ period: 'ALL' })))
  })

  test('is of a task where one is named', async () => {
    await doDeeds(ada, 2, 'CYCLING')
    await doDeeds(ada, 1, 'TREE_PLANTING')
    await doDeeds(bob, 2, 'TREE_PLANTING')
    expect(places(await board({ period: 'ALL', task: 'TREE_PLANTING' }))).toEqual([
      [1, 2, 1],
      [2, 1, 0],
    ])
    expect(places(await board({ period: 'ALL' }))).toEqual([
      [1, 3, 0],
      [2, 2, 1],
    ])
    expect(places(await board({ period: 'ALL', task: 'RECYCLING' }))).toEqual([])
  })

  test('is of the period in which the photo was taken', async () => {
    const takenAt = new Date(Date.now() - 5 * 24 * HOUR)
    await box.done(ada, { takenAt: takenAt.toISOString() })
    expect(places(await board({ period: 'DAY' }))).toEqual([])
    expect(places(await board({ period: 'DAY', at: takenAt.toISOString() }))).toEqual([[1, 1, 0]])
  })

  test('does not count what is rejected or waits', async () => {
    await box.submit(ada)
    await box.judge(await box.submit(bob), { verdict: 'REJECTED' })
    expect(places(await board({ period: 'ALL' }))).toEqual([])
  })

  test('names those who want it, and to oneself and admins everybody', async () => {
    await doDeeds(ada, 1)
    expect((await board({ period: 'ALL' }, ANONYMOUS as typeof admin)).edges[0]?.node).toEqual({ rank: 1, deeds: 1, user: null })
    expect((await board({ period: 'ALL' }, bob)).edges[0]?.node.user).toBeNull()
    expect((await board({ period: 'ALL' }, ada)).edges[0]?.node.user).toEqual({ id: ada.userId })
    const NAME = 'mutation ($named: Boolean!) { setDeedLeaderboardName(input: { named: $named }) { named } }'
    await box.ask(ada, NAME, { named: true })
    expect((await board({ period: 'ALL' }, bob)).edges[0]?.node.user).toEqual({ id: ada.userId })
    await box.ask(ada, NAME, { named: false })
    expect((await board({ period: 'ALL' }, bob)).edges[0]?.node.user).toBeNull()
    expect(fault(await box.ask(ANONYMOUS, NAME, { named: true })).code).toBe('UNAUTHENTICATED')
  })

  test('refuses a cursor with more deeds than anybody can have', async () => {
    const after = Buffer.from(JSON.stringify([2_147_483_648, ada.userId])).toString('base64url')
    expect(fault(await box.ask(ada, BOARD, { period: 'ALL', after }))).toEqual({ code: 'BAD_USER_INPUT', path: ['after'] })
  })

  test('tells one’s own place', async () => {
    await doDeeds(ada, 1)
    await doDeeds(bob, 2)
    const MINE = `{ myDeedStanding(period: ALL) { rank deeds user { id } } }`
    expect((await box.ask(ada, MINE)).data).toEqual({ myDeedStanding: { rank: 2, deeds: 1, user: { id: ada.userId } } })
    expect((await box.ask(cyd, MINE)).data).toEqual({ myDeedStanding: null })
    expect(fault(await box.ask(ANONYMOUS, MINE)).code).toBe('UNAUTHENTICATED')
  })
})

describe('totals', () => {
  const TOTALS = `query ($period: DeedPeriod!, $at: DateTime) { deedTotals(period: $period, at: $at) {
    deeds participants kgCo2 kgWaste tasks { task deeds participants kgCo2 kgWaste } } }`
  interface Totals {
    deedTotals: { tasks: { task: string }[] }
  }

  test('add up deeds, people and the figures of the tasks that have one', async () => {
    await doDeeds(ada, 2, 'TREE_PLANTING')
    await doDeeds(ada, 1, 'LITTER_CLEAN_UP')
    await doDeeds(bob, 1, 'TREE_PLANTING')
    await doDeeds(bob, 1, 'CYCLING')
    const { data } = await box.ask<Totals>(ANONYMOUS, TOTALS, { period: 'ALL' })
    expect(data?.deedTotals).toMatchObject({ deeds: 5, participants: 2, kgCo2: 180, kgWaste: 10 })
    expect(data?.deedTotals.tasks.find(({ task }) => task === 'TREE_PLANTING')).toEqual({
      task: 'TREE_PLANTING',
      deeds: 3,
      participants: 2,
      kgCo2: 180,
      kgWaste: 0,
    })
    expect(data?.deedTotals.tasks).toHaveLength(6)
  })

  test('are the sum of the standings, however many deeds are approved at once', async () => {
    const users = Array.from({ length: 6 }, newUser)
    const deeds = await Promise.all(
      users.flatMap((user) => [
        box.submit(user, { task: 'CYCLING' }),
        box.submit(user, { task: 'TREE_PLANTING', takenAt: new Date(Date.now() - 30 * HOUR).toISOString() }),
      ]),
    )
    await Promise.all(deeds.map((deed) => box.judge(deed)))
    const { rows } = await sql`SELECT period, starts_at, task, sum(deeds)::bigint AS deeds, count(*) AS participants
      FROM standing GROUP BY 1, 2, 3 EXCEPT TABLE tally`.execute(box.db)
    expect(rows).toEqual([])
    expect(await box.deadLetters()).toEqual([])
    const { data } = await box.ask<Totals>(ANONYMOUS, TOTALS, { period: 'ALL' })
    expect(data?.deedTotals).toMatchObject({ deeds: 12, participants: 6 })
  })

  test('of a period without deeds are nothing, and a senseless time is refused', async () => {
    const empty = await box.ask<Totals>(ANONYMOUS, TOTALS, { period: 'YEAR', at: '2001-01-01T00:00:00Z' })
    expect(empty.data?.deedTotals).toMatchObject({ deeds: 0, participants: 0, kgCo2: 0 })
    const answer = await box.ask<Totals>(ANONYMOUS, TOTALS, { period: 'YEAR', at: '9999-01-01T00:00:00Z' })
    expect(fault(answer)).toEqual({ code: 'BAD_USER_INPUT', path: ['at'] })
  })
})
