import type {
  ColumnType,
  Generated,
  GeneratedAlways,
  Insertable,
  JSONColumnType,
  Kysely,
  Selectable,
  Transaction,
  Updateable,
} from 'kysely'
import type { ReservationState } from '#lib/events/reservations.ts'
import type { StationAddress } from '#lib/events/stations.ts'
import type { MessagingTables } from '#db/outbox.ts'
import type { TariffTables } from '#db/tariff-version.ts'
import type { CommandFailure, ConnectorStatus, EventCatalogue, IdTokenStatus, IdTokenType, SignedMeterValue } from '#lib/events.ts'
import type { Curve } from '#lib/ocmf/key.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import type { CostLine } from '#lib/tariff/cost.ts'
import type { Tally } from '#lib/tariff/tally.ts'
import type { Judgement, SignedFlag } from './signed/judgement.ts'

export type SessionStatus = 'PENDING' | 'STARTING' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'FAILED' | 'EXPIRED'
/** Why a session never began. CANCELLED: stopped before it began. CONNECTOR_TAKEN: somebody else began on the connector. */
export type Failure = CommandFailure | 'CANCELLED' | 'CONNECTOR_TAKEN'
/** Who or what ended a session. All but CHARGER are conclusions, which the charger's own word corrects. */
export type EndedBy = 'CHARGER' | 'CHARGER_RESTARTED' | 'CONNECTOR_AVAILABLE' | 'NEXT_SESSION' | 'PERSON'
/** Why a bill waits for a person. */
export type Flag =
  | 'UNAUTHORISED'
  | 'REGISTER_DROP'
  | 'STOP_BELOW_START'
  | 'END_BEFORE_START'
  | 'START_IN_FUTURE'
  | 'START_LONG_AGO'
  | 'END_IN_FUTURE'
  | 'ENERGY_ABOVE_RATING'
  | 'UNKNOWN_CONNECTOR'
  | 'AFTER_CORRECTION'
  | SignedFlag

interface SessionTable {
  id: string
  status: SessionStatus
  failure: Failure | null
  user_id: string | null
  station_id: string
  /** Who operated its station when it began; null: it has not, or nobody was known to. */
  operator_id: Generated<string | null>
  evse_number: number
  connector_number: number
  connector_id: string | null
  id_token: string | null
  vehicle_id: string | null
  battery_capacity_wh: number | null
  idempotency_key: string | null
  opened_at: Date
  expires_at: Date | null
  start_command_id: string | null
  stop_requested_at: Date | null
  stop_command_id: string | null
  stop_expires_at: Date | null
  stop_failure: CommandFailure | null
  transaction_id: string | null
  displaced: Generated<boolean>
  started_at: Date | null
  /** When its start was heard, by our clock. */
  start_heard_at: Date | null
  ended_at: Date | null
  /** When its end was first heard, by our clock. */
  end_heard_at: Date | null
  end_reason: string | null
  ended_by: EndedBy | null
  meter_start_wh: number | null
  meter_stop_wh: number | null
  last_sample_at: Date | null
  /** How many meter values are kept of it. */
  meter_values: Generated<number>
  /** Seconds between those; 0: all that came; null: they are gone. */
  meter_value_every_s: Generated<number | null>
  register_wh: number | null
  high_register_wh: number | null
  energy_wh: Generated<number>
  power_w: number | null
  soc_percent: number | null
  soc_start_percent: number | null
  tariff_id: string | null
  tariff_version: number | null
  priced: Generated<boolean>
  cost_minor: number | null
  /** Its charger is told what it costs. */
  shows_cost: Generated<boolean>
  /** Up to when `cost_minor` is counted. */
  cost_until: Date | null
  currency: string | null
  target_energy_wh: number | null
  target_soc_percent: number | null
  ready_by: Date | null
  /** By its clock restrictions of tariffs go. Fixed with the price. */
  time_zone: string | null
  /** What was used so far, by price: the next reading is counted on. */
  tally: ColumnType<KeptTally | null, string | null | undefined, string | null>
  flags: Generated<Flag[]>
  /** What was found in what its meter has signed; null if that is nothing. */
  signed_meter: ColumnType<Judgement | null, string | null | undefined, string | null>
  /** Since when its record waits for the vehicle to go, by our clock. */
  record_waits_since: Date | null
  /** When its parking was last counted, by our clock; null until the charger says that the vehicle stands there. */
  parking_counted_at: Date | null
  /** Until when parking after the end is billed; null if there was none that costs anything. */
  parked_until: Date | null
  released_at: Date | null
  held: GeneratedAlways<boolean>
  settled_at: Date | null
  /** The correction by which it has its energy; null: it has what its charger measured. */
  correction_id: string | null
  hold_id: string | null
  /** What was blocked for it, with VAT: the most that it is to cost. */
  limit_minor: number | null
  limit_currency: string | null
  limit_step: EventCatalogue['charging.limit.met']['step'] | null
  /** Since when its charger is asked to stop because of it. */
  limit_stop_at: Date | null
  /** When it was last looked at, by our clock, how near it is to its limit. */
  limit_looked_at: Date | null
  /** The driver's slot that it uses, and when that began; null: none. */
  reservation_id: string | null
  reserved_from: Date | null
  /** The charger was offline when it began to use it. */
  reserved_offline: Generated<boolean>
}

/** A driver's slot, as reservations told it. */
interface SlotTable {
  reservation_id: string
  version: number
  user_id: string
  station_id: string
  evse_number: number
  state: ReservationState
  /** The charger itself holds it. */
  hard: boolean
  starts_at: Date
  ends_at: Date
  held_from: Date
  held_until: Date
}

export type CorrectionState = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED'

/** A proposal that a session was of another energy. */
interface CorrectionTable {
  id: string
  session_id: string
  /** Whose session it is: they decide nothing about it. */
  driver_id: string | null
  state: Generated<CorrectionState>
  energy_before_wh: number
  energy_wh: number
  reason: string
  proposed_by: string
  proposed_at: Generated<Date>
  expires_at: Date
  idempotency_key: string
  decided_by: string | null
  decided_at: Date | null
  decision_reason: string | null
}

/** A vehicle that stands and takes nothing. */
interface IdleWatchTable {
  session_id: string
  /** Since when it stands, and from when that is billed, by its charger's clock; null: it costs nothing. */
  since: Date
  billed_from: Date | null
  /** When its driver is to be told, by our clock, and when they were. */
  notice_at: Date | null
  told_at: Date | null
}

interface CdrTable {
  id: string
  session_id: string
  revision: number
  credit_of: string | null
  user_id: string | null
  station_id: string
  /** Whose station it was when the record was issued. */
  operator_id: string | null
  /** Whose customer the user is; null: the user has an account. */
  partner_id: string | null
  connector_id: string
  id_token: string | null
  started_at: Date
  ended_at: Date
  total_energy_wh: number
  total_time_s: number
  total_parking_time_s: number
  currency: string
  excl_vat_minor: number
  incl_vat_minor: number | null
  lines: JSONColumnType<CostLine[]>
  periods: JSONColumnType<ChargingPeriod[]>
  tariff_id: string | null
  tariff_version: number | null
  tariff: ColumnType<TariffData | null, string | null, never>
  /** Where its station was then; null: not known. */
  address: ColumnType<StationAddress | null, string | null, never>
  issued_at: Generated<Date>
}

/** A stretch of a session in which one thing happened. Times are ISO 8601. */
export interface ChargingPeriod {
  kind: 'CHARGING' | 'PARKING' | 'INTERRUPTED'
  startedAt: string
  endedAt: string
}

/** A tally, and how far it goes. */
export interface KeptTally extends Tally {
  /** In ms of the epoch: readings after it are not counted yet. */
  at: number
  /** With which pauses it was counted. */
  paused: string
  /** True if it was counted after the end, with all readings there were. */
  whole: boolean
}

/** What operators and admins do. */
export interface ChargingTables extends MessagingTables, TariffTables {
  session: SessionTable
  idle_watch: IdleWatchTable
  session_pause: { session_id: string; from_at: Date; to_at: Date | null; by: 'EV' | 'EVSE' | 'BOOT' }
  meter_value: {
    session_id: string
    at: Date
    received_at: Date
    register_wh: number | null
    power_w: number | null
    soc_percent: number | null
  }
  cdr: CdrTable
  bill_correction: CorrectionTable
  station: {
    id: string
    operator_id: string
    online: boolean | null
    online_at: Date | null
    time_zone: string | null
    signed_meter_required: Generated<boolean>
    /** Nobody but its operator and its guests may know of it. */
    private: Generated<boolean>
    guests: Generated<string[]>
    /** Null: its operator's word is older. */
    address: ColumnType<StationAddress | null, string | null | undefined, string | null>
  }
  meter_key: {
    id: string
    station_id: string
    evse_number: number
    meter_serial: string
    curve: Curve
    public_key: string
    valid_from: Date
    valid_until: Date | null
  }
  signed_meter_value: {
    id: string
    session_id: string
    digest: Buffer
    format: SignedMeterValue['format']
    context: SignedMeterValue['context']
    text: string
    sent_key: string | null
    received_at: Date
  }
  signed_page: { station_id: string; meter_serial: string; context: string; page: number; session_id: string; digest: Buffer }
  connector: {
    id: string
    station_id: string
    evse_number: number
    connector_number: number
    max_power_w: number
    retired: Generated<boolean>
  }
  connector_tariff: { connector_id: string; since: Date; tariff_id: string | null }
  connector_status: {
    station_id: string
    evse_number: number
    connector_number: number
    status: ConnectorStatus
    /** When it was heard. */
    at: Date
    /** When it last ceased to be FINISHING: by the charger's clock, and when that was heard. */
    left_at: Date | null
    left_heard_at: Date | null
  }
  id_token: {
    id: string
    user_id: string
    /** Whose customer the user is; null: the user has an account. */
    partner_id: string | null
    value: string
    type: IdTokenType
    status: IdTokenStatus
    issued_at: Date
    concurrent_sessions: Generated<number>
    /** The position of the newest word in its producer's outbox. */
    said: Generated<number>
  }
  vehicle: { id: string; user_id: string; battery_capacity_wh: number | null }
  hold: {
    id: string
    user_id: string
    connector_id: string
    state: EventCatalogue['payments.hold.changed']['state']
    amount_minor: number
    currency: string
    usable_until: Date | null
    /** The position of the newest word in its producer's outbox, here and below. */
    said: number
    changed_at: Generated<Date>
  }
  guest: { user_id: string; registered: boolean }
  slot: SlotTable
  slot_notice: { session_id: string; reservation_id: string; step: 'SOON' | 'NOW' }
  payer: { user_id: string; standing: EventCatalogue['payments.standing.changed']['standing']; said: number }
  payment_provider: { singleton: Generated<boolean>; names: string[]; said: number }
}

export type Db = Kysely<ChargingTables>
export type Trx = Transaction<ChargingTables>
export type Session = Selectable<SessionTable>
export type NewSession = Insertable<SessionTable>
export type SessionChange = Updateable<SessionTable>
export type Cdr = Selectable<CdrTable>
export type Correction = Selectable<CorrectionTable>
export type Pause = Selectable<ChargingTables['session_pause']>
export type IdleWatch = Selectable<IdleWatchTable>
export type MeterValue = Selectable<ChargingTables['meter_value']>
export type MeterKey = Selectable<ChargingTables['meter_key']>
export type SignedValue = Selectable<ChargingTables['signed_meter_value']>
export type NewSignedValue = Insertable<ChargingTables['signed_meter_value']>
export type Hold = Selectable<ChargingTables['hold']>
export type Slot = Selectable<SlotTable>
export type Connector = Selectable<ChargingTables['connector']>

/** The place of a charger's report, by its numbers. */
export interface Place {
  stationId: string
  evseNumber: number
  connectorNumber: number
}

export const TERMINAL: readonly SessionStatus[] = ['COMPLETED', 'FAILED', 'EXPIRED']
export type KnownStation = Selectable<ChargingTables['station']>
