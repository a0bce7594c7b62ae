import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '#lib/id.ts'
import { newIdToken } from '#lib/id-token.ts'
import { until } from '../../test/until.ts'
import { PASSWORD, testBridge, type TestBridge } from '../bridge.fixture.ts'
import { VERSIONS } from '../words.fixture.ts'

/** A charger that answers a command late, twice, wrongly or not at all. */

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_000 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

type Version = (typeof VERSIONS)[number]

/** A charger whose answers the test writes. */
async function line(version: Version) {
  const { identity, stationId } = await bridge.register()
  const socket = new WebSocket(`${bridge.app.url}/${identity}`, [`ocpp${version}`], {
    headers: { authorization: `Basic ${Buffer.from(`${identity}:${PASSWORD}`).toString('base64')}` },
  })
  const heard: [type: number, id: string, ...rest: unknown[]][] = []
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as (typeof heard)[number]))
  await once(socket, 'open')
  await bridge.waitFor('ocpp.charge-point.connected', (data) => data.stationId === stationId)
  const asked = () => heard.filter(([type]) => type === 2)
  const start = async () => {
    const [commandId, sessionId, idToken] = [newId(), newId(), newIdToken()]
    const before = asked().length
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const place = { stationId, evseNumber: 1, connectorNumber: 1 }
    await bridge.tell('charging.start.requested', sessionId, {
      commandId,
      sessionId,
      ...place,
      idToken,
      userId: newId(),
      expiresAt,
    })
    const call = await until(() => asked()[before])
    return { commandId, sessionId, callId: call[1] }
  }
  return { start, asked, say: (frame: unknown) => socket.send(JSON.stringify(frame)), heard, close: () => socket.terminate() }
}

const outcomes = async (commandId: string) =>
  (await bridge.events()).flatMap(({ name, data }) =>
    name.startsWith('ocpp.command.') && (data as { commandId?: string }).commandId === commandId ? [{ name, ...data }] : [],
  )
const outcome = (commandId: string) => until(async () => (await outcomes(commandId))[0])

/** The line works on: another command is sent, answered and told. */
async function worksOn({ start, say, close }: Awaited<ReturnType<typeof line>>): Promise<void> {
  const { commandId, callId } = await start()
  say([3, callId, { status: 'Accepted' }])
  expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.accepted' })
  close()
}

test.each(VERSIONS)('%s: an answer that comes when we have given up changes nothing', async (version) => {
  const at = await line(version)
  const { commandId, callId } = await at.start()
  expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.failed', reason: 'TIMEOUT' })
  at.say([3, callId, { status: 'Accepted' }])
  await worksOn(at)
  expect(await outcomes(commandId)).toHaveLength(1)
})

test.each(VERSIONS)('%s: of two answers the first counts', async (version) => {
  const at = await line(version)
  const { commandId, callId } = await at.start()
  at.say([3, callId, { status: 'Accepted' }])
  at.say([3, callId, { status: 'Rejected' }])
  at.say([4, callId, 'InternalError', '', {}])
  expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.accepted' })
  await worksOn(at)
  expect(await outcomes(commandId)).toHaveLength(1)
})

const wrong: [what: string, answer: (id: string) => unknown][] = [
  ['a word that there is not', (id) => [3, id, { status: 'Perhaps' }]],
  ['nothing in it', (id) => [3, id, {}]],
  ['an error that is none of the specification', (id) => [4, id, 7, null, 'x']],
]
test.each(VERSIONS.flatMap((version) => wrong.map(([what, answer]) => [version, what, answer] as const)))(
  '%s: an answer with %s is no yes, and is told as a refusal',
  async (version, _what, answer) => {
    const at = await line(version)
    const { commandId, callId } = await at.start()
    at.say(answer(callId))
    expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.failed', reason: 'REJECTED' })
    await worksOn(at)
    expect(await outcomes(commandId)).toHaveLength(1)
  },
)

const unheard: [what: string, answer: (id: string) => unknown][] = [
  ['under another id', () => [3, 'another', { status: 'Accepted' }]],
  ['that is no answer', (id) => [3, id, 'Accepted']],
  ['never', () => [3, 'nobody', {}]],
]
test.each(VERSIONS.flatMap((version) => unheard.map(([what, answer]) => [version, what, answer] as const)))(
  '%s: an answer %s is none: the time runs out',
  async (version, _what, answer) => {
    const at = await line(version)
    const { commandId, callId } = await at.start()
    at.say(answer(callId))
    expect(await outcome(commandId)).toMatchObject({ name: 'ocpp.command.failed', reason: 'TIMEOUT' })
    await worksOn(at)
    expect(await outcomes(commandId)).toHaveLength(1)
  },
)
