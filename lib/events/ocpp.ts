/** What the bridge tells of chargers: what they said, and what became of commands. */
export interface OcppEvents {
  /** A charger has told what it is by a BootNotification. Aggregate: the station. */
  'ocpp.charge-point.booted': {
    stationId: string
    vendor: string
    model: string
    firmware: string | null
    ocppVersion: OcppVersion
  }
  /** A charger has taken the password that the bridge gave it, in place of the one with the hash `replaces`. Aggregate: the station. */
  'ocpp.charge-point.password-taken': { stationId: string; passwordHash: string; replaces: string }
  /** A charger of a registered station has opened its socket. Aggregate: the station. */
  'ocpp.charge-point.connected': { stationId: string; ocppVersion: OcppVersion; at: string }
  /** A charger's socket is closed, or the process that held it is gone, and there is no newer socket. Aggregate: the station. */
  'ocpp.charge-point.disconnected': { stationId: string; at: string }
  /** A command of an operator, or of another box, has changed. Aggregate: the command. */
  'ocpp.charge-point-command.changed': {
    commandId: string
    stationId: string
    /** What was asked, how far it is (PENDING, ACCEPTED, REJECTED …), and the charger's own word. Absent from older events. */
    kind?: string
    state?: string
    status?: string | null
  }
  /** A charger has told what it noticed of itself; `message` names what came together. Aggregate: the station. */
  'ocpp.charge-point-event.noted': { stationId: string; message: string }
  /** Long work of a charger (a new firmware, an upload of its log) has changed; read it for its state. Aggregate: the run. */
  'ocpp.run.changed': { runId: string; stationId: string; kind: 'FIRMWARE' | 'LOG' }
  /** A command for many chargers has gone on; read it for how far it is. Aggregate: the bulk command. */
  'ocpp.bulk-command.changed': { bulkCommandId: string }
  /** A charger reports a connector's status; `evseNumber` 0 is the station as a whole. Aggregate: the station. */
  'ocpp.connector.status-changed': {
    stationId: string
    evseNumber: number
    connectorNumber: number
    status: ConnectorStatus
    errorCode: string | null
    at: string
  }
  /** A charger reports that a transaction has begun. Aggregate of all transaction events: the transaction. */
  'ocpp.transaction.started': {
    transactionId: string
    stationId: string
    evseNumber: number
    connectorNumber: number
    /** The id token's value as the charger sent it; null if it started without one. */
    idToken: string | null
    /** Id of the session whose `charging.start.requested` caused it, if the charger said so. */
    sessionId: string | null
    authorised: boolean
    startedAt: string
    receivedAt: string
    meterStartWh: number | null
    /** The charger queued it while it was offline. */
    offline: boolean
    /** The charger shows what the session costs, and is to be told. Absent: it does not. */
    showsCost?: true
    /** The driver's slot (`reservations.charger.asked`) that the charger says it uses. Absent: it names none. */
    reservationId?: string
  }
  /**
   * What a charger says of a slot that it was asked to hold. HELD: it holds it. REFUSED: it does not, and `status` is its word, or it was
   * not reached. GONE: it has given it up. Aggregate: the reservation.
   */
  'ocpp.reservation.changed': {
    reservationId: string
    stationId: string
    state: 'HELD' | 'REFUSED' | 'GONE'
    status: string | null
  }
  /** A charger reports samples of its meter. They may be late and out of order. */
  'ocpp.transaction.metered': { transactionId: string; samples: MeterSample[]; receivedAt: string; offline: boolean }
  /** No energy flows although the transaction goes on: the vehicle or the charger wants none, or the charger has booted. */
  'ocpp.transaction.suspended': { transactionId: string; by: 'EV' | 'EVSE' | 'BOOT'; at: string }
  /** Energy flows again after a suspension. */
  'ocpp.transaction.resumed': { transactionId: string; at: string }
  /** A transaction is over. Emitted again when the bridge had ended it and the charger later tells of the end. */
  'ocpp.transaction.ended': {
    transactionId: string
    endedAt: string
    receivedAt: string
    meterStopWh: number | null
    reason: string
    samples: MeterSample[]
    offline: boolean
    /** Why the bridge ended it at its last sample. Null, and absent from older events: the charger ended it. */
    inferredFrom?: TransactionEndEvidence | null
  }
  /** A charger has said yes to a command. What it then does comes as transaction events. Aggregate: the session. */
  'ocpp.command.accepted': { commandId: string; sessionId: string; kind: 'START' | 'STOP' }
  /** A command came to nothing; `message` tells people why. Aggregate: the session. */
  'ocpp.command.failed': { commandId: string; sessionId: string; kind: 'START' | 'STOP'; reason: CommandFailure; message: string }
}

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
/**
 * Why a transaction counts as over although its charger never stopped it. The charger booted, or called the connector Available, and said
 * no more of it. Or it has begun another one there.
 */
export type TransactionEndEvidence = 'BOOT' | 'AVAILABLE' | 'NEXT_START'
export type CommandFailure = 'REJECTED' | 'OFFLINE' | 'TIMEOUT' | 'EXPIRED' | 'UNKNOWN_STATION'

export interface MeterSample {
  at: string
  /** Import register of the connector in Wh. */
  registerWh?: number
  powerW?: number
  socPercent?: number
  /** What the meter has signed then. Absent from older events, and where it has signed nothing. */
  signed?: SignedMeterValue[]
}

/** A signed meter value as a charger sends it. Nobody has checked it. */
export interface SignedMeterValue {
  /** OCMF: its text, whatever it was wrapped in. Another format: as it was sent. */
  text: string
  format: 'OCMF' | 'OTHER'
  /** What the charger calls it: the reading at the begin of a transaction, at its end, or another. */
  context: 'BEGIN' | 'END' | 'OTHER'
  /** The public key that the charger sends along. It proves nothing: whoever makes up a value can make up a key. */
  publicKey: string | null
}
