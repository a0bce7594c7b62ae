import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { Caller } from '#lib/auth.ts'
import { admin, userCaller } from '../../test/caller.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const SET = `mutation ($input: SetCostDisplayInput!) { setCostDisplay(input: $input) { id showsCost } }`
const setDisplay = (chargePointId: string, shows = true, caller: Caller = admin) =>
  bridge.ask(caller, SET, { input: { chargePointId, shows } })
/** A charger that shows costs, in the middle of a transaction. */
const charging = async (options: Partial<ChargePointOptions>, shows = true) => {
  const { stationId, identity } = await bridge.register()
  await setDisplay(stationId, shows)
  const charger = await bridge.connect(identity, { answers: { CostUpdated: () => ({}) }, ...options })
  const { id: chargerId } = await charger.start({ idToken: 'DRIVER1' })
  const started = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  const sessionId = newId()
  const cost = (amountMinor: number, more: { currency?: string; final?: boolean } = {}) =>
    bridge.tell('charging.cost.changed', sessionId, {
      sessionId,
      transactionId: started.transactionId,
      amountMinor,
      currency: 'EUR',
      final: false,
      ...more,
    })
  return { stationId, charger, chargerId, started, cost }
}
const told = (charger: ChargePoint) =>
  charger.events.flatMap((event) => (event.name === 'commanded' && event.action === 'CostUpdated' ? [event.payload] : []))

describe.each(['2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  test('a charger that shows costs is told each new one, in major units', async () => {
    const { charger, chargerId, started, cost } = await charging({ version })
    expect(started.showsCost).toBe(true)
    await cost(125)
    await until(() => told(charger).length === 1)
    await cost(125)
    await cost(1990, { currency: 'JPY' })
    await until(() => told(charger).length === 2)
    expect(told(charger)).toEqual([
      { transactionId: chargerId, totalCost: 1.25 },
      { transactionId: chargerId, totalCost: 1990 },
    ])
    expect(violations(charger)).toEqual([])
  })

  test('one that was away is told the newest when it is back', async () => {
    const { charger, cost } = await charging({ version })
    await charger.goOffline()
    await cost(100)
    await cost(200)
    await charger.goOnline()
    await until(() => told(charger).length > 0)
    expect(told(charger)).toMatchObject([{ totalCost: 2 }])
  })

  test('one whose line breaks before it answers is told again', async () => {
    const { charger, cost } = await charging({ version, answers: { CostUpdated: () => new Promise<never>(() => {}) } })
    await cost(100)
    await until(() => told(charger).length === 1)
    await charger.goOffline()
    await charger.goOnline()
    await until(() => told(charger).length === 2)
    expect(told(charger)).toMatchObject([{ totalCost: 1 }, { totalCost: 1 }])
  })

  test('one that cannot show it goes on', async () => {
    const { charger, cost } = await charging({ version, commandError: 'NotSupported' })
    await cost(100)
    await until(() => told(charger).length === 1)
    await cost(200)
    await until(() => told(charger).length === 2)
  })

  test('what it has cost in all is in the reply to its end, where it is known by then', async () => {
    const { charger, cost } = await charging({ version })
    await cost(100)
    await cost(250, { final: true })
    await charger.stop()
    const replies = charger.wire.frames.filter(({ text }) => text.includes('totalCost') && text.startsWith('[3'))
    expect(replies).toHaveLength(1)
    expect(replies[0]?.text).toContain('"totalCost":2.5')
    expect(violations(charger)).toEqual([])
  })
})

test('who shows no costs, or cannot, is told none', async () => {
  const silent = await charging({ version: '2.0.1' }, false)
  expect(silent.started.showsCost).toBeUndefined()
  const old = await charging({ version: '1.6' })
  expect(old.started.showsCost).toBeUndefined()
  await old.cost(100)
  await bridge.tell('charging.cost.changed', newId(), {
    sessionId: newId(),
    transactionId: newId(),
    amountMinor: 1,
    currency: 'EUR',
    final: true,
  })
  expect(told(old.charger)).toEqual([])
})

test('only its operator says whether a charger shows costs', async () => {
  const { stationId, operatorId } = await bridge.register()
  const operator = { kind: 'user', userId: operatorId, roles: ['OPERATOR'] } as const
  expect((await setDisplay(stationId, true, userCaller(['OPERATOR']))).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await setDisplay(stationId, true, operator)).data).toEqual({ setCostDisplay: { id: stationId, showsCost: true } })
  expect((await setDisplay(stationId, false, operator)).data).toEqual({ setCostDisplay: { id: stationId, showsCost: false } })
})
