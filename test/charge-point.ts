import { randomUUID } from 'node:crypto'
import { createClock, type BatteryOptions, type Reading } from './charge-point-clock.ts'
import type { Dialect, RemoteStart, SimulatedTransaction, Status, Version } from './charge-point-dialect.ts'
import { createEvse, isFree, type Evse } from './charge-point-evse.ts'
import { createHolds } from './charge-point-holds.ts'
import { createJournal } from './charge-point-journal.ts'
import { createObedience } from './charge-point-obedience.ts'
import { createQueue } from './charge-point-queue.ts'
import type { ChargePoint, ChargePointOptions } from './charge-point-types.ts'
import { v16 } from './charge-point-v16.ts'
import { v201, v21 } from './charge-point-v2.ts'
import { CallError, openWire, type Json, type Wire } from './charge-point-wire.ts'

export type { ChargePoint, ChargePointEvent, ChargePointOptions } from './charge-point-types.ts'

const dialects: Record<Version, Dialect> = { '1.6': v16, '2.0.1': v201, '2.1': v21 }

/** Connects a simulated charge point and, unless told otherwise, boots it. Rejects where the server refuses the upgrade. */
export async function connectChargePoint(options: ChargePointOptions): Promise<ChargePoint> {
  const version = options.version ?? '1.6'
  const dialect = dialects[version]
  const clock = createClock(options.clockStart)
  const evses = (options.evses ?? [{}]).map((evse, index) => createEvse(index + 1, evse))
  const { events, happened, waitFor } = createJournal(options.happens)
  const queue = createQueue(
    () => wire,
    (action, error) => happened({ name: 'refused', action, error }),
  )
  const station = {
    version,
    evses,
    clock,
    say: (action: string, payload: Json) => wire.call(action, payload),
    setStatus: (evse: number, status: Status) => setStatus(evse, status),
    stop: (evse: Evse, reason: string) => end(evse, reason),
    meter: (evse: Evse) => measure(evse),
    boot: () => boot('Triggered'),
    reboot: (reasons: { stop: string; boot: string }, newFirmware?: string) => reboot(reasons, newFirmware),
  }
  const obedience = options.obedient === true ? createObedience(station) : undefined
  const holds = createHolds(
    evses,
    clock,
    (evse, held) => void setImmediate(() => void setStatus(evse.number, held ? 'Reserved' : 'Available')),
  )
  let firmware = options.firmware ?? '1.0'
  let bootReason = 'PowerUp'
  let wantsOnline = true
  let gone = false
  let reopening = false
  let accepted = false
  let bootIntervalMs = 30_000
  let bootAgain: NodeJS.Timeout | undefined
  let wire = await open()

  function open(): Promise<Wire> {
    const basic = Buffer.from(`${options.identity}:${options.password ?? ''}`).toString('base64')
    return openWire({
      url: `${options.url}/${encodeURIComponent(options.identity)}`,
      subprotocols: [dialect.subprotocol],
      headers: options.password === undefined ? {} : { authorization: `Basic ${basic}` },
      callTimeoutMs: options.callTimeoutMs ?? 30_000,
      tls: options.tls,
      answer: (action, payload) => {
        happened({ name: 'commanded', action, payload })
        if (options.commandError !== undefined) throw new CallError(options.commandError, '', {})
        const own = options.answers?.[action]
        if (own !== undefined) return own(payload)
        const kept = options.obedient === true ? holds.obey(action, payload) : undefined
        return kept ?? obedience?.(action, payload) ?? dialect.obey(action, payload, { remoteStart, remoteStop })
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
      // A charger that was told to wait boots again; one that was accepted goes on where it was.
      if (!accepted && options.boot !== false) await bootAndReport()
      void queue.flush()
      return
    }
  }

  /** Ends what runs, as a reset does, and comes back as after a loss of power. */
  async function reboot(reasons: { stop: string; boot: string }, newFirmware?: string): Promise<void> {
    for (const evse of evses) await end(evse, reasons.stop)
    holds.forget()
    firmware = newFirmware ?? firmware
    bootReason = reasons.boot
    accepted = false
    const before = events.length
    await wire.close()
    await waitFor('booted', (event) => events.indexOf(event) >= before && event.status === 'Accepted')
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
    if (evse === undefined || !isFree(evse) || !holds.fits(evse.number, start)) return 'Rejected'
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
      started: signed(evse.meter.read(clock.now()), 'B'),
      offline: !wire.isOpen(),
      authorization: undefined,
      reservation: holds.use(evse.number),
    }
    evse.transaction = transaction
    if (evse.status === 'Available' || evse.status === 'Reserved') void setStatus(evse.number, 'Preparing')
    evse.meter.switchOn(true, clock.now())
    clock.run(options.speed ?? 1)
    await queue.deliver(dialect.start(transaction), () => happened({ name: 'started', evse: evse.number, transaction }))
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
    await queue.deliver(dialect.meter(transaction, reading, wire.isOpen()), () =>
      happened({ name: 'metered', evse: evse.number, registerWh, powerW, socPercent }),
    )
  }

  async function end(evse: Evse, reason: string): Promise<void> {
    const { transaction } = evse
    if (transaction === undefined) return
    clearInterval(evse.timer)
    evse.transaction = undefined
    const now = clock.now()
    const reading = signed(evse.meter.read(now), 'E')
    evse.meter.switchOn(false, now)
    if (evses.every((other) => other.transaction === undefined)) clock.run(1)
    void setStatus(evse.number, 'Finishing')
    const { registerWh } = reading
    await queue.deliver(dialect.stop(transaction, reading, reason, wire.isOpen()), () =>
      happened({ name: 'ended', evse: evse.number, transaction, registerWh, reason }),
    )
    if (options.autoPlugIn !== false) await unplug(evse.number)
    if (evse.afterwards === undefined) return
    await setStatus(evse.number, evse.afterwards)
    delete evse.afterwards
  }

  function signed(reading: Reading, reason: 'B' | 'E'): Reading {
    return options.signer === undefined ? reading : { ...reading, signed: options.signer.sign([{ ...reading, reason }]) }
  }

  async function unplug(number = 1): Promise<void> {
    evseOf(number).plugged = false
    await setStatus(number, 'Available')
  }

  async function boot(reason = bootReason): Promise<string> {
    const { vendor = 'Evergraph', model = 'Simulator' } = options
    const { action, payload } = dialect.boot(reason, vendor, model, firmware)
    const reply = await wire.call(action, payload)
    const status = String(reply['status'])
    happened({ name: 'booted', status })
    accepted = status === 'Accepted'
    bootIntervalMs = Number(reply['interval']) * 1000
    return status
  }

  /** Boots until the server accepts it, in the interval that the server names; then says how every connector is. */
  async function bootAndReport(): Promise<void> {
    clearTimeout(bootAgain)
    const asked = wire
    const status = await boot().catch(() => undefined)
    // A line that broke meanwhile is opened again, and that boots again.
    if (gone || asked !== wire || status === undefined) return
    if (status !== 'Accepted') bootAgain = setTimeout(() => void bootAndReport(), bootIntervalMs)
    else for (const evse of evses) await setStatus(evse.number, evse.status)
  }

  /** On an EVSE that is kept for somebody it asks who comes: offline it knows no group. */
  async function isFor(evse: number, idToken: string): Promise<boolean> {
    if (holds.on(evse) === undefined) return true
    if (!wire.isOpen()) return holds.fits(evse, { idToken })
    const { action, payload } = dialect.authorize(idToken)
    const reply = await wire.call(action, payload)
    return dialect.authorization(reply) === 'Accepted' && holds.fits(evse, { idToken, group: dialect.group(reply) })
  }

  function evseOf(number: number): Evse {
    const evse = evses[number - 1]
    if (evse === undefined) throw new Error(`The charge point has no EVSE ${number}.`)
    return evse
  }

  happened({ name: 'connected' })
  if (options.boot !== false) await bootAndReport()
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
    waitFor,
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
    start: async ({ idToken, evse = 1, battery }) => {
      if (!(await isFor(evse, idToken))) throw new Error(`EVSE ${evse} is reserved, and not for ${idToken}.`)
      return begin(evseOf(evse), { evse, idToken }, battery)
    },
    reserved: (evse = 1) => holds.on(evse),
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
      await queue.flush()
    },
    freeze: () => wire.freeze(),
    flushed: () => queue.flushed(),
    [Symbol.asyncDispose]: async () => {
      gone = true
      wantsOnline = false
      clearTimeout(bootAgain)
      clearInterval(beat)
      for (const evse of evses) clearInterval(evse.timer)
      wire.cut()
    },
  }
}
