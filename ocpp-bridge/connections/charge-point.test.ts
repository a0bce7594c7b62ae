import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { until } from '../../test/until.ts'
import { ChargePointConnection } from './charge-point.ts'
import type { Json } from '../wire/frame.ts'
import { OCPP_LIMITS } from '../limits.ts'

let server: WebSocketServer
beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
})
afterEach(async () => {
  for (const socket of server.clients) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
})

/** Both ends of one charger's line. */
async function line(answer: () => Json = () => ({})) {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, { perMessageDeflate: false })
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(socket, 'open')])) as [[WebSocket], unknown]
  const answers: string[] = []
  const closed: string[] = []
  socket.on('message', (data: Buffer) => answers.push(data.toString()))
  socket.on('error', () => {})
  const connection = new ChargePointConnection(
    accepted,
    {
      identity: 'CP',
      version: '2.1',
      stationId: null,
      credentials: '',
      securityProfile: 1,
      proves: () => Promise.resolve(false),
      callTimeoutMs: 30_000,
    },
    { answer: () => Promise.resolve(answer()), closed: (_, why) => void closed.push(why), passed: () => {}, oddity: () => {} },
  )
  connection.start()
  const beats = () => answers.filter((text) => text.startsWith('[3,')).length
  return { socket, beats, closed, beat: () => socket.send('[2,"beat","Heartbeat",{}]') }
}

const floods: [string, (socket: WebSocket) => void][] = [
  ['texts that are no JSON', (socket) => socket.send('{')],
  ['calls that are none', (socket) => socket.send('[2,"x"]')],
  ['answers to nothing', (socket) => socket.send('[3,"nobody",{}]')],
  ['errors to nothing', (socket) => socket.send('[4,"nobody","GenericError","",{}]')],
  ['errors to answers', (socket) => socket.send('[5,"nobody","GenericError","",{}]')],
]
test.each(floods)('%s count as messages: a charger that floods us with them waits, others do not', async (_what, send) => {
  const flooding = await line()
  // Far more than any machine needs for the others below.
  for (let sent = 0; sent < OCPP_LIMITS.callBurst + 60 * OCPP_LIMITS.callsPerSecond; sent++) send(flooding.socket)
  flooding.beat()
  const other = await line()
  for (let beats = 1; beats <= 100; beats++) {
    other.beat()
    await until(() => other.beats() === beats)
  }
  expect(flooding.beats()).toBe(0)
  expect(flooding.closed).toEqual([])
})

test('large messages cost more: few of them are a flood', async () => {
  const flooding = await line()
  const large = `[3,"nobody",{"x":"${'x'.repeat(200_000)}"}]`
  for (let sent = 0; sent < 60; sent++) flooding.socket.send(large)
  flooding.beat()
  const other = await line()
  // One large message is no flood.
  other.socket.send(large)
  for (let beats = 1; beats <= 50; beats++) {
    other.beat()
    await until(() => other.beats() === beats)
  }
  expect(flooding.beats()).toBe(0)
  expect(flooding.closed).toEqual([])
})

test('a charger that has sent too much is heard again when its share allows', async () => {
  const { socket, beats, beat } = await line()
  for (let sent = 0; sent < OCPP_LIMITS.callBurst + 20; sent++) socket.send('[3,"nobody",{}]')
  beat()
  await until(() => beats() === 1)
})

test('edge case 21: a charger that does not read is cut off at the cap, and others are untouched', async () => {
  const deaf = await line(() => ({ text: 'x'.repeat(OCPP_LIMITS.sendBufferBytes / 4) }))
  deaf.socket.pause()
  for (let sent = 0; sent < OCPP_LIMITS.callBurst; sent++) deaf.beat()
  await until(() => deaf.closed.length > 0)
  expect(deaf.closed).toEqual(['sendBufferFull'])
  const other = await line()
  other.beat()
  await until(() => other.beats() === 1)
})
