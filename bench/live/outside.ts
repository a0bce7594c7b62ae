import { createClient, type Client } from 'graphql-ws'
import { WebSocket } from 'ws'
import { once } from 'node:events'
import type { StormCharger } from '../storm/platform.ts'

/** What the process of chargers and their drivers is asked to do. */
export type Order =
  | { do: 'begin'; ocppUrl: string; chargers: readonly (StormCharger & { idTag: string })[] }
  | { do: 'watch'; graphUrl: string; token: string; sessions: readonly { identity: string; sessionId: string }[]; each: number }
  | { do: 'send'; identities: readonly string[]; framesPerSecond: number; seconds: number }

export interface Sent {
  frames: number
  /** Milliseconds from a frame to each subscriber of its session, and to the charger's answer. */
  shown: number[]
  answered: number[]
  /** Frames that a subscriber had not been shown 10 s after the last was sent. */
  missing: number
}

/** Subscriptions of one socket: the gateway's own limit. */
const PER_SOCKET = 50
const LATE_MS = 10_000
const BEGIN_WH = 1_000_000

interface Frame {
  energyWh: number
  at: number
}

interface Charger {
  socket: WebSocket
  transactionId: number
  energyWh: number
  answers: Map<string, (reply: Record<string, unknown>) => void>
  watchers: { energyWh: number }[]
  frames: Frame[]
}

const chargers = new Map<string, Charger>()
let sockets: Client[] = []
let shown: number[] = []

async function begin({ ocppUrl, chargers: fleet }: Extract<Order, { do: 'begin' }>): Promise<void> {
  for (const { identity, password, idTag } of fleet) {
    const socket = new WebSocket(`${ocppUrl}/${identity}`, ['ocpp1.6'], { auth: `${identity}:${password}` })
    const charger: Charger = { socket, transactionId: 0, energyWh: 0, answers: new Map(), watchers: [], frames: [] }
    socket.on('message', (data: Buffer) => {
      const [type, id, reply] = JSON.parse(data.toString()) as [number, string, Record<string, unknown>]
      if (type !== 3) throw new Error(`${identity} was answered ${data.toString()}`)
      charger.answers.get(id)?.(reply)
      charger.answers.delete(id)
    })
    await once(socket, 'open')
    await call(charger, 'BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'Live' })
    const timestamp = new Date().toISOString()
    const start = { connectorId: 1, idTag, meterStart: BEGIN_WH, timestamp }
    charger.transactionId = Number((await call(charger, 'StartTransaction', start))['transactionId'])
    chargers.set(identity, charger)
  }
}

let calls = 0
const call = ({ socket, answers }: Charger, action: string, payload: object): Promise<Record<string, unknown>> =>
  new Promise((resolve) => {
    const id = `${process.pid}-${++calls}`
    answers.set(id, resolve)
    socket.send(JSON.stringify([2, id, action, payload]))
  })

/** Drops whoever watched before; each of the sessions gets `each` new subscribers, who have seen it as it is when this resolves. */
async function watch({ graphUrl, token, sessions, each }: Extract<Order, { do: 'watch' }>): Promise<void> {
  for (const socket of sockets) await socket.dispose()
  sockets = []
  for (const charger of chargers.values()) charger.watchers = []
  const url = graphUrl.replace(/^http/, 'ws')
  const connectionParams = { authorization: `Bearer ${token}` }
  const first: Promise<void>[] = []
  const wanted = sessions.flatMap((session) => Array.from({ length: each }, () => session))
  for (const [place, { identity, sessionId }] of wanted.entries()) {
    if (place % PER_SOCKET === 0) sockets.push(createClient({ url, webSocketImpl: socketOf(sockets.length), connectionParams }))
    const charger = chargerOf(identity)
    const watcher = { energyWh: charger.energyWh }
    charger.watchers.push(watcher)
    const query = `subscription { sessionUpdated(sessionId: "${sessionId}") { id energyWh powerW runningCost { amountMinor } } }`
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    first.push(promise)
    sockets.at(-1)?.subscribe<{ sessionUpdated: { energyWh: number } }>(
      { query },
      {
        next: ({ data, errors }) => {
          if (!data) return reject(new Error(JSON.stringify(errors)))
          resolve()
          const now = performance.now()
          const { energyWh } = data.sessionUpdated
          // A state shows what its frame said and those before it.
          for (const frame of charger.frames)
            if (frame.energyWh > watcher.energyWh && frame.energyWh <= energyWh) shown.push(now - frame.at)
          watcher.energyWh = Math.max(watcher.energyWh, energyWh)
        },
        error: reject,
        complete: () => undefined,
      },
    )
  }
  await Promise.all(first)
}

/** From an address of its own: the gateway bounds what one address may watch. */
const socketOf = (n: number) =>
  class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { localAddress: `127.0.1.${n + 1}` })
    }
  }

/** Sends at a rate that does not depend on the answers. */
async function send({ identities, framesPerSecond, seconds }: Extract<Order, { do: 'send' }>): Promise<Sent> {
  shown = []
  const answered: number[] = []
  const fleet = identities.map(chargerOf)
  for (const charger of fleet) charger.frames = []
  const frames = Math.round(framesPerSecond * seconds)
  const beginning = performance.now()
  const replies: Promise<void>[] = []
  for (let sent = 0; sent < frames;) {
    const due = Math.min(frames, Math.floor(((performance.now() - beginning) / 1000) * framesPerSecond) + 1)
    for (; sent < due; sent++) replies.push(meter(fleet[sent % fleet.length] as Charger).then((ms) => void answered.push(ms)))
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const expected = fleet.reduce((sum, charger) => sum + charger.frames.length * charger.watchers.length, 0)
  for (const end = performance.now() + LATE_MS; shown.length < expected && performance.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await Promise.all(replies)
  return { frames, shown, answered, missing: expected - shown.length }
}

async function meter(charger: Charger): Promise<number> {
  charger.energyWh += 10
  const at = performance.now()
  charger.frames.push({ energyWh: charger.energyWh, at })
  const sampledValue = [
    { value: String(BEGIN_WH + charger.energyWh), measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
    { value: '11000', measurand: 'Power.Active.Import', unit: 'W' },
  ]
  const meterValue = [{ timestamp: new Date().toISOString(), sampledValue }]
  await call(charger, 'MeterValues', { connectorId: 1, transactionId: charger.transactionId, meterValue })
  return performance.now() - at
}

function chargerOf(identity: string): Charger {
  const charger = chargers.get(identity)
  if (charger === undefined) throw new Error(`${identity} has not begun.`)
  return charger
}

process.on('message', (order: Order) => {
  const work = order.do === 'begin' ? begin(order) : order.do === 'watch' ? watch(order) : send(order)
  work.then(
    (result) => process.send?.(result ?? {}),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
