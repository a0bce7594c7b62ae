import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin, userCaller } from '../../test/caller.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { PASSWORD, testBridge, type TestBridge } from '../bridge.fixture.ts'
import { testAuthority } from '../connections/tls.fixture.ts'
import { newAuthority, newRequest } from './certificates.fixture.ts'

const theirs = await testAuthority()
const server = await theirs.issue('localhost')
const trust = { ca: theirs.pem }
let bridge: TestBridge
beforeAll(async () => {
  const tls = { key: server.key, certificate: server.cert, clientCa: theirs.pem }
  bridge = await testBridge({ tls, authority: await newAuthority() })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const BAR = `mutation ($input: BarChargePointInput!) { barChargePoint(input: $input) { barredAt } }`
const bar = (chargePointId: string, caller = admin) => bridge.ask(caller, BAR, { input: { chargePointId } })
const rowOf = (stationId: string) =>
  bridge.db.selectFrom('charge_point').selectAll().where('station_id', '=', stationId).executeTakeFirstOrThrow()
/** A password, as stations keeps it. */
const hashOf = async (password: string) => (await rowOf((await bridge.register(undefined, { password })).stationId)).password_hash
const save = async (stationId: string, identity: string, passwordHash: string | null) => {
  const place = { latitude: 52.5, longitude: 13.4 }
  await bridge.tell('stations.station.saved', stationId, {
    stationId,
    operatorId: newId(),
    identity,
    place,
    evses: [],
    passwordHash,
  })
}
const comes = async (identity: string, how: Partial<ChargePointOptions>): Promise<boolean> => {
  try {
    await bridge.connect(identity, { reconnect: false, ...how })
    return true
  } catch (error) {
    expect(String(error)).toContain('401')
    return false
  }
}

test('in one act a charger loses its socket, its password, and a certificate of whatever authority', async () => {
  const { identity, stationId } = await bridge.register()
  const old = { ...trust, ...(await theirs.issue(identity)) }
  const stolen = await bridge.connect(identity, { tls: old, reconnect: false })
  const stranger = await bar(stationId, userCaller(['OPERATOR']))
  expect(stranger.errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
  expect((await bar(stationId)).data).toEqual({ barChargePoint: { barredAt: expect.any(String) as string } })
  await stolen.waitFor('disconnected')
  expect(await comes(identity, { tls: old })).toBe(false)
  expect(await comes(identity, { tls: trust })).toBe(false)
  // The same registration again is no new password.
  await save(stationId, identity, (await rowOf(stationId)).password_hash)
  expect(await comes(identity, { tls: trust })).toBe(false)

  await save(stationId, identity, await hashOf('another password'))
  expect(await comes(identity, { tls: old, password: PASSWORD })).toBe(false)
  expect(await comes(identity, { tls: trust, password: 'another password' })).toBe(true)
  // Certificates tell their beginning in whole seconds.
  const before = new Date(Date.now() - 60_000)
  await bridge.db.updateTable('charge_point').set({ barred_at: before }).where('station_id', '=', stationId).execute()
  const fresh = { ...trust, ...(await theirs.issue(identity, { notBefore: new Date(Date.now() - 30_000) })) }
  expect(await comes(identity, { tls: fresh })).toBe(true)
  expect(await comes(identity, { tls: old })).toBe(false)
  const audited = bridge.db.selectFrom('audit').select('action').where('subject_id', '=', stationId)
  expect(await audited.execute()).toEqual([{ action: 'charge-point.barred' }])
})

test('certificates of ours end too, and none is given to who is barred', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { version: '2.0.1', tls: trust, reconnect: false })
  const { csr } = await newRequest(`CN=${identity}`)
  expect(await charger.call('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
  await bar(stationId)
  const given = bridge.db.selectFrom('certificate').select('revoked_at').where('station_id', '=', stationId)
  expect(await given.execute()).toEqual([{ revoked_at: expect.any(Date) as Date }])

  // Its socket is still open in the moment in which it is barred.
  const other = await bridge.register()
  const quick = await bridge.connect(other.identity, { version: '2.0.1', tls: trust })
  const { password_hash: hash } = await rowOf(other.stationId)
  const barred = { barred_at: new Date(), barred_password_hashes: [hash ?? ''] }
  await bridge.db.updateTable('charge_point').set(barred).where('station_id', '=', other.stationId).execute()
  const request = await newRequest(`CN=${other.identity}`)
  expect(await quick.call('SignCertificate', { csr: request.csr })).toEqual({ status: 'Rejected' })
})

test('a password that the charger was given and has not used is ended as well, also if stations hears of it later', async () => {
  const { identity, stationId } = await bridge.register()
  const next = await hashOf('the next password')
  await bridge.db.updateTable('charge_point').set({ next_password_hash: next }).where('station_id', '=', stationId).execute()
  await bar(stationId)
  expect(await comes(identity, { tls: trust, password: 'the next password' })).toBe(false)
  await save(stationId, identity, next)
  expect(await comes(identity, { tls: trust, password: 'the next password' })).toBe(false)
})

test('a station without a password lets nobody in once it is barred, whatever the configuration allows', async () => {
  await using open = await testBridge({ allowProfile0: true })
  const { identity, stationId } = await open.register(undefined, { password: false })
  const charger = await open.connect(identity, { reconnect: false })
  await open.ask(admin, BAR, { input: { chargePointId: stationId } })
  await charger.waitFor('disconnected')
  await expect(open.connect(identity, { reconnect: false })).rejects.toThrow('401')
  await until(async () => (await open.db.selectFrom('connection').selectAll().execute()).length === 0)
})
