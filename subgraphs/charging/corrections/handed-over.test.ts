import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { userCaller } from '../../../test/caller.ts'
import { admin, refusalOf, testCharging, type TestCharging } from '../charging.fixture.ts'

let box: TestCharging
beforeAll(async () => {
  box = await testCharging()
})
afterAll(() => box[Symbol.asyncDispose]())

const propose = (caller: Caller, sessionId: string) =>
  box.ask<{ proposeBillCorrection: { id: string } }>(
    caller,
    'mutation ($input: ProposeBillCorrectionInput!) { proposeBillCorrection(input: $input) { id } }',
    { input: { sessionId, energyWh: 4_000, reason: 'The meter was read.', idempotencyKey: newId() } },
  )
const approve = (caller: Caller, correctionId: string) =>
  box.ask(caller, 'mutation ($input: DecideBillCorrectionInput!) { decideBillCorrection(input: $input) { state } }', {
    input: { correctionId, approve: true },
  })
const listed = async (caller: Caller, stationId?: string) =>
  (
    await box.ask<{ billCorrections: { edges: { node: { id: string } }[] } }>(
      caller,
      'query ($filter: BillCorrectionFilter) { billCorrections(first: 5, filter: $filter) { edges { node { id } } } }',
      { filter: stationId === undefined ? {} : { stationId } },
    )
  ).data?.billCorrections.edges.length

/** A session of 10 kWh at a station that is handed over: after it, or while it runs. */
async function handedOver(when: 'AFTER' | 'WHILE', more: { held?: boolean } = {}) {
  const [driver, place, next] = [await box.driver(), await box.station(), userCaller(['OPERATOR'])]
  const transaction = await box.begin(place, { idToken: driver.idToken })
  const handOver = () => box.sayStation({ ...place, operator: next }, new Date())
  if (when === 'WHILE') await handOver()
  if (more.held) await transaction.meter(5, { registerWh: 1_020_000 })
  await transaction.end(20, 1_010_000)
  if (when === 'AFTER') await handOver()
  const { id } = await box.sessionOf(transaction.transactionId)
  return { id, before: place.operator, next, place }
}
const owners = async (id: string) => (await box.said('charging.cdr.issued', id)).map(({ bill }) => bill?.operatorId)
const toldTo = async (id: string) => (await box.said('charging.session.completed', id)).map(({ operatorId }) => operatorId)

test.each(['AFTER', 'WHILE'] as const)(
  'a session is of who operated its station when it began, and so is what corrects it: handed over %s it',
  async (when) => {
    const { id, before, next, place } = await handedOver(when)
    expect(refusalOf(await propose(next, id)).code).toBe('NOT_FOUND')
    const correctionId = (await propose(before, id)).data?.proposeBillCorrection.id ?? ''
    expect([await listed(before), await listed(next)]).toEqual([1, 0])
    expect([await listed(before, place.stationId), await listed(next, place.stationId)]).toEqual([1, 0])
    expect(await listed(userCaller(['OPERATOR']), place.stationId)).toBeUndefined()
    expect(refusalOf(await approve(next, correctionId)).code).toBe('NOT_FOUND')
    expect((await approve(admin, correctionId)).errors).toBeUndefined()
    expect(await owners(id)).toEqual([before.userId, before.userId, before.userId])
    expect(await toldTo(id)).toEqual([before.userId, before.userId])
  },
)

test('a bill that waited for a person goes to who operated it then, when they release it', async () => {
  const { id, before, next } = await handedOver('AFTER', { held: true })
  const release = (caller: Caller) =>
    box.ask(caller, 'mutation ($input: ReleaseSessionInput!) { releaseSession(input: $input) { id } }', {
      input: { sessionId: id, reason: 'Looked at.' },
    })
  expect(refusalOf(await release(next)).code).toBe('NOT_FOUND')
  expect(refusalOf(await release(before)).code).not.toBe('NOT_FOUND')
  await release(admin)
  expect(await owners(id)).toEqual([before.userId])
})

test('what begins after it was handed over is of the next operator, who may stop what runs', async () => {
  const { place, next } = await handedOver('AFTER')
  const driver = await box.driver()
  const { transactionId, end } = await box.begin(place, { idToken: driver.idToken, connectorNumber: 1, evseNumber: 2 })
  const { id } = await box.sessionOf(transactionId)
  expect((await box.stop(next, id)).errors).toBeUndefined()
  await end(20, 1_010_000)
  expect(await toldTo(id)).toEqual([next.userId])
})
