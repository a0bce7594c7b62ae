import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connectChargePoint, type ChargePoint, type ChargePointOptions } from '../../test/charge-point.ts'

/** What the process of the chargers is asked to do. */
export interface StormOrder {
  url: string
  chargers: { identity: string; password: string; version: NonNullable<ChargePointOptions['version']> }[]
  /** Meter values of each session, and the pause before each of them; 0 sends one as soon as the last is answered. */
  samples: number
  pauseMs: number
}

export interface StormReport {
  /** From the port's opening until the last charger was booted, and until all was answered. */
  bootedMs: number
  wholeMs: number
  refused: number
  broken: number
  calls: number
  /** Milliseconds of every call, by action, as the charger sees them. */
  latencies: Record<string, number[]>
  /** What the platform has acknowledged of each charger: Wh of its ended sessions. */
  acknowledged: Record<string, number[]>
}

/** How far the process of the chargers is; said now and then until its report. */
export interface StormProgress {
  booted: number
  ended: number
}

/** Each charger has a card of its own: a card charges once at a time. */
export const idTokenOf = (identity: string): string => `CARD-${identity}`

const PROGRESS_MS = 5_000
const LONGEST_PAUSE_MS = 5_000

const fleet = new Map<string, ChargePoint>()

/** All of them come at once, as soon as there is anybody: boot, statuses, one session each. */
async function storm({ url, chargers, samples, pauseMs }: StormOrder): Promise<StormReport> {
  let refused = 0
  let ended = 0
  const bootedAt: number[] = []
  using _progress = every(PROGRESS_MS, () => process.send?.({ booted: bootedAt.length, ended } satisfies StormProgress))
  const begin = await opening(url)
  const seen = new Map([...fleet].map(([identity, { wire }]) => [identity, wire.frames.length]))
  await Promise.all(
    chargers.map(async ({ identity, password, version }) => {
      let charger = fleet.get(identity)
      for (let pause = 100; charger === undefined; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        charger = await connectChargePoint({ url, identity, password, version, meterIntervalMs: 0 }).catch(async () => {
          refused++
          await wait(pause * (0.5 + Math.random()))
          return undefined
        })
      }
      fleet.set(identity, charger)
      bootedAt.push(performance.now())
      await charger.start({ idToken: idTokenOf(identity) })
      for (let i = 0; i < samples; i++) {
        // The first pause is of any length, so that they do not all speak in one moment.
        if (pauseMs > 0) await wait(i === 0 ? pauseMs * Math.random() : pauseMs)
        charger.clock.advance(60)
        await charger.meter()
      }
      await charger.stop()
      await charger.flushed()
      ended++
    }),
  )
  const report: StormReport = {
    bootedMs: Math.max(...bootedAt) - begin,
    wholeMs: performance.now() - begin,
    refused,
    broken: 0,
    calls: 0,
    latencies: {},
    acknowledged: {},
  }
  for (const [identity, charger] of fleet) {
    report.broken += charger.events.filter(({ name }) => name === 'disconnected').length
    report.acknowledged[identity] = charger.events
      .filter((event) => event.name === 'ended')
      .map(({ registerWh, transaction }) => registerWh - transaction.started.registerWh)
    count(charger.wire.frames.slice(seen.get(identity) ?? 0), report)
  }
  return report
}

function every(ms: number, task: () => void): Disposable {
  const timer = setInterval(task, ms)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Resolves when somebody listens there. */
async function opening(url: string): Promise<number> {
  const { hostname, port } = new URL(url)
  for (;;) {
    const socket = connect(Number(port), hostname)
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return performance.now()
    await wait(5)
  }
}

function count(frames: ChargePoint['wire']['frames'], report: StormReport): void {
  const asked = new Map<string, { action: string; at: number }>()
  for (const { direction, text, at } of frames) {
    const [type, id, action] = JSON.parse(text) as [number, string, string]
    if (direction === 'out' && type === 2) asked.set(id, { action, at })
    const call = asked.get(id)
    if (direction === 'out' || type === 2 || call === undefined) continue
    report.calls++
    ;(report.latencies[call.action] ??= []).push(at - call.at)
  }
}

process.on('message', (order: StormOrder) => {
  storm(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
