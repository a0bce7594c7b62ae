import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANONYMOUS } from '#lib/auth.ts'
import { newUser } from '../../test/caller.ts'
import { fault } from '../../test/subgraph.ts'
import { testDeeds, type TestDeeds } from './deeds.fixture.ts'

let box: TestDeeds
beforeAll(async () => {
  box = await testDeeds()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('myDeedUpdated', () => {
  const WATCH = 'subscription { myDeedUpdated { id state } }'
  interface Shown {
    myDeedUpdated: { id: string; state: string }
  }

  test('shows what is open and what was decided just now, then each change, and nothing of others', async () => {
    const user = newUser()
    const decided = await box.done(user, { task: 'CYCLING' })
    const open = await box.submit(user)
    await box.reading<Shown>(user, WATCH, async (next) => {
      const first = [(await next()).data?.myDeedUpdated, (await next()).data?.myDeedUpdated]
      expect(first).toEqual([
        { id: decided.id, state: 'APPROVED' },
        { id: open.id, state: 'PENDING' },
      ])
      await box.done(newUser())
      await box.judge(open, { verdict: 'MANUAL_REVIEW' })
      expect((await next()).data?.myDeedUpdated).toEqual({ id: open.id, state: 'MANUAL_REVIEW' })
      await box.review(open, 'REJECTED')
      expect((await next()).data?.myDeedUpdated).toEqual({ id: open.id, state: 'REJECTED' })
      const another = await box.submit(user, { task: 'RECYCLING', material: 'PAPER' })
      expect((await next()).data?.myDeedUpdated).toEqual({ id: another.id, state: 'PENDING' })
    })
  })

  test('needs a sign-in', async () => {
    const answer = await box.ask<Shown>(ANONYMOUS, WATCH)
    expect(fault(answer).code).toBe('UNAUTHENTICATED')
    expect(box.listening()).toBe(0)
  })
})
