import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import type { Json } from '../../test/charge-point-wire.ts'
import { until } from '../../test/until.ts'
import { authorize as worthOf } from './authorization.handler.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

const versions = ['1.6', '2.0.1', '2.1'] as const
type Version = (typeof versions)[number]

async function station(version: Version, options: Partial<ChargePointOptions> = {}) {
  const registered = await bridge.register()
  const evses = [{}, {}]
  const charger = await bridge.connect(registered.identity, { version, evses, autoPlugIn: false, ...options })
  return { ...registered, version, charger }
}
type Station = Awaited<ReturnType<typeof station>>

/** A start as charging asks for it, once the charger has accepted it. `more` may be an event of before one-use tokens. */
async function asked({ stationId, charger }: Station, more: { idToken?: string; userId?: string | undefined } = {}) {
  const sessionId = newId()
  const start = { commandId: newId(), sessionId, stationId, evseNumber: 1, connectorNumber: 1 }
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const { userId } = { userId: newId(), ...more }
  await bridge.tell('charging.start.requested', sessionId, {
    ...start,
    idToken: more.idToken ?? newIdToken(),
    ...(userId !== undefined && { userId }),
    expiresAt,
  })
  await bridge.waitFor('ocpp.command.accepted', (data) => data.sessionId === sessionId)
  const commanded = charger.events.findLast((event) => event.name === 'commanded')
  const { idTag, idToken } = (commanded?.payload ?? {}) as { idTag?: string; idToken?: { idToken: string } }
  return { ...start, userId, token: idTag ?? idToken?.idToken ?? '' }
}

/** Asks; gives the id token info, whose fields have other names in 1.6. */
async function authorize({ version, charger }: Station, token: string) {
  const payload = version === '1.6' ? { idTag: token } : { idToken: { idToken: token, type: 'Central' } }
  return infoOf(await charger.call('Authorize', payload))
}

interface Info {
  status: string
  until: string | undefined
  group: string | undefined
}
function infoOf(reply: Json): Info {
  const info = (reply['idTagInfo'] ?? reply['idTokenInfo']) as Record<string, string> & { groupIdToken?: { idToken: string } }
  return {
    status: info['status'] ?? '',
    until: info['expiryDate'] ?? info['cacheExpiryDateTime'],
    group: info['parentIdTag'] ?? info.groupIdToken?.idToken,
  }
}

let transactions = 0
/** A transaction begins, said as it is on the wire, so that it may begin again. */
function startMessage({ version }: Station, token: string, more: { evse?: number; at?: Date } = {}) {
  const { evse = 1, at = new Date() } = more
  const timestamp = at.toISOString()
  if (version === '1.6')
    return { action: 'StartTransaction', payload: { connectorId: evse, idTag: token, meterStart: ++transactions, timestamp } }
  const transactionInfo = { transactionId: `T-${++transactions}`, chargingState: 'Charging' }
  const idToken = { idToken: token, type: 'Central' }
  const event = { eventType: 'Started', triggerReason: 'RemoteStart', seqNo: 0, offline: false, evse: { id: evse, connectorId: 1 } }
  return { action: 'TransactionEvent', payload: { ...event, timestamp, transactionInfo, idToken } }
}
const begin = async (at: Station, token: string, more: { evse?: number; at?: Date } = {}): Promise<Info> => {
  const { action, payload } = startMessage(at, token, more)
  return infoOf(await at.charger.call(action, payload))
}
const startedAt = async ({ stationId }: Station) =>
  (await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)
const seenBy = (charger: ChargePoint): string =>
  charger.wire.frames
    .map(({ text }) => text)
    .join('\n')
    .toUpperCase()

test.each(versions)(
  '%s: a token leads to one transaction at its own station, of all that begin at once with it',
  async (version) => {
    const [own, other] = [await station(version), await station(version)]
    const { token, sessionId } = await asked(own)
    const refused = version === '1.6' ? ['Invalid'] : ['Invalid', 'Unknown']
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => begin(own, token)),
      ...Array.from({ length: 4 }, () => begin(other, token)),
    ])
    expect(
      answers
        .slice(0, 4)
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['Accepted', 'Invalid', 'Invalid', 'Invalid'])
    for (const { status } of answers.slice(4)) expect(refused).toContain(status)
    expect(refused).toContain((await authorize(other, token)).status)

    // Nothing is refused a transaction: what current flows is known, and waits for a person.
    const started = [...(await startedAt(own)), ...(await startedAt(other))]
    expect(started).toHaveLength(8)
    expect(started.filter((data) => data.sessionId !== null || data.authorised)).toMatchObject([{ sessionId, authorised: true }])
    expect(violations(own.charger)).toEqual([])
  },
)

test.each(versions)('%s: a token is good at its own EVSE alone', async (version) => {
  const at = await station(version)
  const { token, sessionId } = await asked(at)
  expect((await begin(at, token, { evse: 2 })).status).not.toBe('Accepted')
  expect((await begin(at, token)).status).toBe('Accepted')
  expect((await startedAt(at)).map((data) => [data.evseNumber, data.sessionId])).toEqual([
    [2, null],
    [1, sessionId],
  ])
})

test.each(versions)('%s: before, at and after the start the token is what it was; then it is over', async (version) => {
  const at = await station(version)
  const { token } = await asked(at)
  const before = await authorize(at, token)
  expect(before.status).toBe('Accepted')
  // The charger may not remember it for long.
  const minutes = (Date.parse(before.until ?? '') - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(0)
  expect(minutes).toBeLessThan(15)

  const { action, payload } = startMessage(at, token.toLowerCase())
  const first = await at.charger.call(action, payload, 'the-start')
  expect(infoOf(first).status).toBe('Accepted')
  expect(await at.charger.call(action, payload, 'the-start')).toEqual(first)
  expect(infoOf(await at.charger.call(action, payload, 'another-id')).status).toBe('Accepted')
  expect((await authorize(at, token)).status).toBe('Accepted')

  const timestamp = new Date().toISOString()
  const stop =
    version === '1.6'
      ? { transactionId: (first as { transactionId: number }).transactionId, meterStop: 9_000, timestamp, idTag: token }
      : {
          eventType: 'Ended',
          triggerReason: 'StopAuthorized',
          seqNo: 1,
          timestamp,
          transactionInfo: (payload as { transactionInfo: Json }).transactionInfo,
          idToken: { idToken: token, type: 'Central' },
        }
  const ended = await at.charger.call(version === '1.6' ? 'StopTransaction' : 'TransactionEvent', stop)
  expect(infoOf(ended).status).toBe('Accepted')
  expect((await authorize(at, token)).status).toBe('Expired')
  expect((await begin(at, token)).status).toBe('Invalid')
})

test.each(versions)(
  '%s: after its time it is Expired; a start of after it is held, one that was queued since before it is not',
  async (version) => {
    const [late, queued] = [await station(version), await station(version)]
    const [first, second] = [await asked(late), await asked(queued)]
    const end = new Date(Date.now() - 600_000)
    await bridge.db
      .updateTable('command')
      .set({ id_token_expires_at: end })
      .where('id', 'in', [first.commandId, second.commandId])
      .execute()
    expect((await authorize(late, first.token)).status).toBe('Expired')
    expect((await begin(late, first.token)).status).toBe('Expired')
    expect((await authorize(late, first.token)).status).toBe('Expired')
    expect(await startedAt(late)).toMatchObject([{ sessionId: first.sessionId, authorised: false }])
    expect((await begin(queued, second.token, { at: new Date(end.getTime() - 1_000) })).status).toBe('Accepted')
    expect(await startedAt(queued)).toMatchObject([{ sessionId: second.sessionId, authorised: true }])
  },
)

test.each(versions)('%s: a clock that is ahead makes no start late', async (version) => {
  const at = await station(version)
  const { token } = await asked(at)
  expect((await begin(at, token, { at: new Date(Date.now() + 3_600_000) })).status).toBe('Accepted')
})

test('a charger that cuts the token to what it has room for still starts its session; a guess of a few signs does not', async () => {
  const [at, other] = [await station('1.6'), await station('1.6')]
  const { token, sessionId } = await asked(at)
  expect((await authorize(at, token.slice(0, 8))).status).toBe('Invalid')
  expect((await begin(other, token.slice(0, 16))).status).toBe('Invalid')
  expect((await begin(at, token.slice(0, 16))).status).toBe('Accepted')
  expect(await startedAt(at)).toMatchObject([{ sessionId, authorised: true }])
})

test.each(['2.0.1', '2.1'] as const)('%s: a remoteStartId tells the session too, once', async (version) => {
  const at = await station(version)
  const { sessionId } = await asked(at)
  const { remote_start_id: remoteStartId } = await bridge.db
    .selectFrom('command')
    .select('remote_start_id')
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow()
  for (const transactionId of ['R-1', 'R-2']) {
    const { action, payload } = startMessage(at, 'X')
    const { idToken: _none, ...rest } = payload as Json
    await at.charger.call(action, { ...rest, transactionInfo: { transactionId, chargingState: 'Charging', remoteStartId } })
  }
  expect((await startedAt(at)).map((data) => [data.sessionId, data.authorised])).toEqual([
    [sessionId, true],
    [null, false],
  ])
})

test.each(versions)(
  "%s: the app's own identity reaches no charger, also out of an event of before, and is good at none",
  async (version) => {
    const at = await station(version)
    const permanent = newIdToken()
    await bridge.issue(permanent, 'ACTIVE', { type: 'APP' })
    const { token } = await asked(at, { idToken: permanent, userId: undefined })
    expect(token).toMatch(/^EG[0-9A-Z]{18}$/)
    expect(seenBy(at.charger)).not.toContain(permanent)
    expect((await authorize(at, permanent)).status).toBe('Invalid')
    expect((await begin(at, permanent)).status).toBe('Invalid')
    expect(await startedAt(at)).toMatchObject([{ sessionId: null, authorised: false }])
  },
)

test.each(versions)(
  "%s: the driver's card stops what the app has started: they have a group, which starts nothing and tells nothing",
  async (version) => {
    const [at, elsewhere] = [await station(version), await station(version)]
    const { token, userId } = await asked(at)
    const [card, stranger] = [`CARD${newId().slice(-8)}`, `CARD${newId().slice(-8)}`]
    await bridge.issue(card, 'ACTIVE', { userId: userId ?? '' })
    await bridge.issue(stranger)
    const { group } = await begin(at, token)
    expect(group).toMatch(/^EG[0-9A-Z]{18}$/)
    expect((await authorize(at, card)).group).toBe(group)
    expect((await authorize(at, stranger)).group).not.toBe(group)
    expect((await authorize(elsewhere, card)).group).not.toBe(group)
    expect((await authorize(at, group ?? '')).status).not.toBe('Accepted')
    expect([card, token, userId]).not.toContain(group)
  },
)

test.each(versions)('%s: an identity is good until it expires, for a start that was queued before too', async (version) => {
  const at = await station(version)
  const [card, guest] = [`CARD${newId().slice(-8)}`, `GUEST${newId().slice(-8)}`]
  const [later, before] = [new Date(Date.now() + 86_400_000).toISOString(), new Date(Date.now() - 3_600_000)]
  await bridge.issue(card, 'ACTIVE', { type: 'LOCAL', expiresAt: later })
  await bridge.issue(guest, 'ACTIVE', { type: 'LOCAL', expiresAt: before.toISOString() })
  expect(await authorize(at, card.toLowerCase())).toMatchObject({ status: 'Accepted', until: later })
  expect(await authorize(at, guest)).toEqual({ status: 'Expired', until: undefined, group: undefined })
  expect((await begin(at, guest)).status).toBe('Expired')
  expect((await begin(at, guest, { evse: 2, at: new Date(before.getTime() - 60_000) })).status).toBe('Accepted')
  expect((await startedAt(at)).map((data) => data.authorised)).toEqual([false, true])
  expect(violations(at.charger)).toEqual([])
})

test('no two commands have one token, no session has two starts, and no token leads to another station: the database says so', async () => {
  const [at, other] = [await station('1.6'), await station('1.6')]
  const { commandId, token } = await asked(at)
  const row = await bridge.db.selectFrom('command').selectAll().where('id', '=', commandId).executeTakeFirstOrThrow()
  const again = (more: Partial<typeof row>) =>
    bridge.db
      .insertInto('command')
      .values({ ...row, id: newId(), session_id: newId(), remote_start_id: 1_000_000, id_token: newIdToken(), ...more })
      .execute()
  await expect(again({ id_token: token.toLowerCase() })).rejects.toMatchObject({ constraint: 'command_id_token' })
  await expect(again({ session_id: row.session_id })).rejects.toMatchObject({ constraint: 'command_start' })

  await begin(other, 'SOMEBODY')
  const foreign = await until(() =>
    bridge.db.selectFrom('transaction').select('id').where('station_id', '=', other.stationId).executeTakeFirst(),
  )
  const lead = bridge.db.updateTable('command').set({ started_transaction_id: foreign.id }).where('id', '=', commandId).execute()
  await expect(lead).rejects.toMatchObject({ code: '23503' })
})

test('a start that no charger was sent, or that its charger refused, is found by no token and no remoteStartId', async () => {
  const { stationId, identity } = await bridge.register()
  const [commandId, sessionId, userId] = [newId(), newId(), newId()]
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const start = { commandId, sessionId, userId, stationId, evseNumber: 1, connectorNumber: 1, idToken: newIdToken(), expiresAt }
  await bridge.tell('charging.start.requested', sessionId, start)
  const row = await bridge.db.selectFrom('command').selectAll().where('id', '=', commandId).executeTakeFirstOrThrow()
  const call = { identity, stationId, version: '2.0.1', messageId: newId(), action: 'TransactionEvent', payload: {} } as const
  const shown = (by: { idToken: string | null; remoteStartId?: number }) =>
    bridge.db.transaction().execute(async (trx) => worthOf(trx, { ...call, receivedAt: new Date() }, by))
  const found = async () => {
    const both = [await shown({ idToken: row.id_token }), await shown({ idToken: null, remoteStartId: row.remote_start_id })]
    return both.map(({ status, command }) => [status, command?.id])
  }
  const nothing = ['Unknown', undefined]
  expect(await found()).toEqual([nothing, nothing])

  const settle = (failure: 'REJECTED' | 'TIMEOUT') =>
    bridge.db
      .updateTable('command')
      .set({ state: 'failed', failure, sent_at: new Date(), settled_at: new Date() })
      .where('id', '=', commandId)
      .execute()
  await settle('REJECTED')
  expect(await found()).toEqual([nothing, nothing])
  // One that gave no answer may have begun all the same.
  await settle('TIMEOUT')
  expect(await found()).toEqual([
    ['Accepted', commandId],
    ['Accepted', commandId],
  ])
})
