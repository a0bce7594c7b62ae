import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newId } from '#lib/id.ts'
import { until } from '../../test/until.ts'
import { PASSWORD, testBridge, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { expectToldAgain } from '../../test/told-again.ts'
import { past } from '../past.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ pingMs: 100 })
  await bridge.issue('DRIVER1')
})
afterAll(() => bridge[Symbol.asyncDispose]())

/** An upgrade with exactly this path and these headers; its HTTP status. */
function upgrade(path: string, headers: Record<string, string>, port = bridge.app.port): Promise<number> {
  return new Promise((resolve, reject) => {
    const key = Buffer.from('0123456789abcdef').toString('base64')
    const asked = request({
      port,
      path,
      headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': key, ...headers },
    })
    asked.on('response', (response) => resolve(response.resume().statusCode ?? 0))
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('error', reject)
    asked.end()
  })
}

const basic = (user: string, password: string | Buffer) => ({
  authorization: `Basic ${Buffer.concat([Buffer.from(`${user}:`), Buffer.from(password)]).toString('base64')}`,
})
const v16 = { 'sec-websocket-protocol': 'ocpp1.6' }

/** The bridge still takes a charger on and answers it. */
async function lives(): Promise<void> {
  const { identity } = await bridge.register()
  await using charger = await bridge.connect(identity)
  expect(await charger.heartbeat()).toHaveProperty('currentTime')
}

test.each(
  [
    ['/%zz', 404],
    ['/ocpp/%zz', 400],
    ['/ocpp/', 404],
    ['/ocpp', 404],
    ['/', 404],
    ['/ocpp/a/b', 404],
    ['/ocpp/a%2Fb', 400],
    ['/ocpp/a%00b', 400],
    ['/ocpp/%F0%9F%9A%97', 400],
    ['//ocpp/CP', 404],
    [`/ocpp/${'x'.repeat(49)}`, 400],
    [`/ocpp/${'x'.repeat(8 * 1024)}`, 400],
    [`/ocpp/${'x'.repeat(64 * 1024)}`, 431],
  ].map(([path, status]) => [String(path).slice(0, 30), status, path] as [string, number, string]),
)('edge case 27: the upgrade of %s is refused with %i, and the process lives', async (_name, status, path) => {
  expect(await upgrade(path, v16)).toBe(status)
  await lives()
})

test.each([undefined, 'OCPP1.6', 'ocpp1.5', 'ocpp2.0', 'soap', ' ', 'ocpp1.6,,'])(
  'edge case 27: the subprotocol %j is refused with a 4xx',
  async (name) => {
    const { identity } = await bridge.register()
    const status = await upgrade(`/ocpp/${identity}`, {
      ...basic(identity, PASSWORD),
      ...(name === undefined ? {} : { 'sec-websocket-protocol': name }),
    })
    expect(status).toBe(400)
  },
)

test('of several subprotocols the best is chosen', async () => {
  const { identity } = await bridge.register()
  const socket = new WebSocket(`${bridge.app.url}/${identity}`, ['ocpp1.6', 'ocpp2.0.1', 'ocpp9'], {
    headers: basic(identity, PASSWORD),
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  expect(socket.protocol).toBe('ocpp2.0.1')
  socket.terminate()
})

test('a registered charger needs its own password, and wrong tries are limited', async () => {
  const { identity } = await bridge.register()
  const path = `/ocpp/${identity}`
  expect(await upgrade(path, { ...v16 })).toBe(401)
  expect(await upgrade(path, { ...v16, authorization: 'Bearer x' })).toBe(401)
  expect(await upgrade(path, { ...v16, ...basic('another', PASSWORD) })).toBe(401)
  expect(await upgrade(path, { ...v16, ...basic(identity, PASSWORD) })).toBe(101)
  for (let tries = 0; tries < OCPP_LIMITS.failedTries; tries++)
    expect(await upgrade(path, { ...v16, ...basic(identity, `wrong ${tries}`) })).toBe(401)
  expect(await upgrade(path, { ...v16, ...basic(identity, 'wrong') })).toBe(429)
  expect(await upgrade(path, { ...v16, ...basic(identity, PASSWORD) })).toBe(101)
  await lives()
})

test.each([
  ['40 digits', 'FF00AB3A0001020304050607FFFEFDFC80C28DA1'],
  ['32 digits', '3a0d0a00ff1234567890abcdefabcdef'],
])('a key of %s opens as digits of either case and as the bytes that they stand for, and as nothing else', async (_what, key) => {
  const { identity } = await bridge.register(undefined, { password: key })
  const attempt = (password: string | Buffer) => upgrade(`/ocpp/${identity}`, { ...v16, ...basic(identity, password) })
  const bytes = Buffer.from(key, 'hex')
  // The bytes come first: once a password is known to be right, another way decides.
  for (const right of [bytes, key.toUpperCase(), key.toLowerCase(), bytes]) expect(await attempt(right)).toBe(101)
  for (const wrong of [bytes.subarray(1), Buffer.concat([bytes, bytes]), bytes.toString('utf8'), key.slice(2)])
    expect(await attempt(wrong)).toBe(401)
})

test('behind a proxy, wrong tries count for the address that it saw, whatever the client made up', async () => {
  await using behind = await testBridge({ proxies: 1 })
  const { identity } = await behind.register()
  const attempt = (seen: string, password: string) =>
    upgrade(`/ocpp/${identity}`, { ...v16, 'x-forwarded-for': seen, ...basic(identity, password) }, behind.app.port)
  for (let tries = 0; tries < OCPP_LIMITS.failedTries; tries++)
    expect(await attempt(`10.0.0.${tries}, 203.0.113.7`, 'wrong')).toBe(401)
  expect(await attempt('10.0.0.99, 203.0.113.7', 'wrong')).toBe(429)
  expect(await attempt('203.0.113.7, 203.0.113.8', 'wrong')).toBe(401)
  expect(await attempt('203.0.113.8', PASSWORD)).toBe(101)
})

test('a charger without a password comes in only where the configuration allows it', async () => {
  const { identity } = await bridge.register(undefined, { password: false })
  expect(await upgrade(`/ocpp/${identity}`, v16)).toBe(401)
  await using open = await testBridge({ allowProfile0: true })
  const other = await open.register(undefined, { password: false })
  const charger = await open.connect(other.identity)
  expect(charger.events).toContainEqual({ name: 'booted', status: 'Accepted' })
})

test('a charger that is not registered is told Pending and nothing else; once it is, it is taken on where it stands', async () => {
  const identity = `NEW-${newId().slice(-8)}`
  const charger = await bridge.connect(identity, { boot: false })
  expect(await charger.boot()).toBe('Pending')
  await expect(charger.call('StartTransaction', {})).rejects.toThrow('SecurityError')
  await expect(charger.call('Heartbeat', {})).rejects.toThrow('SecurityError')
  await expect(charger.call('Nonsense', {})).rejects.toThrow('NotImplemented')
  const { stationId } = await bridge.register(identity)
  await bridge.waitFor('ocpp.charge-point.connected', (data) => data.stationId === stationId)
  // It need not wait for the end of its interval.
  await charger.waitFor('commanded', ({ action }) => action === 'TriggerMessage')
  expect(await charger.boot()).toBe('Accepted')
  expect(charger.events).not.toContainEqual(expect.objectContaining({ name: 'disconnected' }))
  await using strict = await testBridge({ admitUnknown: false })
  await expect(strict.connect(identity)).rejects.toThrow('404')
})

test('one that waits with another password than its registration asks for is not taken on', async () => {
  const identity = `NEW-${newId().slice(-8)}`
  const charger = await bridge.connect(identity, { boot: false, reconnect: false, password: 'another password' })
  expect(await charger.boot()).toBe('Pending')
  const { stationId } = await bridge.register(identity)
  await charger.waitFor('disconnected', ({ code }) => code === 4001)
  expect((await bridge.said('ocpp.charge-point.connected')).filter((data) => data.stationId === stationId)).toEqual([])
})

test.each([
  ['two slashes before the identity', (identity: string) => `/ocpp//${identity}`],
  ['one after it', (identity: string) => `/ocpp/${identity}/`],
])('%s are one path', async (_what, path) => {
  const { identity } = await bridge.register()
  expect(await upgrade(path(identity), { ...v16, ...basic(identity, PASSWORD) })).toBe(101)
  expect(await upgrade(path(identity), { ...v16, ...basic(identity, 'another password') })).toBe(401)
})

test('a changed password ends the socket that came in with the old one', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { reconnect: false })
  await bridge.tell('stations.station.saved', stationId, {
    stationId,
    operatorId: newId(),
    identity,
    passwordHash: '$argon2id$other',
    place: { latitude: 52.5, longitude: 13.4 },
    evses: [],
  })
  await charger.waitFor('disconnected', ({ code }) => code === 4001)
  await expect(bridge.connect(identity)).rejects.toThrow('401')
})

test('edge case 17: the newest of two sockets of one identity wins, and the late close of the old one changes nothing', async () => {
  const { identity, stationId } = await bridge.register()
  const old = await bridge.connect(identity, { reconnect: false })
  const young = await bridge.connect(identity, { reconnect: false })
  await old.waitFor('disconnected')
  expect(await young.heartbeat()).toHaveProperty('currentTime')
  const mine = async () =>
    (await bridge.events()).filter(({ name, aggregateId }) => aggregateId === stationId && name.endsWith('connected'))
  expect((await mine()).map(({ name }) => name)).toEqual(['ocpp.charge-point.connected', 'ocpp.charge-point.connected'])
  await young.goOffline()
  await bridge.waitFor('ocpp.charge-point.disconnected', (data) => data.stationId === stationId)
  expect(await mine()).toHaveLength(3)
})

test('edge case 17: the newest of two sockets wins across nodes, too', async () => {
  const node = await bridge.addNode()
  const { identity, stationId } = await bridge.register()
  const old = await bridge.connect(identity, { reconnect: false })
  const young = await bridge.connect(identity, { url: node.url, reconnect: false })
  await old.waitFor('disconnected')
  expect(await young.heartbeat()).toHaveProperty('currentTime')
  expect((await bridge.said('ocpp.charge-point.disconnected')).filter((data) => data.stationId === stationId)).toEqual([])
})

test('edge case 18: a half-open socket is found by its missing pongs and the charger is offline', async () => {
  const { identity, stationId } = await bridge.register()
  const charger = await bridge.connect(identity, { reconnect: false })
  charger.freeze()
  await bridge.waitFor('ocpp.charge-point.disconnected', (data) => data.stationId === stationId)
})

test('edge case 20: pipelined calls are answered in order, and a charger that sends too many waits and loses none', async () => {
  const { identity } = await bridge.register()
  const charger = await bridge.connect(identity)
  const ids = Array.from({ length: OCPP_LIMITS.callBurst + 20 }, (_, index) => `m${index}`)
  for (const id of ids)
    charger.wire.sendRaw(
      JSON.stringify([2, id, id.endsWith('5') ? 'Authorize' : 'Heartbeat', id.endsWith('5') ? { idTag: 'DRIVER1' } : {}]),
    )
  const answered = () =>
    charger.wire.frames
      .filter(({ direction, text }) => direction === 'in' && text.startsWith('[3,"m'))
      .map(({ text }) => (JSON.parse(text) as string[])[1])
  await until(() => answered().length === ids.length)
  expect(answered()).toEqual(ids)
})

test('a message above the limit and a binary one close that socket alone', async () => {
  const { identity } = await bridge.register()
  const other = await bridge.connect((await bridge.register()).identity)
  const big = await bridge.connect(identity, { reconnect: false })
  big.wire.sendRaw(JSON.stringify([2, 'a', 'DataTransfer', { vendorId: 'x', data: 'x'.repeat(OCPP_LIMITS.messageBytes) }]))
  await big.waitFor('disconnected', ({ code }) => code === 1009)
  const binary = new WebSocket(`${bridge.app.url}/${identity}`, ['ocpp1.6'], { headers: basic(identity, PASSWORD) })
  await new Promise((resolve, reject) => binary.once('open', resolve).once('error', reject))
  const code = new Promise((resolve) => binary.once('close', resolve))
  binary.send(Buffer.from('[2,"a","Heartbeat",{}]'))
  expect(await code).toBe(1003)
  expect(await other.heartbeat()).toHaveProperty('currentTime')
})

test('bytes that are no WebSocket end that connection alone', async () => {
  const { identity } = await bridge.register()
  const socket: Socket = connect(bridge.app.port, '127.0.0.1')
  const { authorization } = basic(identity, PASSWORD)
  socket.write(
    `GET /ocpp/${identity} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: ocpp1.6\r\nAuthorization: ${authorization}\r\n\r\n`,
  )
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.once('data', () => socket.write(Buffer.alloc(4096, 0xff)))
  socket.on('error', () => {})
  socket.on('data', () => {})
  await closed
  await lives()
})

test('a bridge that stops says so to its chargers, and leaves none of them online', async () => {
  await using stopping = await testBridge()
  const { identity, stationId } = await stopping.register()
  const charger = await stopping.connect(identity, { reconnect: false })
  const frozen = await stopping.connect((await stopping.register()).identity, { reconnect: false })
  frozen.freeze()
  await stopping.app[Symbol.asyncDispose]()
  await charger.waitFor('disconnected', ({ code }) => code === 1001)
  expect(await stopping.said('ocpp.charge-point.disconnected')).toMatchObject([{ stationId }, {}])
  expect(await stopping.db.selectFrom('connection').selectAll().execute()).toEqual([])
})

test('strangers have so many places, also when all come at once, and chargers come in beside them', async () => {
  await using open = await testBridge()
  const { identity } = await open.register()
  const most = OCPP_LIMITS.unknownChargePoints
  const strangers = Array.from({ length: most + 50 }, (_, i) => new WebSocket(`${open.app.url}/stranger-${i}`, ['ocpp1.6']))
  const answers = strangers.map(
    (socket) =>
      new Promise<string>((resolve) => {
        socket.on('open', () => resolve('in'))
        socket.on('error', ({ message }) => resolve(message))
      }),
  )
  const told = await Promise.all(answers)
  expect(told.filter((answer) => answer === 'in')).toHaveLength(most)
  expect(told.filter((answer) => answer.endsWith('503'))).toHaveLength(50)
  expect((await open.connect(identity)).events).toContainEqual({ name: 'booted', status: 'Accepted' })
  for (const socket of strangers) socket.terminate()
})

test('what was said can be said again, to a box that comes late', async () => {
  await expectToldAgain(bridge.db, past, 'ocpp.charge-point.booted', 'ocpp.charge-point.connected', 'ocpp.connector.status-changed')
})
