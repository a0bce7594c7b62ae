import { expect, test } from 'vitest'
import type { ChargePoint } from '../test/charge-point.ts'
import { testBridge } from './bridge.fixture.ts'

const CHARGERS = 30
const versions = ['1.6', '2.0.1', '2.1'] as const

test('after a line that failed for all, every charger with a queued session comes back, and each session is told once', async () => {
  await using bridge = await testBridge()
  await bridge.issue('DRIVER1')
  const chargers: ChargePoint[] = []
  for (let i = 0; i < CHARGERS; i++) {
    const { identity } = await bridge.register(`STORM-${i}`)
    chargers.push(await bridge.connect(identity, { version: versions[i % 3] as (typeof versions)[number] }))
  }
  await Promise.all(
    chargers.map(async (charger) => {
      await charger.goOffline()
      await charger.start({ idToken: 'DRIVER1' })
      for (let i = 0; i < 5; i++) {
        charger.clock.advance(60)
        await charger.meter()
      }
      await charger.stop()
    }),
  )
  await Promise.all(
    chargers.map(async (charger) => {
      await charger.goOnline()
      await charger.flushed()
    }),
  )
  expect(chargers.flatMap(({ events }) => events.filter(({ name }) => name === 'refused'))).toEqual([])
  const names = (await bridge.events()).map(({ name }) => name)
  expect(names.filter((name) => name === 'ocpp.transaction.started')).toHaveLength(CHARGERS)
  expect(names.filter((name) => name === 'ocpp.transaction.ended')).toHaveLength(CHARGERS)
  // No reply was late, so nothing was sent twice.
  for (const charger of chargers) {
    const sent = charger.wire.frames.filter(({ direction, text }) => direction === 'out' && text.startsWith('[2,'))
    const ids = sent.map(({ text }) => (JSON.parse(text) as string[])[1])
    expect(new Set(ids).size).toBe(ids.length)
  }
})
