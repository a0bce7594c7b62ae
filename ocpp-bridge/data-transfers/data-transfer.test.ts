import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ knownVendors: ['com.known'] })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const SHOWN = 'dataTransfers(first: 100) { edges { node { vendorId messageId data status } } }'
interface Shown {
  dataTransfers: { edges: { node: { vendorId: string; data: string } }[] }
}

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'

  test('what a charger sends is kept; only a maker that is known here is accepted', async () => {
    const { charger, shown } = await askCharger(bridge, { version })
    const strange = { vendorId: 'org.strange', messageId: 'm1', data: is16 ? 'text' : { deep: [1] } }
    expect(await charger.call('DataTransfer', strange)).toEqual({ status: 'UnknownVendorId' })
    expect(await charger.call('DataTransfer', { vendorId: 'COM.Known' })).toEqual({ status: 'Accepted' })
    const { edges } = (await shown<Shown>(SHOWN)).dataTransfers
    expect(edges.map(({ node }) => node)).toEqual([
      { vendorId: 'COM.Known', messageId: null, data: null, status: 'Accepted' },
      {
        vendorId: 'org.strange',
        messageId: 'm1',
        data: is16 ? 'text' : '{"deep":[1]}',
        status: 'UnknownVendorId',
      },
    ])
    expect(violations(charger)).toEqual([])
  })

  test('what is sent to a charger is sent as its version has it, and its answer comes back', async () => {
    const answers = { DataTransfer: () => ({ status: 'Accepted', data: 'pong' }) }
    const { ask, charger } = await askCharger(bridge, { version, answers })
    const { state, response, request } = await ask('transferData', { vendorId: 'com.known', messageId: 'ping', json: { n: 1 } })
    expect([state, response]).toEqual(['ACCEPTED', { status: 'Accepted', data: 'pong' }])
    expect(request).toEqual({ vendorId: 'com.known', messageId: 'ping', data: is16 ? '{"n":1}' : { n: 1 } })
    expect((await ask('transferData', { vendorId: 'com.known', data: 'text' })).request).toMatchObject({ data: 'text' })
    expect(violations(charger)).toEqual([])
  })

  test('a maker whose messages the charger does not know is a no', async () => {
    const { ask } = await askCharger(bridge, { version, answers: { DataTransfer: () => ({ status: 'UnknownVendorId' }) } })
    expect(await ask('transferData', { vendorId: 'x' })).toMatchObject({ state: 'REJECTED', status: 'UnknownVendorId' })
  })
})

test('of one charger so many are kept, and so many bytes, the newest; of others nothing goes', async () => {
  const [full, other] = [await askCharger(bridge, {}), await askCharger(bridge, {})]
  const row = (stationId: string, bytes: number) => ({
    id: newId(),
    station_id: stationId,
    vendor_id: 'x',
    message_id: null,
    data: 'x',
    bytes,
    status: 'UnknownVendorId',
  })
  const count = async (stationId: string) => {
    const rows = await bridge.db.selectFrom('data_transfer').select('data').where('station_id', '=', stationId).execute()
    return rows.length
  }
  const rows = Array.from({ length: OCPP_LIMITS.dataTransferRows }, () => row(full.stationId, 1))
  await bridge.db
    .insertInto('data_transfer')
    .values([...rows, row(other.stationId, 1)])
    .execute()
  await full.charger.call('DataTransfer', { vendorId: 'newest' })
  expect(await count(full.stationId)).toBe(OCPP_LIMITS.dataTransferRows)
  expect((await full.shown<Shown>(SHOWN)).dataTransfers.edges[0]?.node.vendorId).toBe('newest')
  await bridge.db.insertInto('data_transfer').values(row(full.stationId, OCPP_LIMITS.dataTransferBytes)).execute()
  await full.charger.call('DataTransfer', { vendorId: 'small', data: 'small' })
  expect(await count(full.stationId)).toBe(1)
  expect(await count(other.stationId)).toBe(1)
})
