import { randomUUID } from 'node:crypto'
import { createClock, createMeter, type BatteryOptions, type ChargingMeter, type SimulatedClock } from './charge-point-clock.ts'
import type { Dialect, QueuedMessage, RemoteStart, SimulatedTransaction, Status, Version } from './charge-point-dialect.ts'
import { v16 } from './charge-point-v16.ts'
import { v201, v21 } from './charge-point-v2.ts'
import { CallError, openWire, type Json, type Wire } from './charge-point-wire.ts'

export interface ChargePointOptions {
  /** The server up to and without the identity, e.g. `ws://127.0.0.1:9000/ocpp`. */
  url: string
  identity: string
  /** Basic password (security profile 1); none is profile 0. */
  password?: string
  /** Default 1.6. */
  version?: Version
  /** One entry per EVSE, numbered from 1; one connector each. Default one of 50 kW with the register at 1 MWh. */
  evses?: { powerW?: number; registerWh?: number }[]
  vendor?: string
  model?: string
  firmware?: string
  /** Real milliseconds between meter values while charging; 0 sends them only on `meter()`. Default 1000. */
  meterIntervalMs?: number
  /** Simulated seconds per real second while a transaction runs; 60 charges a car in half a minute. Default 1. */
  speed?: number
  /** What the charger's clock shows at first. Default now. */
  clockStart?: Date
  /** On a remote start the cable is plugged in by itself; without it the station waits for `plugIn`. Default true. */
  autoPlugIn?: boolean
  /** Ends a transaction whose id token the server does not accept, reason `DeAuthorized`. Default true. */
  stopOnInvalidId?: boolean
  /** Opens the socket again after it was lost, as real chargers do, and sends what was queued. Default true. */
  reconnect?: boolean
  /** Boots and reports every connector at connection. Default true. */
  boot?: boolean
  /** Real milliseconds between heartbeats; 0 is none. Default 0. */
  heartbeatMs?: number
  /** Default 30,000 real milliseconds. */
  callTimeoutMs?: number
}

/** What happened at the station, in order. */
export type ChargePointEvent =
  | { name: 'connected' }
  | { name: 'disconnected'; code: number; reason: string }
  | { name: 'booted'; status: string }
  | { name: 'commanded'; action: string; payload: Json }
  | { name: 'status'; evse: number; status: Status }
  | { name: 'started'; evse: number; transaction: SimulatedTransaction }
  | { name: 'metered'; evse: number; registerWh: number; powerW: number; socPercent: number }
  | { name: 'ended'; evse: number; transaction: SimulatedTransaction; registerWh: number; reason: string }
  | { name: 'refused'; action: string; error: CallError }

type Named<Name extends ChargePointEvent['name']> = Extract<ChargePointEvent, { name: Name }>

/** A simulated charge point. `started`, `metered`, `ended` happen when the server has answered them. */
export interface ChargePoint extends AsyncDisposable {
  readonly identity: string
  readonly version: Version
  readonly clock: SimulatedClock
  readonly events: readonly ChargePointEvent[]
  /** Frames of the present socket, both directions. */
  readonly wire: Wire
  /** Resolves with the first event of that name (and match), past or future; rejects after `timeoutMs` (default 20,000). */
  waitFor<Name extends ChargePointEvent['name']>(
    name: Name,
    match?: (event: Named<Name>) => boolean,
    timeoutMs?: number,
  ): Promise<Named<Name>>
  /** Any call: resolves with the reply, rejects with CallError or NoAnswer. */
  call(action: string, payload: Json, messageId?: string): Promise<Json>
  /** BootNotification; resolves with the registration status. */
  boot(reason?: string): Promise<string>
  heartbeat(): Promise<Json>
  /** Authorize; resolves with the authorization status. */
  authorize(idToken: string): Promise<string>
  setStatus(evse: number, status: Status): Promise<void>
  plugIn(evse?: number, battery?: BatteryOptions): Promise<void>
  unplug(evse?: number): Promise<void>
  /** Starts on the spot (RFID); queued while offline. Resolves when the start is answered, or at once while offline. */
  start(start: { idToken: string; evse?: number; battery?: BatteryOptions }): Promise<SimulatedTransaction>
  /** Sends one meter value now. */
  meter(evse?: number): Promise<void>
  /** Ends the transaction of the EVSE and unplugs. Default reason `Local`. */
  stop(evse?: number, reason?: string): Promise<void>
  transaction(evse?: number): SimulatedTransaction | undefined
  /** Cuts the line; transactions go on and their messages are queued until `goOnline`. */
  goOffline(): Promise<void>
  goOnline(): Promise<void>
  /** The line stays but nothing is read any more, pings included. */
  freeze(): void
  /** Resolves when no message waits for an answer. */
  flushed(): Promise<void>
}

interface Evse {
  number: number
  meter: ChargingMeter
  status: Status
  plugged: boolean
  transaction: SimulatedTransaction | undefined
  timer: NodeJS.Timeout | undefined
  /** A remote start that waits for the cable. */
  waiting: RemoteStart | undefined
}

const dialects: Record<Version, Dialect> = { '1.6': v16, '2.0.1': v201, '2.1': v21 }

/** Connects a simulated charge point and, unless told otherwise, boots it. Rejects where the server refuses the upgrade. */
export async function connectChargePoint(options: ChargePointOptions): Promise<ChargePoint> {
  const version = options.version ?? '1.6'
  const dialect = dialects[version]
  const clock = createClock(options.clockStart)
  const evses = (options.evses ?? [{}]).map((evse, index) => createEvse(index + 1, evse))
  const events: ChargePointEvent[] = []
  const watchers = new Set<() => void>()
  const queue: QueuedMessage[] = []
  let flushing: Promise<void> | undefined
  let wantsOnline = true
  let gone = false
  let reopening = false
  let wire = await open()

  function happened(event: ChargePointEvent): void {
    events.push(event)
    for (const watch of watchers) watch()
  }

  function open(): Promise<Wire> {
    const basic = Buffer.from(`${options.identity}:${options.password ?? ''}`).toString('base64')
    return openWire({
      url: `${options.url}/${encodeURIComponent(options.identity)}`,
      subprotocols: [dialect.subprotocol],
      headers: options.password === undefined ? {} : { authorization: `Basic ${basic}` },
      callTimeoutMs: options.callTimeoutMs ?? 30_000,
      answer: (action, payload) => {
        happened({ name: 'commanded', action, payload })
        return dialect.obey(action, payload, { remoteStart, remoteStop })
      },
      closed: (code, reason) => {
        happened({ name: 'disconnected', code, reason })
        if (wantsOnline && options.reconnect !== false && !reopening) void reopen()
      },
    })
  }

  function stillWanted(): boolean {
    return wantsOnline && !gone && !wire.isOpen()
  }

  async function reopen(): Promise<void> {
    reopening = true
    while (stillWanted()) await tryToReopen()
    reopening = false
  }

  async function tryToReopen(): Promise<void> {
    for (let waitMs = 50; stillWanted(); waitMs = Math.min(waitMs * 2, 2_000)) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      if (!stillWanted()) return
      const next = await open().catch(() => undefined)
      if (next === undefined) continue
      wire = next
      happened({ name: 'connected' })
      void flush()
      return
    }
  }

  /** Sends the queue in order, one at a time; a message leaves it when it was answered, or refused three times. */
  function flush(): Promise<void> {
    flushing ??= (async () => {
      for (let refusals = 0; queue[0] !== undefined && wire.isOpen();) {
        const message = queue[0]
        try {
          message.answered(await wire.call(message.action, message.payload(), message.messageId))
        } catch (error) {
          if (!(error instanceof CallError)) continue // no answer: the same message again, as soon as there is a line
          happened({ name: 'refused', action: message.action, error })
          refusals += 1
          if (refusals < 3) continue
        }
        refusals = 0
        queue.shift()
      }
    })().finally(() => {
      flushing = undefined
    })
    return flushing
  }

  function deliver(message: Omit<QueuedMessage, 'messageId'>, then: () => void = () => {}): Promise<void> {
    const answered = (reply: Json): void => {
      message.answered(reply)
      then()
    }
    queue.push({ ...message, answered, messageId: randomUUID() })
    return flush()
  }

  async function setStatus(number: number, status: Status): Promise<void> {
    const evse = evses[number - 1]
    if (evse !== undefined) evse.status = status
    const { action, payload } = dialect.status(number, status, clock.now())
    if (!wire.isOpen()) return
    await wire.call(action, payload).catch(() => {})
    happened({ name: 'status', evse: number, status })
  }

  function remoteStart(start: RemoteStart): 'Accepted' | 'Rejected' {
    const evse = start.evse === undefined ? evses.find(isFree) : evses[start.evse - 1]
    if (evse === undefined || !isFree(evse)) return 'Rejected'
    if (evse.plugged || options.autoPlugIn !== false) setImmediate(() => void begin(evse, start))
    else evse.waiting = start
    return 'Accepted'
  }

  function remoteStop(transactionId: number | string): 'Accepted' | 'Rejected' {
    const evse = evses.find(({ transaction }) => transaction?.id === transactionId)
    if (evse === undefined) return 'Rejected'
    setImmediate(() => void end(evse, 'Remote'))
    return 'Accepted'
  }

  async function begin(evse: Evse, start: RemoteStart, battery?: BatteryOptions): Promise<SimulatedTransaction> {
    if (!evse.plugged) evse.meter.connectCar(battery)
    evse.plugged = true
    evse.waiting = undefined
    const transaction: SimulatedTransaction = {
      evse: evse.number,
      idToken: start.idToken,
      id: version === '1.6' ? undefined : randomUUID(),
      remoteStartId: start.remoteStartId,
      seqNo: 0,
      started: evse.meter.read(clock.now()),
      offline: !wire.isOpen(),
      authorization: undefined,
    }
    evse.transaction = transaction
    if (evse.status === 'Available') void setStatus(evse.number, 'Preparing')
    evse.meter.switchOn(true, clock.now())
    clock.run(options.speed ?? 1)
    await deliver(dialect.start(transaction), () => happened({ name: 'started', evse: evse.number, transaction }))
    if (evse.transaction !== transaction) return transaction
    if (transaction.authorization !== undefined && transaction.authorization !== 'Accepted' && options.stopOnInvalidId !== false) {
      await end(evse, 'DeAuthorized')
      return transaction
    }
    void setStatus(evse.number, 'Charging')
    const intervalMs = options.meterIntervalMs ?? 1000
    if (intervalMs > 0) evse.timer = setInterval(() => void measure(evse), intervalMs)
    return transaction
  }

  async function measure(evse: Evse): Promise<void> {
    const { transaction } = evse
    if (transaction === undefined) return
    const reading = evse.meter.read(clock.now())
    if (reading.powerW === 0 && evse.status === 'Charging') void setStatus(evse.number, 'SuspendedEV')
    const { registerWh, powerW, socPercent } = reading
    await deliver(dialect.meter(transaction, reading, wire.isOpen()), () =>
      happened({ name: 'metered', evse: evse.number, registerWh, powerW, socPercent }),
    )
  }

  async function end(evse: Evse, reason: string): Promise<void> {
    const { transaction } = evse
    if (transaction === undefined) return
    clearInterval(evse.timer)
    evse.transaction = undefined
    const now = clock.now()
    const reading = evse.meter.read(now)
    evse.meter.switchOn(false, now)
    if (evses.every((other) => other.transaction === undefined)) clock.run(1)
    void setStatus(evse.number, 'Finishing')
    const { registerWh } = reading
    await deliver(dialect.stop(transaction, reading, reason, wire.isOpen()), () =>
      happened({ name: 'ended', evse: evse.number, transaction, registerWh, reason }),
    )
    if (options.autoPlugIn !== false) await unplug(evse.number)
  }

  async function unplug(number = 1): Promise<void> {
    evseOf(number).plugged = false
    await setStatus(number, 'Available')
  }

  async function boot(reason = 'PowerUp'): Promise<string> {
    const { vendor = 'Evergraph', model = 'Simulator', firmware = '1.0' } = options
    const { action, payload } = dialect.boot(reason, vendor, model, firmware)
    const status = String((await wire.call(action, payload))['status'])
    happened({ name: 'booted', status })
    return status
  }

  function evseOf(number: number): Evse {
    const evse = evses[number - 1]
    if (evse === undefined) throw new Error(`The charge point has no EVSE ${number}.`)
    return evse
  }

  happened({ name: 'connected' })
  if (options.boot !== false && (await boot()) === 'Accepted') {
    for (const evse of evses) await setStatus(evse.number, 'Available')
  }
  const beat = options.heartbeatMs ? setInterval(() => void heartbeat().catch(() => {}), options.heartbeatMs) : undefined

  function heartbeat(): Promise<Json> {
    return wire.call('Heartbeat', {})
  }

  return {
    identity: options.identity,
    version,
    clock,
    events,
    get wire() {
      return wire
    },
    waitFor: (name, match = () => true, timeoutMs = 20_000) => waitFor(events, watchers, name, match, timeoutMs),
    call: (action, payload, messageId) => wire.call(action, payload, messageId),
    boot,
    heartbeat,
    authorize: async (idToken) => {
      const { action, payload } = dialect.authorize(idToken)
      return dialect.authorization(await wire.call(action, payload))
    },
    setStatus,
    plugIn: async (number = 1, battery) => {
      const evse = evseOf(number)
      evse.plugged = true
      evse.meter.connectCar(battery)
      await setStatus(number, 'Preparing')
      if (evse.waiting !== undefined) await begin(evse, evse.waiting)
    },
    unplug,
    start: ({ idToken, evse = 1, battery }) => begin(evseOf(evse), { evse, idToken }, battery),
    meter: (evse = 1) => measure(evseOf(evse)),
    stop: (evse = 1, reason = 'Local') => end(evseOf(evse), reason),
    transaction: (evse = 1) => evseOf(evse).transaction,
    goOffline: async () => {
      wantsOnline = false
      await wire.close()
    },
    goOnline: async () => {
      wantsOnline = true
      wire = await open()
      happened({ name: 'connected' })
      await flush()
    },
    freeze: () => wire.freeze(),
    flushed: async () => {
      while (queue.length > 0) await flush()
    },
    [Symbol.asyncDispose]: async () => {
      gone = true
      wantsOnline = false
      clearInterval(beat)
      for (const evse of evses) clearInterval(evse.timer)
      wire.cut()
    },
  }
}

function isFree(evse: Evse): boolean {
  return evse.transaction === undefined && evse.waiting === undefined && evse.status !== 'Unavailable' && evse.status !== 'Faulted'
}

function createEvse(number: number, { powerW = 50_000, registerWh = 1_000_000 }: { powerW?: number; registerWh?: number }): Evse {
  const meter = createMeter(powerW, registerWh)
  return { number, meter, status: 'Available', plugged: false, transaction: undefined, timer: undefined, waiting: undefined }
}

function waitFor<Name extends ChargePointEvent['name']>(
  events: readonly ChargePointEvent[],
  watchers: Set<() => void>,
  name: Name,
  match: (event: Named<Name>) => boolean,
  timeoutMs: number,
): Promise<Named<Name>> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = events.find((event): event is Named<Name> => event.name === name && match(event as Named<Name>))
      if (found === undefined) return
      watchers.delete(look)
      clearTimeout(timer)
      resolve(found)
    }
    const timer = setTimeout(() => {
      watchers.delete(look)
      reject(new Error(`The charge point saw no ${name} within ${timeoutMs} ms; it saw: ${events.map((e) => e.name).join(', ')}.`))
    }, timeoutMs)
    watchers.add(look)
    look()
  })
}
