import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { renewCertificates } from './renewal.handler.ts'
import { isCertificateBarred } from './barred.ts'
import { endingCertificates, findByFingerprint, insertCertificate, revokeCertificate } from './certificate.queries.ts'

let bridge: TestBridge
let nodeId: string
beforeAll(async () => {
  // The test renews by itself.
  bridge = await testBridge({ sweepMs: 3_600_000 })
  nodeId = newId()
  await bridge.db
    .insertInto('node')
    .values({ node_id: nodeId, seen_at: new Date(Date.now() + 3_600_000) })
    .execute()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

/** A charger that is held by a process which is no more than a row. */
async function charger({ online = true, version = '2.0.1' }: { online?: boolean; version?: '1.6' | '2.0.1' } = {}) {
  const { stationId, identity } = await bridge.register()
  if (online)
    await bridge.db
      .insertInto('connection')
      .values({
        station_id: stationId,
        identity,
        node_id: nodeId,
        epoch: sql<number>`nextval('connection_epoch')`,
        ocpp_version: version,
        security_profile: 3,
      })
      .execute()
  return stationId
}
async function certificate(stationId: string, days: number, { revoked = false } = {}) {
  const [serial, fingerprint] = [newId().replaceAll('-', ''), newId()]
  await bridge.db.transaction().execute(async (trx) => {
    await insertCertificate(trx, {
      serial,
      fingerprint,
      subject: 'CN=x',
      pem: 'x',
      station_id: stationId,
      not_before: inDays(-400),
      not_after: inDays(days),
      command_id: null,
    })
    if (revoked) await revokeCertificate(trx, serial, newId())
  })
  return { serial, fingerprint }
}
const ending = async () => new Set((await endingCertificates(bridge.db, 30)).map(({ station_id: id }) => id))
const commandsOf = (stationId: string) =>
  bridge.db.selectFrom('charge_point_command').selectAll().where('station_id', '=', stationId).execute()

test('a charger whose certificate in use ends soon is asked to renew it, and no other', async () => {
  const soon = await charger()
  await certificate(soon, 29)
  const again = await charger()
  await certificate(again, 10)
  // The one that it got since then was ended, so the first is in use still.
  await certificate(again, 390, { revoked: true })
  const others: [what: string, stationId: string][] = []
  const other = async (what: string, days: number, more: { online?: boolean; revoked?: boolean; newer?: number } = {}) => {
    const stationId = await charger(more)
    await certificate(stationId, days, more)
    if (more.newer !== undefined) await certificate(stationId, more.newer)
    others.push([what, stationId])
  }
  await other('good for long', 31)
  await other('over', -1)
  await other('revoked', 10, { revoked: true })
  await other('away', 10, { online: false })
  await other('has a newer one', 10, { newer: 390 })
  const found = await ending()
  expect([soon, again].filter((id) => !found.has(id))).toEqual([])
  expect(others.filter(([, id]) => found.has(id)).map(([what]) => what)).toEqual([])
})

test.each([
  ['1.6', 'EXTENDED_TRIGGER_MESSAGE'],
  ['2.0.1', 'TRIGGER_MESSAGE'],
] as const)('%s: it is asked once a day, in the words of its version', async (version, kind) => {
  const stationId = await charger({ version })
  await certificate(stationId, 10)
  const renew = () => renewCertificates({ db: bridge.db, authority: {} } as never)
  await renew()
  await renew()
  expect(await commandsOf(stationId)).toMatchObject([{ kind, input: { message: 'SIGN_CERTIFICATE' } }])
  await bridge.db
    .updateTable('charge_point_command')
    .set({ requested_at: inDays(-1.1) })
    .where('station_id', '=', stationId)
    .execute()
  await renew()
  expect(await commandsOf(stationId)).toHaveLength(2)
})

const isBarred = async (fingerprint: string, stationId: string) => {
  const own = bridge.db.selectFrom('charge_point').selectAll().where('station_id', '=', stationId)
  return isCertificateBarred(await own.executeTakeFirstOrThrow(), await findByFingerprint(bridge.db, fingerprint), new Date(0))
}

test('a certificate of ours opens the connection of its own charger, until it is revoked', async () => {
  const [stationId, other] = [await charger(), await charger()]
  const { serial, fingerprint } = await certificate(stationId, 10)
  expect(await isBarred(fingerprint, stationId)).toBe(false)
  // Its identity may be another station's by now.
  expect(await isBarred(fingerprint, other)).toBe(true)
  // One that we have not given is judged by its authority alone.
  expect(await isBarred(newId(), stationId)).toBe(false)
  const REVOKE = `mutation ($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { revokedAt } }`
  const revoked = []
  for (const _again of [1, 2]) revoked.push((await bridge.ask(admin, REVOKE, { input: { serial } })).data)
  expect(revoked[0]).toEqual({ revokeCertificate: { revokedAt: expect.any(String) as string } })
  expect(revoked[1]).toEqual(revoked[0])
  expect(await isBarred(fingerprint, stationId)).toBe(true)
  const audited = bridge.db.selectFrom('audit').select(['action', 'actor_id']).where('subject_id', '=', stationId)
  expect(await audited.execute()).toEqual([{ action: 'charge-point.certificate-revoked', actor_id: admin.userId }])
})
