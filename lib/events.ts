/**
 * The event catalogue: every fact that crosses from one box to another, by name. `producer.aggregate.past-tense`; only the
 * producer emits it. Times are ISO 8601 in UTC, energies Wh, powers W, money minor units, token amounts base units as decimal
 * strings, ids UUIDv7. Fields are only ever added, so that an old consumer can read a new event.
 */
export interface EventCatalogue {
  // ── accounts ──
  'accounts.user.registered': { userId: string; displayName: string; roles: string[] }
  /** An identity a driver can show to a charger. Blocking one emits the event again with its new status. */
  'accounts.id-token.issued': { idTokenId: string; userId: string; value: string; type: IdTokenType; status: IdTokenStatus }
  'accounts.vehicle.saved': { vehicleId: string; userId: string; name: string; batteryCapacityWh: number | null }
  'accounts.vehicle.removed': { vehicleId: string; userId: string }

  // ── stations ──
  /** A station as a whole; emitted again, whole, whenever anything of it changes. Aggregate: the station. */
  'stations.station.saved': {
    stationId: string
    operatorId: string
    /** OCPP identity, the last segment of the charger's URL. */
    identity: string
    /** Argon2id hash of the charger's Basic password; null where security profile 0 is allowed. */
    passwordHash: string | null
    evses: {
      evseId: string
      number: number
      connectors: { connectorId: string; number: number; maxPowerW: number; tariffId: string | null }[]
    }[]
  }
  /** Status, connection or identity of the station's hardware has changed; read it for its state. Aggregate: the station. */
  'stations.station.availability-changed': { stationId: string }
  /** A tariff version. A change is a new version; sessions keep the version that was valid when they began. Aggregate: the tariff. */
  'stations.tariff.saved': { tariffId: string; version: number; validFrom: string; tariff: TariffData }

  // ── ocpp (the bridge) ──
  'ocpp.charge-point.booted': {
    stationId: string
    vendor: string
    model: string
    firmware: string | null
    ocppVersion: OcppVersion
  }
  'ocpp.charge-point.connected': { stationId: string; ocppVersion: OcppVersion; at: string }
  'ocpp.charge-point.disconnected': { stationId: string; at: string }
  /** `evseNumber` 0 is the station as a whole. Aggregate: the station. */
  'ocpp.connector.status-changed': {
    stationId: string
    evseNumber: number
    connectorNumber: number
    status: ConnectorStatus
    errorCode: string | null
    at: string
  }
  /** Aggregate of all transaction events: the transaction. */
  'ocpp.transaction.started': {
    transactionId: string
    stationId: string
    evseNumber: number
    connectorNumber: number
    /** The id token's value as the charger sent it; null where it started without one. */
    idToken: string | null
    /** Id of the `charging.start.requested` that caused it, where the charger said so. */
    sessionId: string | null
    authorised: boolean
    startedAt: string
    receivedAt: string
    meterStartWh: number | null
    /** The charger queued it while it was offline. */
    offline: boolean
  }
  'ocpp.transaction.metered': { transactionId: string; samples: MeterSample[]; receivedAt: string; offline: boolean }
  'ocpp.transaction.suspended': { transactionId: string; by: 'EV' | 'EVSE' | 'BOOT'; at: string }
  'ocpp.transaction.resumed': { transactionId: string; at: string }
  'ocpp.transaction.ended': {
    transactionId: string
    endedAt: string
    receivedAt: string
    meterStopWh: number | null
    reason: string
    samples: MeterSample[]
    offline: boolean
  }
  /** What became of a command. Aggregate: the session it was for. */
  'ocpp.command.accepted': { commandId: string; sessionId: string; kind: 'START' | 'STOP' }
  'ocpp.command.failed': { commandId: string; sessionId: string; kind: 'START' | 'STOP'; reason: CommandFailure; message: string }

  // ── charging ──
  'charging.start.requested': {
    commandId: string
    sessionId: string
    stationId: string
    evseNumber: number
    connectorNumber: number
    idToken: string
    expiresAt: string
  }
  'charging.stop.requested': { commandId: string; sessionId: string; transactionId: string; stationId: string; expiresAt: string }
  /** The session changed; read it for its state. Aggregate of all session events: the session. */
  'charging.session.updated': { sessionId: string; userId: string | null }
  'charging.session.completed': {
    sessionId: string
    userId: string | null
    stationId: string
    connectorId: string
    startedAt: string
    endedAt: string
    energyWh: number
    /** The bill waits for a person: flagged meter values. Nothing is earned or paid on it meanwhile. */
    held: boolean
  }
  'charging.cdr.issued': {
    cdrId: string
    sessionId: string
    userId: string | null
    stationId: string
    energyWh: number
    amountMinor: number
    currency: string
    /** The record this one takes back; null for a first record. */
    creditOf: string | null
  }

  // ── rewards ──
  'rewards.reward.earned': { rewardId: string; userId: string; rule: string; amount: string; sourceId: string }
  'rewards.reward.settled': { rewardId: string; userId: string; batchNumber: number; transactionHash: string; blockNumber: number }
}

export type IdTokenType = 'APP' | 'RFID'
export type IdTokenStatus = 'ACTIVE' | 'BLOCKED'
export type OcppVersion = '1.6' | '2.0.1' | '2.1'
/** OCPI's EVSE status, as far as a charger can report it. */
export type ConnectorStatus =
  | 'AVAILABLE'
  | 'PREPARING'
  | 'CHARGING'
  | 'SUSPENDED'
  | 'FINISHING'
  | 'RESERVED'
  | 'UNAVAILABLE'
  | 'FAULTED'
export type CommandFailure = 'REJECTED' | 'OFFLINE' | 'TIMEOUT' | 'EXPIRED' | 'UNKNOWN_STATION'

export interface MeterSample {
  at: string
  /** Import register of the connector in Wh. */
  registerWh?: number
  powerW?: number
  socPercent?: number
}

/** OCPI 2.2.1's tariff, reduced to what is priced today; prices are in major units of `currency` as OCPI has them, VAT in percent. */
export interface TariffData {
  currency: string
  elements: {
    components: { type: 'FLAT' | 'ENERGY' | 'TIME' | 'PARKING_TIME'; price: number; vat?: number; stepSize: number }[]
  }[]
}

export type EventName = keyof EventCatalogue

/** An event as it travels: `data` is the catalogue's, the rest is the envelope. */
export type EventEnvelope<Name extends EventName = EventName> = {
  [N in Name]: {
    /** UUIDv7; the key consumers are idempotent by. */
    id: string
    name: N
    /** Events of one aggregate are handled in order. */
    aggregateId: string
    occurredAt: string
    /** Request that caused it, for the logs. */
    requestId: string | null
    data: EventCatalogue[N]
  }
}[Name]
