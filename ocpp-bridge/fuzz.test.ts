import { EventEmitter, once } from 'node:events'
import { setImmediate as tick } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createLog } from '#lib/log.ts'
import { randomOf, seedOf } from '../test/random.ts'
import { until } from '../test/until.ts'
import { ACTIONS } from './actions/actions.ts'
import { readPart } from './actions/transaction-part.ts'
import { answerCall } from './answers/answer.ts'
import { PASSWORD, testBridge, type TestBridge } from './bridge.fixture.ts'
import { ChargePointConnection } from './connections/charge-point.ts'
import type { Call, Services } from './context.ts'
import { createFuzz, type FuzzFrame } from './fuzz.fixture.ts'
import { CallRefused, isObject, parseFrame, type Json } from './wire/frame.ts'
import { readMeterValues } from './wire/meter-value.ts'
import { minutesAgo, VERSIONS } from './words.fixture.ts'

/**
 * Frames that a broken or hostile charger sends. `FUZZ_FRAMES` and `FUZZ_STORED` ask for more than the suite does, in memory and through
 * sockets to the database; `FUZZ_SEED` runs a failure again.
 */
const FRAMES = Number(process.env['FUZZ_FRAMES'] ?? 100_000)
const STORED = Number(process.env['FUZZ_STORED'] ?? 1_200)
const SEED = seedOf('FUZZ_SEED')
type Version = (typeof VERSIONS)[number]

/** A charger may send so many at once before it has to wait, if they are small. */
const AT_ONCE = 100

/** All of the bridge but the database: what a handler would do there is refused. */
const ctx = {
  db: {},
  log: createLog('fuzz', { level: 'silent' }),
  config: { answerWithinMs: 0 },
  inTurn: () => Promise.reject(new CallRefused('InternalError', 'There is no database here.')),
} as unknown as Services

test(
  `${FRAMES} frames: every CALL has exactly one answer, nothing else has any, and the memory is flat`,
  { timeout: 60_000 + FRAMES * 10 },
  async ({ onTestFailed }) => {
    onTestFailed(() => void process.stderr.write(`FUZZ_SEED=${SEED} runs this again.\n`))
    const random = randomOf(SEED)
    const heap: number[] = []
    const lines = Math.ceil(FRAMES / AT_ONCE)
    for (let line = 0; line < lines; line += 60) {
      const versions = Array.from({ length: Math.min(60, lines - line) }, (_, i) => VERSIONS[(line + i) % 3] as Version)
      const wrong = await Promise.all(versions.map((version) => talk(version, random)))
      expect(wrong.flat()).toEqual([])
      heap.push(heapMb())
    }
    // The first tenths compile schemas and code.
    const early = Math.max(...heap.slice(0, Math.ceil(heap.length / 5)))
    expect(heap.at(-1)).toBeLessThan(early + 16)
  },
)

/** One charger's line in memory. What is wrong with the answers, in words. */
async function talk(version: Version, random: () => number): Promise<string[]> {
  const fuzz = createFuzz(version, random)
  const socket = new Line()
  const connection = new ChargePointConnection(
    socket as unknown as WebSocket,
    {
      identity: 'FUZZ',
      version,
      stationId: 'a station',
      credentials: '',
      securityProfile: 1,
      proves: () => Promise.resolve(false),
      callTimeoutMs: 20,
    },
    {
      answer: (_, { messageId, action, payload }) => {
        const call = { identity: 'FUZZ', stationId: 'a station', version, messageId, action, payload, receivedAt: new Date() }
        read(call)
        return answerCall(ctx, call, () => true)
      },
      closed: () => {},
      oddity: () => {},
      passed: () => {},
    },
  )
  connection.start()
  const wanted = new Map<string, number>()
  const say = ({ text, answer }: FuzzFrame): void => {
    if (answer !== null) wanted.set(answer, (wanted.get(answer) ?? 0) + 1)
    socket.hears(text)
  }
  const own: Promise<unknown>[] = []
  for (let i = 0; i < AT_ONCE; i++) {
    while (socket.isPaused) await tick()
    say(fuzz.frame())
    if (random() >= 0.05) continue
    // Our own call is answered in the middle of it: late, wrongly, twice, by somebody else's id or not at all.
    own.push(connection.call('TriggerMessage', { requestedMessage: 'Heartbeat' }).catch((error: unknown) => error))
    await tick()
    const asked = socket.asked() ?? 'nobody'
    for (let times = Math.floor(random() * 3); times > 0; times--) say(fuzz.answerTo(asked))
  }
  socket.hears('[2,"end","Heartbeat",{}]')
  await until(() => socket.answers().has('end'), { timeoutMs: 60_000 })
  await Promise.all(own)
  wanted.set('end', 1)
  const answers = socket.answers()
  return [...new Set([...wanted.keys(), ...answers.keys()])]
    .filter((id) => wanted.get(id) !== answers.get(id))
    .map((id) => `${version}: ${id} was answered ${answers.get(id) ?? 0} times, not ${wanted.get(id) ?? 0}`)
}

/** What handlers read of a message before they touch the database: it never throws, and gives nothing that cannot be. */
function read({ payload, receivedAt, ...call }: Call): void {
  const { samples } = readMeterValues(payload['meterValue'], receivedAt)
  for (const { registerWh = 0, powerW = 0, socPercent = 0, at } of samples) {
    const sane = [registerWh, powerW, socPercent].every((value) => Number.isFinite(value) && value >= 0)
    if (!sane || Number.isNaN(Date.parse(at))) throw new Error(`a sample of ${JSON.stringify(payload)} cannot be`)
  }
  const info = isObject(payload['transactionInfo']) ? payload['transactionInfo'] : {}
  readPart({ payload, receivedAt, ...call }, info, 0, [])
}

/** A WebSocket without a line. */
class Line extends EventEmitter {
  readonly readyState = WebSocket.OPEN
  readonly bufferedAmount = 0
  isPaused = false
  readonly #sent: string[] = []
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  send(text: string): void {
    this.#sent.push(text)
  }
  close(): void {}
  terminate(): void {}
  hears(text: string): void {
    this.emit('message', Buffer.from(text), false)
  }
  /** The id of our last call. */
  asked(): string | undefined {
    const last = this.#sent.findLast((text) => text.startsWith('[2,'))
    return last === undefined ? undefined : (JSON.parse(last) as [number, string])[1]
  }
  answers(): Map<string, number> {
    return countAnswers(this.#sent)
  }
}

function countAnswers(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const [type, id] = JSON.parse(text) as [number, string]
    if (type === 3 || type === 4) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

test(
  `${STORED} frames through sockets to the database: what was acknowledged is there, and sessions in the midst of it are right`,
  { timeout: 120_000 + STORED * 100 },
  async ({ onTestFailed }) => {
    onTestFailed(() => void process.stderr.write(`FUZZ_SEED=${SEED} runs this again.\n`))
    await using bridge = await testBridge()
    for (const token of ['DRIVER1', 'HONEST']) await bridge.issue(token)
    const lines = Math.ceil(STORED / AT_ONCE)
    const versions = Array.from({ length: lines }, (_, i) => VERSIONS[i % 3] as Version)
    const wrong = await Promise.all(versions.map((version, i) => send(bridge, version, randomOf(SEED + i))))
    expect(wrong.flat()).toEqual([])
    // The bridge lives, and nothing has stuck.
    const { identity } = await bridge.register()
    expect((await bridge.connect(identity)).events).toContainEqual({ name: 'booted', status: 'Accepted' })
    expect(await bridge.db.selectFrom('kept_message').selectAll().execute()).toEqual([])
  },
)

async function send(bridge: TestBridge, version: Version, random: () => number): Promise<string[]> {
  const { identity, stationId } = await bridge.register()
  const fuzz = createFuzz(version, random)
  const socket = new WebSocket(`${bridge.app.url}/${identity}`, [`ocpp${version}`], {
    headers: { authorization: `Basic ${Buffer.from(`${identity}:${PASSWORD}`).toString('base64')}` },
  })
  const heard: string[] = []
  socket.on('message', (data: Buffer) => heard.push(data.toString()))
  await once(socket, 'open')

  const sent = new Map<string, { action: string; payload: Json }>()
  const wanted = new Map<string, number>()
  const say = (text: string, answer: string | null): void => {
    if (answer !== null) wanted.set(answer, (wanted.get(answer) ?? 0) + 1)
    socket.send(text)
  }
  const call = (messageId: string, action: string, payload: Json): void =>
    say(JSON.stringify([2, messageId, action, payload]), messageId)
  const session = honestSession(version)
  for (let i = 0; i < AT_ONCE; i++) {
    const { text, answer } = fuzz.frame()
    say(text, answer)
    const frame = parseFrame(text, version)
    if (frame.kind === 'call' && wanted.get(frame.messageId) === 1) sent.set(frame.messageId, frame)
    if (i % 30 === 10) {
      const [action, payload] = session.next(heard)
      call(`honest-${i}`, action, payload)
      await until(() => heard.some((answered) => answered.startsWith(`[3,"honest-${i}"`)), { timeoutMs: 60_000 })
    }
  }
  call('end', 'Heartbeat', {})
  await until(() => countAnswers(heard).has('end'), { timeoutMs: 120_000 })
  socket.terminate()

  const wrong: string[] = []
  const answers = countAnswers(heard)
  for (const id of new Set([...wanted.keys(), ...answers.keys()]))
    if (wanted.get(id) !== answers.get(id))
      wrong.push(`${version}: ${id} was answered ${answers.get(id) ?? 0} times, not ${wanted.get(id) ?? 0}`)

  const logged = await bridge.db.selectFrom('message_log').select('message_id').where('identity', '=', identity).execute()
  const known = new Set(logged.map(({ message_id }) => message_id))
  const rows = await bridge.db.selectFrom('transaction').selectAll().where('station_id', '=', stationId).execute()
  for (const text of heard) {
    const [type, id, reply] = JSON.parse(text) as [number, string, Json]
    const { action = '', payload = {} } = sent.get(id) ?? {}
    const how = ACTIONS[version][action]
    if (type !== 3 || how === undefined || !('transactional' in how)) continue
    // The reply is kept in the transaction that has the message's effect.
    if (!known.has(id)) wrong.push(`${version}: ${action} ${id} was acknowledged and is not kept`)
    if (action === 'StartTransaction' && !rows.some(({ number }) => number === reply['transactionId']))
      wrong.push(`${version}: the transaction of ${id} is not there`)
    const named = isObject(payload['transactionInfo']) ? payload['transactionInfo']['transactionId'] : undefined
    if (action === 'TransactionEvent' && typeof named === 'string' && named.trim() !== '')
      if (!rows.some(({ charger_transaction_id: own }) => own !== null && own.startsWith(named.trim().slice(0, 30))))
        wrong.push(`${version}: the transaction of ${id}, ${named}, is not there`)
  }
  const honest = rows.filter(({ id_token }) => id_token === 'HONEST')
  if (honest.length !== 1) wrong.push(`${version}: ${honest.length} honest sessions, not 1`)
  for (const { state, authorised, meter_start_wh, meter_stop_wh, end_inferred_from } of honest)
    if (state !== 'ended' || !authorised || meter_start_wh !== 7_000 || meter_stop_wh !== 9_000 || end_inferred_from !== null)
      wrong.push(`${version}: the honest session is ${state}, ${meter_start_wh} to ${meter_stop_wh} Wh, by ${end_inferred_from}`)
  return wrong
}

/** A session of three messages between all the others. */
function honestSession(version: Version): { next: (heard: readonly string[]) => [action: string, payload: Json] } {
  const times = [minutesAgo(9), minutesAgo(8), minutesAgo(7)]
  let step = 0
  let number: unknown
  const part = (eventType: string): Json => ({
    eventType,
    seqNo: step,
    timestamp: times[step],
    triggerReason: 'Authorized',
    transactionInfo: { transactionId: 'the-honest-one' },
    evse: { id: 2, connectorId: 1 },
    meterValue: [{ timestamp: times[step], sampledValue: [{ value: 7_000 + 1_000 * step }] }],
    ...(step === 0 && { idToken: { idToken: 'HONEST', type: 'ISO14443' } }),
  })
  const steps16 = (): [string, Json][] => [
    ['StartTransaction', { connectorId: 2, idTag: 'HONEST', meterStart: 7_000, timestamp: times[0] }],
    [
      'MeterValues',
      { connectorId: 2, transactionId: number, meterValue: [{ timestamp: times[1], sampledValue: [{ value: '8000' }] }] },
    ],
    ['StopTransaction', { transactionId: number, idTag: 'HONEST', meterStop: 9_000, timestamp: times[2] }],
  ]
  return {
    next: (heard) => {
      const begun = heard.find((text) => text.startsWith('[3,"honest-10"'))
      if (begun !== undefined) number = (JSON.parse(begun) as [number, string, Json])[2]['transactionId']
      const next =
        version === '1.6' ? steps16()[step] : (['TransactionEvent', part(['Started', 'Updated', 'Ended'][step] ?? '')] as const)
      step++
      if (next === undefined) throw new Error('the session is over')
      return [...next] as [string, Json]
    },
  }
}
