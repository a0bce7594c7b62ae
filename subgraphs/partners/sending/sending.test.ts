import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../../test/until.ts'
import { testWebhooks, verified, type Webhooks } from '../webhooks.fixture.ts'

let box: Webhooks
beforeAll(async () => {
  box = await testWebhooks()
})
afterAll(async () => {
  await box[Symbol.asyncDispose]()
  await box.receives[Symbol.asyncDispose]()
})

describe('a webhook', () => {
  test('arrives once, signed as standardwebhooks checks it, and is told nobody else', async () => {
    const [mine, other] = [await box.endpoint(), await box.endpoint()]
    const { reportId } = (await box.report(mine.partner.userId)).data
    const [one, ...more] = await box.sent(box.receives, mine.path, 1)
    expect(more).toEqual([])
    expect(one).toMatchObject({ type: 'fault.reported', sequence: 1, data: { reportId, fault: 'BLOCKED' } })
    expect(one?.body).not.toContain('userId')
    if (!one) throw new Error('nothing came')
    verified(one, mine.secret)
    expect(() => verified(one, other.secret)).toThrow()
    expect(() => verified({ ...one, body: one.body.replace('BLOCKED', 'BROKEN') }, mine.secret)).toThrow()
    const shown = await until(async () => {
      const found = await box.shown(mine.partner, mine.id)
      return found?.messages[0]?.state === 'DELIVERED' && found
    })
    expect(shown.messages[0]).toMatchObject({
      id: one.id,
      body: one.body,
      nextAt: null,
      attempts: [{ status: 204, failure: null }],
    })
    expect(box.receives.at(other.path)).toEqual([])
  })
})
