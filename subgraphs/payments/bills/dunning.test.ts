import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin, by, openPaying, type Paying } from '../paying/paying.fixture.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('what nobody pays', () => {
  test('is tried again after 1, 3 and 7 days, blocks its user after 14, and unblocks them at once when it is paid', async () => {
    const userId = newId()
    const card = await box.keep(userId, 'pm_card_chargeCustomerFail')
    const its = await box.overdue(1_000, userId)
    const tries = () =>
      box.db.selectFrom('operation').select('id').where('kind', '=', 'CHARGE').where('subject_id', '=', its.billId).execute()
    for (const [day, times, steps] of [
      [0.9, 1, 1],
      [1.1, 2, 2],
      [2.9, 2, 2],
      [3.1, 3, 3],
      [7.1, 4, 4],
      [13.9, 4, 4],
    ] as const) {
      await box.dun(its.sessionId, day)
      expect([day, (await tries()).length]).toEqual([day, times])
      expect(await box.said('payments.reminder.due', its.billId)).toHaveLength(steps)
    }
    expect(await box.said('payments.standing.changed', userId)).toEqual([])
    // Another bill of the same user blocks too: both must be paid.
    const other = await box.overdue(700, userId)
    await box.dun(its.sessionId, 14.1)
    for (const day of [1.1, 3.1, 7.1, 14.1]) await box.dun(other.sessionId, day)
    expect((await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)).toEqual(['BLOCKED'])
    const good = await box.keep(userId)
    expect(await box.pay(userId, its.billId, good.id)).toMatchObject({ state: 'PAID' })
    expect((await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)).toEqual(['BLOCKED'])
    expect(await box.pay(userId, other.billId, good.id)).toMatchObject({ state: 'PAID' })
    expect((await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)).toEqual(['BLOCKED', 'STANDARD'])
    expect(card.id).not.toBe(good.id)
  })

  test('is not tried again without its user where the bank wants them', async () => {
    const userId = newId()
    await box.keep(userId, 'pm_card_authenticationRequired')
    const its = await box.overdue(1_000, userId)
    await box.dun(its.sessionId, 1.1)
    const charges = await box.db.selectFrom('operation').select('id').where('subject_id', '=', its.billId).execute()
    expect(charges).toHaveLength(1)
    expect(await box.said('payments.reminder.due', its.billId)).toHaveLength(2)
    // Another card is tried at the next step.
    await box.keep(userId)
    await box.dun(its.sessionId, 3.1)
    await box.isEven(its.sessionId, 1_000)
  })

  test('blocks its user in its time although they have a page open to pay it, and unblocks them once they confirm it', async () => {
    const userId = newId()
    const its = await box.overdue(1_000, userId)
    for (const day of [1.1, 3.1, 7.1]) await box.dun(its.sessionId, day)
    const asks = await box.keep(userId, 'pm_card_authenticationRequired')
    expect(await box.pay(userId, its.billId, asks.id)).toMatchObject({ state: 'PAYING' })
    const standings = async () => (await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)
    await box.dun(its.sessionId, 13.9)
    expect(await standings()).toEqual([])
    await box.dun(its.sessionId, 14.1)
    expect(await standings()).toEqual(['BLOCKED'])
    await box.confirm(its.billId)
    await box.comesTo(its.sessionId, 'PAID')
    expect(await standings()).toEqual(['BLOCKED', 'STANDARD'])
  })

  test('two bills of one user that are paid at once unblock them', async () => {
    const userId = newId()
    const both = [await box.overdue(1_000, userId), await box.overdue(700, userId)]
    for (const { sessionId } of both) for (const day of [1.1, 3.1, 7.1, 14.1]) await box.dun(sessionId, day)
    await box.fill(userId, 1_700)
    await Promise.all(both.map(({ billId }) => box.pay(userId, billId)))
    expect((await box.said('payments.standing.changed', userId)).map(({ standing }) => standing)).toEqual(['BLOCKED', 'STANDARD'])
  })

  test('is given up by an admin, at the cost of the platform; what comes after that is no refund', async () => {
    const its = await box.overdue(1_000)
    expect(await box.giveUp(by(its.userId, 'DRIVER'), its.billId)).toBe('FORBIDDEN')
    expect(await box.giveUp(admin, its.billId)).toMatchObject({ state: 'WRITTEN_OFF' })
    expect(await box.giveUp(admin, its.billId)).toMatchObject({ state: 'WRITTEN_OFF', due: { amountMinor: 0 } })
    expect(await box.accounts(its.userId)).toEqual({})
    expect((await box.accounts(its.operatorId))['OPERATOR_PAYABLE']).toBe(-1_000)
    expect(await box.db.selectFrom('audit').select('action').where('subject_id', '=', its.billId).execute()).toEqual([
      { action: 'bill.waived' },
    ])
    // A correction: less was given up, then nothing.
    const less = await box.correct(its.record, 400)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'WRITTEN_OFF', written_off_minor: 400, refunded_minor: 0 })
    await box.correct(less, 0)
    expect(await box.billOf(its.sessionId)).toMatchObject({ state: 'PAID', written_off_minor: 0 })
    expect(await box.accounts(its.userId)).toEqual({})
  })
})

test('an admin lets a user charge without a hold; who is blocked stays so until they have paid', async () => {
  const set = (userId: string, who = admin) =>
    box.mutate(who, 'setStanding', 'SetStandingInput', { userId, standing: 'POST_PAID', reason: 'a fleet' }, 'paymentStanding')
  const its = await box.overdue(1_000)
  expect(await set(its.userId, by(its.userId, 'DRIVER'))).toBe('FORBIDDEN')
  for (const day of [1.1, 3.1, 7.1, 14.1]) await box.dun(its.sessionId, day)
  expect(await set(its.userId)).toEqual({ paymentStanding: 'BLOCKED' })
  await box.fill(its.userId, 1_000)
  await box.pay(its.userId, its.billId)
  expect((await box.said('payments.standing.changed', its.userId)).at(-1)).toMatchObject({ standing: 'POST_PAID' })
})
