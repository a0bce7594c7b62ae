import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { newId } from '#lib/id.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { ocppConfig } from '../config.ts'
import { VERSIONS } from '../words.fixture.ts'
import { testAuthority, type Issued } from './tls.fixture.ts'

const authority = await testAuthority()
const another = await testAuthority('Evergraph test authority')
const server = await authority.issue('localhost')
const tlsOf = ({ cert: certificate, key }: Issued, clientCa?: string) => ({ key, certificate, clientCa })
const trust = { ca: authority.pem }

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ tls: tlsOf(server, authority.pem) })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const accepted = { name: 'booted', status: 'Accepted' }
/** A registered charger, and its certificate. */
async function certified(options: Parameters<typeof authority.issue>[1] = {}, issuer = authority) {
  const { identity, stationId } = await bridge.register(`TLS-${newId().slice(-8)}`)
  return { identity, stationId, tls: { ...trust, ...(await issuer.issue(identity, options)) } }
}

describe('security profile 2', () => {
  test.each(VERSIONS)('%s: a password over TLS', async (version) => {
    const { identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version, tls: trust })
    expect(charger.events).toContainEqual(accepted)
    await expect(bridge.connect(identity, { version, tls: trust, password: 'wrong' })).rejects.toThrow('401')
  })

  test.each([
    ['of an authority that it does not know', () => another.issue('localhost')],
    ['that has expired', () => authority.issue('localhost', { days: -1 })],
    ['of another host', () => authority.issue('elsewhere.example')],
  ])('a charger does not talk to a server with a certificate %s', async (_what, issue) => {
    await using wrong = await testBridge({ tls: tlsOf(await issue(), authority.pem) })
    const { identity } = await wrong.register()
    await expect(wrong.connect(identity, { tls: trust })).rejects.toThrow(/certificate|altnames|self-signed/i)
  })

  test('without TLS nobody gets in where there is TLS, neither by password (profile 1) nor without (profile 0)', async () => {
    const { identity } = await bridge.register()
    const url = bridge.app.url.replace('wss:', 'ws:')
    await expect(bridge.connect(identity, { url })).rejects.toThrow()
    await expect(bridge.connect(identity, { url, password: undefined as unknown as string })).rejects.toThrow()
    expect((await bridge.connect(identity, { tls: trust })).events).toContainEqual(accepted)
  })

  test('TLS older than 1.2 is refused', async () => {
    const socket = connectTls({
      port: bridge.app.port,
      host: '127.0.0.1',
      ca: authority.pem,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    })
    const [error] = (await once(socket, 'error').catch((thrown: unknown) => [thrown])) as [Error]
    expect(error.message).toMatch(/protocol|alert|version/i)
  })
})

describe('security profile 3', () => {
  test.each(VERSIONS)('%s: a certificate of our authority is enough for the identity that it names', async (version) => {
    const { identity, tls } = await certified()
    const charger = await bridge.connect(identity, { version, tls, password: 'not needed' })
    expect(charger.events).toContainEqual(accepted)
  })

  test.each([
    ['that names another charger', async () => ({ ...(await certified()), identity: (await bridge.register()).identity })],
    ['of another authority, whatever name that bears', () => certified({}, another)],
    ['that has expired', () => certified({ days: -1 })],
  ])('a certificate %s counts for nothing', async (_what, make) => {
    const { identity, tls } = await make()
    await expect(bridge.connect(identity, { tls, password: 'wrong' })).rejects.toThrow('401')
    // With its password it comes as what it is: profile 2.
    expect((await bridge.connect(identity, { tls })).events).toContainEqual(accepted)
  })

  test('a certificate counts for nothing where no authority is configured', async () => {
    await using without = await testBridge({ tls: tlsOf(server) })
    const { identity } = await without.register()
    const tls = { ...trust, ...(await authority.issue(identity)) }
    await expect(without.connect(identity, { tls, password: 'wrong' })).rejects.toThrow('401')
  })

  test('who has come with a certificate does not come back with the password alone, until it has a new one', async () => {
    const { identity, stationId, tls } = await certified()
    await bridge.connect(identity, { tls, reconnect: false })
    await expect(bridge.connect(identity, { tls: trust })).rejects.toThrow('401')
    expect((await bridge.connect(identity, { tls, reconnect: false })).events).toContainEqual(accepted)

    const next = 'another password'
    const hashOf = async (of: string) =>
      (await bridge.db.selectFrom('charge_point').select('password_hash').where('station_id', '=', of).executeTakeFirstOrThrow())
        .password_hash
    const save = async (passwordHash: string | null) => {
      const place = { latitude: 52.5, longitude: 13.4 }
      const saved = { stationId, operatorId: newId(), identity, place, evses: [], passwordHash }
      await bridge.tell('stations.station.saved', stationId, saved)
    }
    // The same registration again is no new password.
    await save(await hashOf(stationId))
    await expect(bridge.connect(identity, { tls: trust })).rejects.toThrow('401')
    await save(await hashOf((await bridge.register(undefined, { password: next })).stationId))
    expect((await bridge.connect(identity, { tls: trust, password: next })).events).toContainEqual(accepted)
  })
})

test('half of the TLS material is a fault of the configuration', () => {
  const { cert, key } = server
  const read = (more: object) => () => ocppConfig({ DATABASE_URL: 'postgres://x', CALLER_PUBLIC_KEY: callerPublicKeyPem, ...more })
  expect(read({ OCPP_TLS_KEY: key })).toThrow('OCPP_TLS_CERTIFICATE')
  expect(read({ OCPP_TLS_CLIENT_CA: authority.pem })).toThrow('OCPP_TLS_KEY')
  expect(read({ OCPP_TLS_KEY: 'x', OCPP_TLS_CERTIFICATE: cert })).toThrow('PEM')
  expect(read({ OCPP_TLS_KEY: key.replaceAll('\n', '\\n'), OCPP_TLS_CERTIFICATE: cert })().tls).toMatchObject({ key })
})
