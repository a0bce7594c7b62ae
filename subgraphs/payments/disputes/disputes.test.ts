import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { until } from '../../../test/until.ts'
import { dueOf } from '../bills/due.ts'
import { admin, by, openPaying, type Paying } from '../paying/paying.fixture.ts'

let box: Paying
beforeAll(async () => {
  box = await openPaying()
})
afterAll(() => box[Symbol.asyncDispose]())

describe('a dispute', () => {
  test('takes the money back, refuses refunds, holds what the operator gets; lost, its user owes it again', async () => {
    const its = await box.paid(2_000)
    const [payment] = await box.paymentsOf(its.billId)
    const dispute = box.control.dispute(payment?.external_id ?? '')
    await box.hook('DISPUTE', dispute)
    const row = () => box.db.selectFrom('dispute').selectAll().where('external_id', '=', dispute).executeTakeFirst()
    const opened = await until(row)
    expect(opened).toMatchObject({ state: 'NEEDS_RESPONSE', amount_minor: 2_000 })
    expect(await box.refund(admin, its.billId, 100)).toBe('CONFLICT')
    // The provider's own price of it is ours to bear.
    expect(await box.linesOf(opened.id, 'DISPUTE_OPENED')).toEqual([-4_000, 2_000, 2_000])
    const answer = (text: string) =>
      box.mutate(admin, 'answerDispute', 'AnswerDisputeInput', { disputeId: opened.id, text, documents: ['log.pdf'] }, 'id state')
    // What the provider refuses was not said: it may be said anew.
    box.control.fault({ kind: 'REFUSED', call: 'POST /v1/disputes/:id' })
    expect(await answer('They did.')).toMatchObject({ state: 'NEEDS_RESPONSE' })
    const stranger = by(newId(), 'OPERATOR', 'DRIVER')
    const input = { disputeId: opened.id, text: 'Give it to me.', documents: [] }
    expect(await box.mutate(stranger, 'answerDispute', 'AnswerDisputeInput', input, 'state')).toBe('FORBIDDEN')
    // Of two who answer at once one is heard.
    const both = await Promise.all(['They charged.', 'They drove.'].map(answer))
    expect(both.filter((one) => one === 'CONFLICT')).toHaveLength(1)
    const said = both[0] === 'CONFLICT' ? 'They drove.' : 'They charged.'
    expect(await until(async () => ((await row())?.state === 'UNDER_REVIEW' ? row() : null))).toMatchObject({
      evidence: { text: said },
    })
    const sentTo = await box.db
      .selectFrom('operation')
      .select('request')
      .where('subject_id', '=', opened.id)
      .where('state', '=', 'DONE')
      .execute()
    expect(sentTo).toMatchObject([{ request: { evidence: { text: said } } }])
    const noted = box.db.selectFrom('audit').select(['action', 'actor_id']).where('subject_id', '=', opened.id)
    expect((await noted.execute()).at(-1)).toEqual({
      action: 'dispute.answered',
      actor_id: admin.kind === 'user' ? admin.userId : '',
    })
    expect(await answer(said)).toMatchObject({ state: 'UNDER_REVIEW' })
    expect(await answer('Something else.')).toBe('CONFLICT')
    box.control.closeDispute(dispute, 'lost')
    await box.hook('DISPUTE', dispute)
    await box.hook('DISPUTE', dispute)
    const bill = await box.comesTo(its.sessionId, 'OVERDUE')
    expect(bill).toMatchObject({ why: 'DISPUTE_LOST', lost_minor: 2_000 })
    expect(dueOf(bill)).toBe(2_000)
    expect(await box.accounts(its.userId)).toEqual({ RECEIVABLE: 2_000 })
    // Nobody charges them behind their back.
    await box.keep(its.userId)
    await box.dun(its.sessionId, 2)
    expect(await box.paymentsOf(its.billId)).toHaveLength(1)
  })

  test('won: what a correction could not give back meanwhile goes back now', async () => {
    const its = await box.held(3_000)
    const first = await box.record(its, 2_000)
    const { id: billId } = await box.comesTo(its.sessionId, 'PAID')
    const dispute = box.control.dispute((await box.paymentsOf(billId))[0]?.external_id ?? '')
    await box.hook('DISPUTE', dispute)
    await until(async () => (await box.paymentsOf(billId))[0]?.disputed_minor === 2_000)
    await box.correct(first, 1_600)
    expect(await box.refundsOf(billId)).toEqual([])
    // Who leaves waits for the bank.
    await box.tell('accounts.deletion.proposed', its.userId, { deletionId: newId(), userId: its.userId, round: 1 })
    const judged = await until(async () => (await box.said('person.leaving.judged', `${its.userId} payments`))[0])
    expect(judged).toMatchObject({ hold: { passes: true, text: expect.stringContaining('bank') as string } })
    box.control.closeDispute(dispute, 'won')
    await box.hook('DISPUTE', dispute)
    await box.sent(billId, 'SUCCEEDED')
    await box.isEven(its.sessionId, 2_000, 400)
    const { id: disputeId } = await box.db
      .selectFrom('dispute')
      .select('id')
      .where('external_id', '=', dispute)
      .executeTakeFirstOrThrow()
    const late = { disputeId, text: 'They charged.', documents: [] }
    expect(await box.mutate(admin, 'answerDispute', 'AnswerDisputeInput', late, 'state')).toBe('CONFLICT')
  })

  test('is answered in time, or not at all', async () => {
    const its = await box.paid(2_000)
    const dispute = box.control.dispute((await box.paymentsOf(its.billId))[0]?.external_id ?? '')
    await box.hook('DISPUTE', dispute)
    const of = box.db.selectFrom('dispute').select('id').where('external_id', '=', dispute)
    const { id: disputeId } = await until(() => of.executeTakeFirst())
    await box.db
      .updateTable('dispute')
      .set({ due_by: new Date(0) })
      .where('id', '=', disputeId)
      .execute()
    const late = { disputeId, text: 'They charged.', documents: [] }
    expect(await box.mutate(admin, 'answerDispute', 'AnswerDisputeInput', late, 'state')).toBe('CONFLICT')
  })

  test('lost by a guest is theirs to pay, and no loss of who has sold it', async () => {
    const [its, operatorId] = [await box.held(2_000), newId()]
    const { userId, sessionId } = its
    await box.tell('accounts.user.registered', userId, { userId, displayName: 'Guest', roles: ['DRIVER'], guest: true })
    // 5.00 above what was blocked, which nobody asks a guest for.
    await box.record({ ...its, operatorId }, 2_500)
    const { id: billId } = await box.comesTo(sessionId, 'PAID')
    const dispute = box.control.dispute((await box.paymentsOf(billId))[0]?.external_id ?? '')
    await box.hook('DISPUTE', dispute)
    await until(async () => (await box.paymentsOf(billId))[0]?.disputed_minor === 2_000)
    box.control.closeDispute(dispute, 'lost')
    await box.hook('DISPUTE', dispute)
    const bill = await until(async () => {
      const now = await box.billOf(sessionId)
      return now.lost_minor > 0 && now
    })
    expect(bill).toMatchObject({ state: 'OVERDUE', why: 'DISPUTE_LOST', borne_minor: 500, written_off_minor: 500 })
    expect([await box.accounts(operatorId), await box.accounts(userId)]).toEqual([
      { OPERATOR_PAYABLE: -2_000 },
      { RECEIVABLE: 2_000 },
    ])
  })

  test('of a payment that nobody knows here is noted for a person', async () => {
    const dispute = box.control.dispute(box.control.foreignCharge(2_000, 'eur'))
    await box.hook('DISPUTE', dispute)
    expect(await until(() => box.mismatchOf(dispute))).toMatchObject({ kind: 'DISPUTE_OF_UNKNOWN', theirs_minor: 2_000 })
  })
})
