import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { userCaller, admin } from '../../test/caller.ts'
import { until } from '../../test/until.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { testAuthority } from '../connections/tls.fixture.ts'
import { createAuthority } from './authority.ts'
import { newAuthority, newRequest } from './certificates.fixture.ts'

const authority = await testAuthority()
const serverAuthority = authority.pem
const server = await authority.issue('localhost')
let ours: { key: string; certificate: string }
let bridge: TestBridge
beforeAll(async () => {
  ours = await newAuthority()
  const tls = { key: server.key, certificate: server.cert, clientCa: ours.certificate }
  bridge = await testBridge({ tls, authority: ours })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const LIST = `query ($id: UUID!) { chargePoint(id: $id) { certificates { edges { node { serial subject pem notAfter revokedAt } } } } }`
interface Listed {
  chargePoint: { certificates: { edges: { node: { serial: string; subject: string; pem: string; revokedAt: string | null } }[] } }
}
const certificatesOf = async (id: string) =>
  (await bridge.ask<Listed>(admin, LIST, { id })).data?.chargePoint.certificates.edges.map(({ node }) => node) ?? []

/** A charger over TLS that asks for a certificate, and what it gets. */
async function withCertificate(version: '1.6' | '2.0.1' | '2.1') {
  const { stationId, identity } = await bridge.register()
  const got = Promise.withResolvers<string>()
  const charger = await bridge.connect(identity, {
    version,
    tls: { ca: serverAuthority },
    answers: {
      CertificateSigned: (payload) => {
        got.resolve(String(payload['certificateChain']))
        return { status: 'Accepted' }
      },
    },
  })
  const { key, csr } = await newRequest(`CN=${identity}`)
  expect(await charger.call('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
  return { stationId, identity, charger, key, chain: await got.promise }
}

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  test('a charger gets a certificate in its own name, comes with it alone, and comes no more when it is revoked', async () => {
    const { stationId, identity, charger, key, chain } = await withCertificate(version)
    const leaf = new X509Certificate(chain)
    expect(leaf.subject).toBe(`CN=${identity}`)
    expect(leaf.verify(new X509Certificate(ours.certificate).publicKey)).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(violations(charger)).toEqual([])
    const [listed] = await certificatesOf(stationId)
    expect(listed?.pem.trim()).toBe(chain.slice(0, chain.indexOf('-----END') + 25).trim())

    const tls = { ca: serverAuthority, cert: chain, key }
    const second = await bridge.connect(identity, { version, tls, password: 'not needed', reconnect: false })
    expect(second.events).toContainEqual({ name: 'booted', status: 'Accepted' })

    const REVOKE = `mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { revokedAt } }`
    const input = { serial: listed?.serial }
    const stranger = userCaller(['OPERATOR'])
    expect((await bridge.ask(stranger, REVOKE, { input })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
    expect((await bridge.ask(admin, REVOKE, { input })).errors).toBeUndefined()
    await second.waitFor('disconnected')
    await expect(bridge.connect(identity, { version, tls, password: 'not needed' })).rejects.toThrow('401')
    expect((await certificatesOf(stationId))[0]?.revokedAt).not.toBeNull()
  })

  test('a certificate of one charger does not open the connection of another', async () => {
    const { chain, key } = await withCertificate(version)
    const other = await bridge.register()
    const tls = { ca: serverAuthority, cert: chain, key }
    await expect(bridge.connect(other.identity, { version, tls, password: 'wrong' })).rejects.toThrow('401')
  })

  test('what happened to its security is kept for its operator', async () => {
    const { stationId, identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version, tls: { ca: serverAuthority } })
    const type = 'TamperDetectionActivated'
    await charger.call('SecurityEventNotification', { type, timestamp: new Date().toISOString(), techInfo: 'the lid' })
    const EVENTS = `query ($id: UUID!) { chargePoint(id: $id) { securityEvents { edges { node { type techInfo } } } } }`
    const { data } = await bridge.ask(admin, EVENTS, { id: stationId })
    expect(data).toMatchObject({ chargePoint: { securityEvents: { edges: [{ node: { type, techInfo: 'the lid' } }] } } })
  })
})

describe('a request is not signed', () => {
  const asked = async (change: (identity: string) => Promise<object>, password?: string | false) => {
    const { stationId, identity } = await bridge.register(undefined, password === undefined ? {} : { password })
    const charger = await bridge.connect(identity, { version: '2.0.1', tls: { ca: serverAuthority } })
    const reply = await charger.call('SignCertificate', { ...(await change(identity)) })
    expect(await certificatesOf(stationId)).toEqual([])
    return reply
  }
  const REJECTED = { status: 'Rejected' }

  test('in the name of another charger', async () => {
    expect(await asked(async () => newRequest('CN=somebody-else').then(({ csr }) => ({ csr })))).toEqual(REJECTED)
  })
  test('with two names', async () => {
    expect(await asked(async (identity) => newRequest(`CN=${identity}, CN=other`).then(({ csr }) => ({ csr })))).toEqual(REJECTED)
  })
  test('whose signature is not by its own key', async () => {
    const broken = async (identity: string) => {
      const { csr } = await newRequest(`CN=${identity}`)
      const lines = csr.trim().split('\n')
      const last = lines.at(-2) ?? ''
      lines[lines.length - 2] = `${last.startsWith('A') ? 'B' : 'A'}${last.slice(1)}`
      return { csr: lines.join('\n') }
    }
    expect(await asked(broken)).toEqual(REJECTED)
  })
  test('that is no request', async () => {
    expect(await asked(() => Promise.resolve({ csr: 'nonsense' }))).toEqual(REJECTED)
  })
  test('for a V2G certificate', async () => {
    const v2g = (identity: string) => newRequest(`CN=${identity}`).then(({ csr }) => ({ csr, certificateType: 'V2GCertificate' }))
    expect(await asked(v2g)).toEqual(REJECTED)
  })
  test('more often than a charger needs one', async () => {
    const { stationId, identity } = await bridge.register()
    const charger = await bridge.connect(identity, { version: '2.0.1', tls: { ca: serverAuthority } })
    const { csr } = await newRequest(`CN=${identity}`)
    const replies = []
    for (let i = 0; i < 6; i++) replies.push((await charger.call('SignCertificate', { csr }))['status'])
    expect(replies).toEqual([...Array<string>(5).fill('Accepted'), 'Rejected'])
    expect(await certificatesOf(stationId)).toHaveLength(5)
  })
})

test('an authority needs the key of its certificate, and a certificate of an authority', async () => {
  const other = await newAuthority()
  await expect(createAuthority({ key: 'x', certificate: ours.certificate })).rejects.toThrow('OCPP_CA_KEY')
  const leaf = await newAuthority('CN=no authority', false)
  await expect(createAuthority(leaf)).rejects.toThrow('OCPP_CA_CERTIFICATE')
  await expect(createAuthority({ key: other.key, certificate: ours.certificate })).rejects.toThrow('OCPP_CA_KEY')
})

test('a charger whose certificate ends soon is asked to renew it, once', async () => {
  const { stationId, charger } = await withCertificate('2.0.1')
  await bridge.db
    .updateTable('certificate')
    .set({ not_after: new Date(Date.now() + 86_400_000) })
    .where('station_id', '=', stationId)
    .execute()
  const { renewCertificates } = await import('./renewal.handler.ts')
  const services = { db: bridge.db, authority: {} } as never
  await renewCertificates(services)
  await renewCertificates(services)
  await until(() => charger.events.some((event) => event.name === 'commanded' && event.action === 'TriggerMessage'))
  const asked = await bridge.db
    .selectFrom('charge_point_command')
    .select('id')
    .where('station_id', '=', stationId)
    .where('kind', '=', 'TRIGGER_MESSAGE')
    .execute()
  expect(asked).toHaveLength(1)
})

test('a charger of which no password is known gets no certificate, whatever it sends as one', async () => {
  await using open = await testBridge({ allowProfile0: true, authority: ours })
  const signed = async (identity: string) => {
    const charger = await open.connect(identity, { version: '2.0.1', password: 'anything' })
    return async () => charger.call('SignCertificate', { csr: (await newRequest(`CN=${identity}`)).csr })
  }
  const { identity } = await open.register(undefined, { password: false })
  expect(await (await signed(identity))()).toEqual({ status: 'Rejected' })
  // The same where it was connected before it was registered.
  const early = `CP-${identity}`
  const sign = await signed(early)
  const { stationId } = await open.register(early, { password: false })
  await open.waitFor('ocpp.charge-point.connected', (data) => data.stationId === stationId)
  expect(await sign()).toEqual({ status: 'Rejected' })
})
