import type { BatteryOptions, SimulatedClock } from './charge-point-clock.ts'
import type { SimulatedTransaction, Status, Version } from './charge-point-dialect.ts'
import type { Signer } from './charge-point-signer.ts'
import type { CallError, Json, TlsMaterial, Wire } from './charge-point-wire.ts'

export interface ChargePointOptions {
  /** The server up to and without the identity, e.g. `ws://127.0.0.1:9000/ocpp`. */
  url: string
  identity: string
  /** Basic password (security profile 1); none is profile 0. */
  password?: string
  /** For wss URLs. */
  tls?: TlsMaterial
  /** Default 1.6. */
  version?: Version
  /** One entry per EVSE, numbered from 1; one connector each. Default one of 50 kW with the register at 1 MWh. */
  evses?: { powerW?: number; registerWh?: number }[]
  /** Its meter signs the begin and the end of each transaction; without one it signs nothing. */
  signer?: Signer
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
  /** Every command is answered with a CALLERROR of this code, without a description, as chargers do that do not have it. */
  commandError?: string
  /** How it answers commands of these actions; other actions as its version's simulator does. */
  answers?: Readonly<Record<string, (payload: Json) => Json | Promise<Json>>>
  /** It does what operators ask (Reset, settings, lists, firmware …), as a real one; without it these are NotImplemented. Default false. */
  obedient?: boolean
  /** Is told of each event as it happens. */
  happens?: (event: ChargePointEvent) => void
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

export type Named<Name extends ChargePointEvent['name']> = Extract<ChargePointEvent, { name: Name }>

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
  /** The number of the reservation that keeps an EVSE. */
  reserved(evse?: number): number | undefined
  setStatus(evse: number, status: Status): Promise<void>
  plugIn(evse?: number, battery?: BatteryOptions): Promise<void>
  unplug(evse?: number): Promise<void>
  /**
   * Starts on the spot (RFID); queued while offline. Resolves when the start is answered, or at once while offline. Rejects where the EVSE is
   * reserved and the token is none of those it is for.
   */
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
