import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { testBridge, type TestBridge } from '../bridge.fixture.ts'
import { returnCommand } from '../commands/command.queries.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ offlineGraceMs: 300, callTimeoutMs: 6_000, connectionTimeoutMs: 300 })
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

const versions = ['1.6', '2.0.1', '2.1'] as const

async function station(options: Partial<ChargePointOptions> = {}) {
  const registered = await bridge.register()
  return { ...registered, charger: await bridge.connect(registered.identity, options) }
}

/** Asks for a start as charging does; gives the ids. */
async function start(stationId: string, more: { evseNumber?: number; seconds?: number } = {}) {
  const [commandId, sessionId, idToken] = [newId(), newId(), newIdToken()]
  const { evseNumber = 1, seconds = 60 } = more
  const expiresAt = new Date(Date.now() + seconds * 1000).toISOString()
  await bridge.tell('charging.start.requested', sessionId, {
    commandId,
    sessionId,
    stationId,
    evseNumber,
    connectorNumber: 1,
    idToken,
    userId: newId(),
    expiresAt,
  })
  return { commandId, sessionId, idToken }
}

const outcome = (commandId: string) => until(async () => (await outcomes(commandId))[0])
const outcomes = async (commandId: string) =>
  (await bridge.events()).filter(
    (event) => event.name.startsWith('ocpp.command.') && (event.data as { commandId?: string }).commandId === commandId,
  )
const commandsSeen = (charger: ChargePoint) => charger.events.filter(({ name }) => name === 'commanded')

test.each(versions)('%s: a busy EVSE refuses, and the refusal is told', async (version) => {
  const { stationId, charger } = await station({ version })
  await charger.start({ idToken: 'DRIVER1' })
  const { commandId, sessionId } = await start(stationId)
  expect(await outcome(commandId)).toMatchObject({
    name: 'ocpp.command.failed',
    data: { commandId, sessionId, kind: 'START', reason: 'REJECTED' },
  })
})

test.each(versions)(
  '%s: an error in answer to a start or a stop is told as a refusal, and the next command has its turn',
  async (version) => {
    const { stationId, charger } = await station({ version, commandError: 'NotSupported' })
    const refused = (commandId: string, kind: 'START' | 'STOP') => ({
      name: 'ocpp.command.failed',
      data: { commandId, kind, reason: 'REJECTED', message: 'The charger answered with the error NotSupported.' },
    })
    const first = await start(stationId)
    expect(await outcome(first.commandId)).toMatchObject(refused(first.commandId, 'START'))

    await charger.start({ idToken: 'DRIVER1' })
    const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
    const [commandId, sessionId] = [newId(), newId()]
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    await bridge.tell('charging.stop.requested', sessionId, { commandId, sessionId, transactionId, stationId, expiresAt })
    expect(await outcome(commandId)).toMatchObject(refused(commandId, 'STOP'))

    const last = await start(stationId, { evseNumber: 2 })
    expect(await outcome(last.commandId)).toMatchObject(refused(last.commandId, 'START'))
    expect(commandsSeen(charger)).toHaveLength(3)
  },
)

test.each(versions)("%s: the transaction of a remote start bears its session, another driver's does not", async (version) => {
  const { stationId, charger } = await station({ version, evses: [{}, {}] })
  await charger.start({ idToken: 'SOMEBODY', evse: 2 })
  const { sessionId } = await start(stationId)
  await charger.waitFor('started', ({ evse }) => evse === 1)
  const started = (await bridge.said('ocpp.transaction.started')).filter((data) => data.stationId === stationId)
  expect(started.map((data) => [data.evseNumber, data.sessionId])).toEqual([
    [2, null],
    [1, sessionId],
  ])
})

test('a station that is offline is told so after the grace time, and one that comes back in it starts', async () => {
  const { stationId, charger } = await station()
  await charger.goOffline()
  await bridge.waitFor('ocpp.charge-point.disconnected', (data) => data.stationId === stationId)
  const lost = await start(stationId)
  expect(await outcome(lost.commandId)).toMatchObject({ data: { reason: 'OFFLINE' } })
  const { commandId } = await start(stationId)
  await charger.goOnline()
  expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.accepted' })
  expect(commandsSeen(charger)).toHaveLength(1)
})

test('a station that is not registered, and a command that is too late, fail with their reason', async () => {
  const unknown = await start(newId())
  expect(await outcome(unknown.commandId)).toMatchObject({ data: { reason: 'UNKNOWN_STATION' } })
  const { stationId, charger } = await station()
  const late = await start(stationId, { seconds: -1 })
  expect(await outcome(late.commandId)).toMatchObject({ data: { reason: 'EXPIRED' } })
  expect(commandsSeen(charger)).toEqual([])
})

test('a charger that does not answer: TIMEOUT, and the start is not sent again on its next connection', async () => {
  const { stationId, charger } = await station({ reconnect: false })
  charger.freeze()
  const { commandId } = await start(stationId)
  expect(await outcome(commandId)).toMatchObject({ data: { reason: 'TIMEOUT' } })
  const again = await bridge.connect(charger.identity)
  await again.heartbeat()
  expect(commandsSeen(again)).toEqual([])
  expect(await outcomes(commandId)).toHaveLength(1)
})

test('a connection lost under a start: told once, not sent again, and a transaction it led to is still bound to the session', async () => {
  const { stationId, charger } = await station({ reconnect: false })
  charger.freeze()
  const { commandId, sessionId, idToken } = await start(stationId)
  await until(
    async () =>
      (await bridge.db.selectFrom('command').select('state').where('id', '=', commandId).executeTakeFirst())?.state === 'sent',
  )
  const again = await bridge.connect(charger.identity)
  expect(await outcome(commandId)).toMatchObject({ data: { reason: 'OFFLINE' } })
  await again.start({ idToken })
  expect(await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)).toMatchObject({ sessionId })
  expect(commandsSeen(again)).toEqual([])
  expect(await outcomes(commandId)).toHaveLength(1)
})

test.each(versions)(
  'edge case 25: %s: no car within the time: the command and its token expire; a late start is still of its session, for a person to judge',
  async (version) => {
    const { stationId, charger } = await station({ version, autoPlugIn: false })
    const { commandId, sessionId } = await start(stationId, { seconds: 1 })
    const both = await until(async () => ((await outcomes(commandId)).length === 2 ? outcomes(commandId) : null))
    expect(both).toMatchObject([{ name: 'ocpp.command.accepted' }, { name: 'ocpp.command.failed', data: { reason: 'EXPIRED' } }])
    await charger.plugIn()
    expect(await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)).toMatchObject({
      sessionId,
      authorised: false,
    })
    expect((await charger.waitFor('ended')).reason).toBe('DeAuthorized')
  },
)

test.each(versions)(
  '%s: a stop that was cut off goes out again on the next connection; one for an ended transaction is refused',
  async (version) => {
    const { stationId, charger, identity } = await station({ version, reconnect: false })
    const { sessionId } = await start(stationId)
    await charger.waitFor('started')
    const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
    charger.freeze()
    const stop = { sessionId, transactionId, stationId, expiresAt: new Date(Date.now() + 60_000).toISOString() }
    const commandId = newId()
    await bridge.tell('charging.stop.requested', sessionId, { ...stop, commandId })
    await until(
      async () =>
        (await bridge.db.selectFrom('command').select('state').where('id', '=', commandId).executeTakeFirst())?.state === 'sent',
    )
    const again = await bridge.connect(identity, { version })
    await again.waitFor('commanded')
    expect(commandsSeen(again)).toMatchObject([{ action: version === '1.6' ? 'RemoteStopTransaction' : 'RequestStopTransaction' }])

    const chargerId = charger.transaction()?.id
    const ended =
      version === '1.6'
        ? again.call('StopTransaction', { transactionId: chargerId, meterStop: 1_000_000, timestamp: new Date().toISOString() })
        : again.call('TransactionEvent', {
            eventType: 'Ended',
            timestamp: new Date().toISOString(),
            triggerReason: 'EVDeparted',
            seqNo: 1,
            transactionInfo: { transactionId: chargerId },
          })
    await ended
    const late = newId()
    await bridge.tell('charging.stop.requested', sessionId, { ...stop, commandId: late })
    expect(await outcome(late)).toMatchObject({ data: { reason: 'REJECTED', message: 'The transaction is over.' } })
  },
)

test('a stop that comes back after the next connection has looked for commands is sent there at once', async () => {
  const { stationId, charger } = await station()
  const { sessionId } = await start(stationId)
  await charger.waitFor('started')
  const { transactionId } = await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)
  const commandId = newId()
  // As another node has left it: claimed, and its call not failed yet.
  await bridge.db
    .insertInto('command')
    .values({
      id: commandId,
      kind: 'STOP',
      session_id: sessionId,
      station_id: stationId,
      transaction_id: transactionId,
      expires_at: new Date(Date.now() + 60_000),
      state: 'sent',
      sent_at: new Date(),
    })
    .execute()
  await returnCommand(bridge.db, commandId)
  await charger.waitFor('ended')
  expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.accepted' })
})

test('the same command told twice is sent once', async () => {
  const { stationId, charger } = await station()
  const [commandId, sessionId] = [newId(), newId()]
  const data = {
    commandId,
    sessionId,
    stationId,
    evseNumber: 1,
    connectorNumber: 1,
    idToken: newIdToken(),
    userId: newId(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  }
  await bridge.tell('charging.start.requested', sessionId, data)
  await bridge.tell('charging.start.requested', sessionId, data)
  await charger.waitFor('started')
  await charger.heartbeat()
  expect(commandsSeen(charger)).toHaveLength(1)
})

test('a command reaches the node that holds the socket', async () => {
  const node = await bridge.addNode()
  const { stationId, charger } = await station({ url: node.url })
  const { sessionId } = await start(stationId)
  await charger.waitFor('started')
  expect(await bridge.waitFor('ocpp.transaction.started', (data) => data.stationId === stationId)).toMatchObject({ sessionId })
})
