/**
 * The event catalogue: every fact that crosses from one box to another, by name. `producer.aggregate.past-tense`; only the
 * producer emits it. Times are ISO 8601 in UTC, energies Wh, powers W, money minor units, token amounts base units as decimal
 * strings, ids UUIDv7. Fields are only ever added, so that an old consumer can read a new event.
 */
export interface EventCatalogue {
  // ── accounts ──
  'accounts.user.registered': { userId: string; displayName: string; roles: string[] }
  /** An identity a driver can show to a charger. Blocking or changing one emits the event again, whole. */
  'accounts.id-token.issued': {
    idTokenId: string
    userId: string
    value: string
    type: IdTokenType
    status: IdTokenStatus
    /** Until when chargers accept it, and its group's name among the user's. Null, and absent from older events: always; none. */
    expiresAt?: string | null
    group?: string | null
  }
  'accounts.vehicle.saved': {
    vehicleId: string
    userId: string
    name: string
    batteryCapacityWh: number | null
    /** Not in events of before it was told. */
    consumptionWhPerKm?: number | null
  }
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
    place: Place
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
    /** Why the bridge ended it at its last sample; null, and absent from older events, where the charger ended it. */
    inferredFrom?: TransactionEndEvidence | null
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
    /** Made for this start alone; in events of before `userId` was told, the driver's permanent identity, which no charger may see. */
    idToken: string
    userId?: string
    expiresAt: string
  }
  'charging.stop.requested': { commandId: string; sessionId: string; transactionId: string; stationId: string; expiresAt: string }
  /** The session changed; read it for its state. Aggregate of all session events: the session. */
  'charging.session.updated': { sessionId: string; userId: string | null }
  /** A person has ended a session that its charger does not end. What the charger says of it later corrects it. */
  'charging.session.closed': { sessionId: string; transactionId: string; stationId: string; endedAt: string }
  /** A session is complete; emitted again, whole, when the charger corrects it or a person lets its bill go. */
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

  // ── verification ──
  /** What is known of a submitted photo, and what follows from it. Once a submission. Aggregate of all these: the submission. */
  'verification.photo.judged': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    verdict: Verdict
    reasons: Reason[]
    /** For an odometer photo; null where nothing was read. */
    reading: OdometerReading | null
    judgedAt: string
  }
  /** A person has decided. An appeal is decided once more, and that stands. */
  'verification.review.decided': {
    submissionId: string
    photoId: string
    userId: string
    purpose: PhotoPurpose
    decision: 'APPROVED' | 'REJECTED'
    reasons: Reason[]
    /** What the reviewer read, in the display's own unit; null for a deed, and where they rejected. */
    reading: OdometerReading | null
    /** What happened to the instrument since the reading before. */
    instrument: 'SAME' | 'ROLLED_OVER' | 'REPLACED'
    appeal: boolean
    decidedAt: string
  }
  /** The photo's state changed; read it. Aggregate: the photo. */
  'verification.photo.updated': { photoId: string; userId: string }
  /** A case of the review queue was opened, claimed, given back or closed. Aggregate: the case. */
  'verification.review.updated': { caseId: string; submissionId: string }
  /** The user's photos are gone; what was derived from them for the ledger stays. Aggregate: the user. */
  'verification.photos.erased': { userId: string; photoIds: string[]; erasedAt: string }

  // ── odometer ──
  /** A photo is to be judged. Aggregate of all these: the upload. */
  'odometer.photo.submitted': {
    uploadId: string
    photoId: string
    userId: string
    vehicleId: string
    /** Unit of the vehicle's instrument. */
    unit: DistanceUnit
    /** The vehicle's last approved reading, in whole units of its instrument. */
    previous: { value: number; takenAt: string } | null
    takenAt: string
    place: Place | null
    /** Where the capture flow's guide frame stood, in fractions of the upright photo. */
    guideFrame: Frame | null
  }
  /** The photo is in order, and the reading is a matter for a person. */
  'odometer.review.requested': ReviewRequest
  /** `distanceM` is what the reading adds to the one before; 0 for a vehicle's first, and where the instrument was replaced. */
  'odometer.reading.approved': {
    readingId: string
    uploadId: string
    photoId: string
    userId: string
    vehicleId: string
    readingM: number
    distanceM: number
    takenAt: string
    approvedAt: string
  }
  /** The upload changed; read it for its state. */
  'odometer.upload.updated': { uploadId: string; userId: string }
  'odometer.upload.rejected': { uploadId: string; photoId: string; userId: string; vehicleId: string; reasons: Reason[] }

  // ── community ──
  /** A photo is to be judged. Aggregate of all these: the submission. */
  'community.deed.submitted': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    /** For RECYCLING: the material that is claimed. */
    material: Material | null
    takenAt: string
    place: Place
  }
  'community.review.requested': ReviewRequest
  'community.deed.approved': {
    submissionId: string
    photoId: string
    userId: string
    task: DeedTask
    takenAt: string
    approvedAt: string
  }
  /** The deed changed; read it for its state. */
  'community.deed.updated': { submissionId: string; userId: string }
  'community.deed.rejected': { submissionId: string; photoId: string; userId: string; task: DeedTask; reasons: Reason[] }
  /** An event that people meet at; emitted again, whole, whenever it changes. Aggregate of all these: the event. */
  'community.event.saved': {
    eventId: string
    hostId: string
    title: string
    status: 'UPCOMING' | 'LIVE' | 'DONE' | 'CANCELLED'
    startsAt: string
    endsAt: string
  }
  'community.event.joined': { eventId: string; userId: string }
  'community.event.left': { eventId: string; userId: string }
  'community.event.checked-in': { eventId: string; userId: string }

  // ── rewards ──
  'rewards.reward.earned': { rewardId: string; userId: string; rule: string; amount: string; sourceId: string }
  /** A reward was held, refused, or corrected; read it for its state. */
  'rewards.reward.updated': { rewardId: string; userId: string }
  'rewards.reward.settled': { rewardId: string; userId: string; batchNumber: number; transactionHash: string; blockNumber: number }
}

/** OCPP's (2.1 part 2, appendix IdTokenEnumStringType), but for APP, the app's own, and RFID, a card of either ISO standard. */
export type IdTokenType =
  | 'APP'
  | 'RFID'
  | 'CENTRAL'
  | 'DIRECT_PAYMENT'
  | 'EMAID'
  | 'EVCCID'
  | 'ISO14443'
  | 'ISO15693'
  | 'KEY_CODE'
  | 'LOCAL'
  | 'MAC_ADDRESS'
  | 'VIN'
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
/**
 * Why a transaction is taken to be over although its charger never stopped it: it booted or called the connector Available and
 * said no more of it, or it has begun another one there.
 */
export type TransactionEndEvidence = 'BOOT' | 'AVAILABLE' | 'NEXT_START'
export type CommandFailure = 'REJECTED' | 'OFFLINE' | 'TIMEOUT' | 'EXPIRED' | 'UNKNOWN_STATION'

export type PhotoPurpose = 'ODOMETER' | 'DEED'
export type Verdict = 'APPROVED' | 'REJECTED' | 'MANUAL_REVIEW'
export type DistanceUnit = 'KM' | 'MI'
export type DeedTask = 'TREE_PLANTING' | 'LITTER_CLEAN_UP' | 'RECYCLING' | 'CYCLING' | 'PUBLIC_TRANSPORT' | 'EV_CHARGING'
export type Material = 'CARDBOARD' | 'GLASS' | 'METAL' | 'PAPER' | 'PLASTIC'

/** Degrees, WGS 84. */
export interface Place {
  latitude: number
  longitude: number
}

/** A part of a picture, in fractions of its width and height, from the top left. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

/** Why a verdict is what it is: a code that stays, and a sentence for the one who took the photo. */
export interface Reason {
  code: string
  message: string
}

/** What a display shows, in the display's own unit. */
export interface OdometerReading {
  /** Whole units. */
  value: number
  /** How likely it is right to the last digit, 0 to 1; 1 where a person has read it. */
  confidence: number
}

/** A domain asks for a person's look at a submission whose photo is in order. */
export interface ReviewRequest {
  submissionId: string
  photoId: string
  userId: string
  reasons: Reason[]
  /** Figures to be shown beside the photo. */
  evidence: { label: string; value: string }[]
  /** What hangs on it, in metres of a reading; null where it is no reading. Above a limit, two reviewers must agree. */
  distanceM: number | null
}

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
    /** Its place among all facts of its producer: a later one is higher, whatever the clock said. Not in events of before it was told. */
    position?: number
    /** Request that caused it, for the logs. */
    requestId: string | null
    data: EventCatalogue[N]
  }
}[Name]
