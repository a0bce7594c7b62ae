import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import type { ChargePoint } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { transactionOn, VERSIONS } from '../words.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

/** A session of one charger: its start, two samples, its stop. */
async function charge(charger: ChargePoint): Promise<void> {
  await charger.start({ idToken: 'DRIVER1' })
  for (let sample = 0; sample < 2; sample++) {
    charger.clock.advance(60)
    await charger.meter()
  }
  await charger.stop()
  await charger.waitFor('ended')
}

/** Cuts the line as soon as this many frames of the session have passed, in either direction. */
function cutAfter(charger: ChargePoint, count: number): void {
  const { frames } = charger.wire
  const push = frames.push.bind(frames)
  let passed = 0
  frames.push = (...more) => {
    if (++passed === count) setImmediate(() => charger.wire.cut())
    return push(...more)
  }
}

const meteredCount = async () => (await bridge.said('ocpp.transaction.metered')).length

test.each(VERSIONS)(
  '%s: a line that is cut at each step of a transaction, before the answer and after it: one session',
  async (version) => {
    const whole = await bridge.connect((await bridge.register()).identity, { version })
    const [before, meteredBefore] = [whole.wire.frames.length, await meteredCount()]
    await charge(whole)
    const metered = (await meteredCount()) - meteredBefore
    const steps = whole.wire.frames.length - before
    expect(steps).toBeGreaterThanOrEqual(8)
    for (let step = 1; step <= steps; step++) {
      const soFar = await meteredCount()
      const { identity, stationId } = await bridge.register()
      const charger = await bridge.connect(identity, { version })
      cutAfter(charger, step)
      await charge(charger)
      const { registerWh } = await charger.waitFor('ended')
      const started = (await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)
      expect(started, `cut after ${step}`).toHaveLength(1)
      const ended = (await bridge.said('ocpp.transaction.ended')).filter(
        ({ transactionId }) => transactionId === started[0]?.transactionId,
      )
      expect(ended, `cut after ${step}`).toMatchObject([{ meterStopWh: registerWh, inferredFrom: null }])
      expect((await meteredCount()) - soFar, `cut after ${step}`).toBe(metered)
      const kept = await bridge.db.selectFrom('quarantine').select('reason').where('identity', '=', identity).execute()
      expect(kept, `cut after ${step}`).toEqual([])
    }
  },
)

test.each(VERSIONS)(
  '%s: a charger that flaps between two nodes: the newest line has it, and nothing that was acknowledged is missing',
  async (version) => {
    const node = await bridge.addNode()
    const { identity, stationId } = await bridge.register()
    const connect = (url: string) => bridge.connect(identity, { version, url, reconnect: false, boot: false })
    let charger = await connect(bridge.app.url)
    let transaction = transactionOn(charger)
    await transaction.begin()
    const acknowledged: number[] = []
    const sample = async (on: typeof transaction, seqNo: number): Promise<void> => {
      await on.sample({ seqNo, wh: 1_000 + seqNo })
      acknowledged.push(1_000 + seqNo)
    }
    for (let flap = 1; flap <= 15; flap++) {
      const late = sample(transaction, 2 * flap - 1).catch(() => undefined)
      charger = await connect(flap % 2 === 0 ? bridge.app.url : node.url)
      const { id } = transaction
      transaction = transactionOn(charger)
      transaction.nameAs(id)
      await sample(transaction, 2 * flap)
      await late
    }
    const told = (await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)
    expect(told).toHaveLength(1)
    const samples = (await bridge.said('ocpp.transaction.metered')).filter(
      ({ transactionId }) => transactionId === told[0]?.transactionId,
    )
    const registers = new Set(samples.flatMap((data) => data.samples.map(({ registerWh }) => registerWh)))
    expect(acknowledged.filter((wh) => !registers.has(wh))).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(15)
    // It was never offline: each line took it over from the one before.
    expect((await bridge.said('ocpp.charge-point.disconnected')).filter((data) => data.stationId === stationId)).toEqual([])
    const owners = await bridge.db.selectFrom('connection').select('identity').where('identity', '=', identity).execute()
    expect(owners).toHaveLength(1)

    // A command that the other node takes finds the newest line, and its answer comes back.
    const [commandId, sessionId] = [newId(), newId()]
    const start = { commandId, sessionId, stationId, evseNumber: 1, connectorNumber: 1, idToken: newIdToken(), userId: newId() }
    await bridge.tell('charging.start.requested', sessionId, { ...start, expiresAt: new Date(Date.now() + 60_000).toISOString() })
    await bridge.waitFor('ocpp.command.accepted', (data) => data.commandId === commandId)
    await until(() => charger.events.some(({ name }) => name === 'commanded'))
  },
)
