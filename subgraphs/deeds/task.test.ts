import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { admin, newUser, reviewer } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testDeeds, type TestDeeds } from './deeds.fixture.ts'
import { TASKS } from './tasks.ts'

let box: TestDeeds
beforeAll(async () => {
  box = await testDeeds()
})
afterAll(() => box[Symbol.asyncDispose]())

const LIST = `{ deedTasks { task title guidance judgedBy needsMaterial perDay impactNote impact { kgCo2 kgWaste meaning source sourceUrl } } }`
interface Listed {
  deedTasks: { task: string; judgedBy: string; needsMaterial: boolean; perDay: number; guidance: string[] }[]
}

test('everybody can ask what can be done, how it is judged, and what it is worth', async () => {
  const tasks = (await box.ask<Listed>(ANONYMOUS, LIST)).data?.deedTasks ?? []
  expect(tasks.map(({ task, judgedBy, needsMaterial, perDay }) => [task, judgedBy, needsMaterial, perDay])).toEqual([
    ['TREE_PLANTING', 'PERSON', false, 5],
    ['LITTER_CLEAN_UP', 'PERSON', false, 5],
    ['RECYCLING', 'MODEL', true, 5],
    ['CYCLING', 'PERSON', false, 4],
    ['PUBLIC_TRANSPORT', 'PERSON', false, 6],
    ['EV_CHARGING', 'CHARGING_SESSION', false, 4],
  ])
  for (const { guidance } of tasks) expect(guidance.length).toBeGreaterThan(0)
})

test('a task has a figure with its source, or says why it has none', () => {
  for (const { impact, impactNote } of TASKS) {
    expect((impact === null) !== (impactNote === null)).toBe(true)
    if (impact) expect([impact.kgCo2, impact.kgWaste].filter((kilograms) => kilograms !== null && kilograms > 0)).not.toEqual([])
    if (impact) expect(new URL(impact.sourceUrl).protocol).toBe('https:')
  }
})

describe('a limit', () => {
  const SET = 'mutation ($input: SetDeedLimitInput!) { setDeedLimit(input: $input) { task perDay } }'
  const set = (caller: typeof admin, perDay: number) => box.ask(caller, SET, { input: { task: 'TREE_PLANTING', perDay } })
  const audit = () => box.db.selectFrom('audit').selectAll().where('action', '=', 'deed-limit.changed').execute()

  test('is changed by admins, holds at once, and is noted', async () => {
    expect((await set(admin, 0)).data).toEqual({ setDeedLimit: { task: 'TREE_PLANTING', perDay: 0 } })
    expect(await box.done(newUser())).toMatchObject({ state: 'MANUAL_REVIEW', reasons: [{ code: 'DAILY_LIMIT' }] })
    expect(await audit()).toMatchObject([{ actor_id: admin.userId, detail: { task: 'TREE_PLANTING', before: 5, perDay: 0 } }])
    await set(admin, 0)
    expect(await audit()).toHaveLength(1)
  })

  test.each([
    ['a driver', newUser(), 'FORBIDDEN'],
    ['a reviewer', reviewer, 'FORBIDDEN'],
    ['nobody', ANONYMOUS, 'UNAUTHENTICATED'],
  ] as const)('is not changed by %s', async (_who, caller, code) => {
    expect(fault(await set(caller as typeof admin, 9)).code).toBe(code)
  })

  test.each([-1, 1_001])('of %d is refused', async (perDay) => {
    expect(fault(await set(admin, perDay))).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'perDay'] })
  })
})
