import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Kysely, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { ChargingProfile, ChargingProfilePurpose } from '#lib/charging-profile.ts'
import type {
  CommandFailure,
  ConnectorStatus,
  EventCatalogue,
  IdTokenStatus,
  IdTokenType,
  MeterSample,
  OcppVersion,
  TransactionEndEvidence,
} from '#lib/events.ts'
import type { ReservationState as DriversReservationState } from '#lib/events/reservations.ts'
import type { ComponentVariable } from './wire/component.ts'

export interface ChargePointTable {
  station_id: string
  identity: string
  /** Who operates it; null where that was not said yet. */
  operator_id: string | null
  password_hash: string | null
  /** It has come with a certificate since that password was set. */
  certified: Generated<boolean>
  /** A password that the charger was given and may have taken. */
  next_password_hash: string | null
  next_password_at: Date | null
  /** Counts what ends its connections beside another password. */
  credentials_epoch: Generated<number>
  /** Since then nothing that the charger had opens a connection: certificates from before, and these passwords. */
  barred_at: Date | null
  barred_password_hashes: Generated<string[]>
  evses: JSONColumnType<EventCatalogue['stations.station.saved']['evses']>
  saved_at: ColumnType<Date, Date | string>
  /** The position of that word in its producer's outbox. */
  said: Generated<number>
  vendor: string | null
  model: string | null
  firmware: string | null
  booted_at: Date | null
  ocpp_version: OcppVersion | null
  clock_ahead_ms: number | null
  shows_cost: Generated<boolean>
  serial_number: string | null
  /** How often it booted. */
  boots: Generated<number>
  /** Its connection intervals tell nothing of the time before. */
  intervals_since: Generated<Date>
}

export interface RunningCostTable {
  transaction_id: string
  station_id: string
  amount_minor: number
  currency: string
  final: boolean
  due: Generated<boolean>
}

export interface IdTokenTable {
  id_token_id: string
  user_id: string | null
  /** Whose customer the user is; null: the user has an account. */
  partner_id: string | null
  value: string
  type: IdTokenType
  status: IdTokenStatus
  expires_at: Date | null
  group_name: string | null
  concurrent_sessions: Generated<number>
  issued_at: ColumnType<Date, Date | string>
  said: Generated<number>
}

export interface ConnectionTable {
  identity: string
  station_id: string
  node_id: string
  epoch: number
  ocpp_version: OcppVersion
  connected_at: Generated<Date>
  /** 0 to 3; null in older connections. */
  security_profile: SecurityProfile | null
}

/** OCPP's: without a password, with one, with one over TLS, with a client certificate. */
export type SecurityProfile = 0 | 1 | 2 | 3

export interface ConnectionIntervalTable {
  station_id: string
  began_at: Generated<Date>
  ended_at: Date | null
}

export interface BootTable {
  id: string
  station_id: string
  at: Date
  reason: string | null
  firmware: string | null
  ocpp_version: OcppVersion
}

export interface MessageLogTable {
  identity: string
  message_id: string
  digest: Buffer
  reply: JSONColumnType<object>
  at: Generated<Date>
}

export interface TransactionTable {
  id: string
  identity: string
  station_id: string
  ocpp_version: OcppVersion
  number: number | null
  charger_transaction_id: string | null
  start_key: string | null
  evse_number: number
  connector_number: number
  id_token: string | null
  authorised: boolean
  session_id: string | null
  reported_started_at: string | null
  started_at: Date
  clock_ahead_ms: number | null
  received_at: Date
  meter_start_wh: number | null
  offline: Generated<boolean>
  state: 'active' | 'suspended' | 'ended'
  /** Of a pause; null while it charges, and in older pauses. */
  suspended_by: 'EV' | 'EVSE' | 'BOOT' | null
  started_seen: boolean
  announced: boolean
  charging_state: string | null
  held_samples: JSONColumnType<MeterSample[], string | undefined>
  last_sample_at: Date | null
  last_register_wh: number | null
  ended_at: Date | null
  end_received_at: Date | null
  meter_stop_wh: number | null
  end_reason: string | null
  end_offline: boolean | null
  end_seq_no: number | null
  end_announced: Generated<boolean>
  end_inferred_from: TransactionEndEvidence | 'PERSON' | null
  doubt: 'BOOT' | 'AVAILABLE' | null
  doubted_at: Date | null
  /** The driver's booked slot that its charger says it uses. */
  slot_id: string | null
}

export interface CommandTable {
  id: string
  kind: 'START' | 'STOP'
  session_id: string
  station_id: string
  evse_number: number | null
  connector_number: number | null
  /** Whose start it is; null in older commands. */
  user_id: string | null
  /** Of a START: made for it alone, and good until then. Null in older commands. */
  id_token: string | null
  id_token_expires_at: Date | null
  transaction_id: string | null
  remote_start_id: Generated<number>
  state: Generated<'pending' | 'sent' | 'accepted' | 'failed' | 'expired'>
  failure: CommandFailure | null
  created_at: Generated<Date>
  sent_at: Date | null
  settled_at: Date | null
  expires_at: ColumnType<Date, Date | string>
  started_transaction_id: string | null
  /** Of what asked for it, where that is traced. */
  traceparent: string | null
}

/** What a command that is not over can be; and what it can be then. */
export type OpenCommandState = 'PENDING' | 'SENT'
export type ChargePointCommandState =
  | OpenCommandState
  | 'ACCEPTED'
  | 'REJECTED'
  | 'UNSUPPORTED'
  | 'FAILED'
  | 'UNANSWERED'
  | 'EXPIRED'
  | 'CANCELLED'

export interface ChargePointCommandTable {
  id: string
  station_id: string
  kind: string
  input: JSONColumnType<object>
  /** Null: the platform itself. */
  requested_by: string | null
  idempotency_key: string | null
  state: Generated<ChargePointCommandState>
  /** As it went out, without secrets. */
  action: string | null
  request: ColumnType<object | null, string | undefined, string>
  /** The charger's own word, and all of its answer. */
  status: string | null
  response: ColumnType<object | null, string | undefined, string>
  /** For people, where it came to nothing. */
  message: string | null
  requested_at: Generated<Date>
  expires_at: ColumnType<Date, Date | string>
  sent_at: Date | null
  settled_at: Date | null
  traceparent: string | null
}

export type RunKind = 'FIRMWARE' | 'LOG'
export type RunState = 'REQUESTED' | 'RUNNING' | 'DONE' | 'FAILED' | 'TIMED_OUT' | 'CANCELLED'

export interface RunTable {
  /** That of its command. */
  id: string
  /** By which the charger knows it. */
  request_id: GeneratedAlways<number>
  station_id: string
  kind: RunKind
  state: Generated<RunState>
  requested_by: string | null
  requested_at: Generated<Date>
  begins_at: Generated<Date>
  quiet_until: Date
  ended_at: Date | null
  location: string | null
  statuses: JSONColumnType<{ status: string; at: string }[], string | undefined>
  message: string | null
  signed: Generated<boolean>
  installs_at: Date | null
  firmware_before: string | null
  firmware_after: string | null
  log_type: string | null
  upload_digest: Buffer | null
  image_id: string | null
}

export interface FirmwareImageTable {
  id: string
  owner_id: string
  idempotency_key: string
  name: string
  version: string | null
  bytes: number
  sha256: Buffer
  created_at: Generated<Date>
  upload_digest: Buffer
  upload_until: Date
  stored_at: Date | null
  deleted_at: Date | null
}

export interface MonitorTable extends ComponentVariable {
  station_id: string
  number: number
  type: string
  value: number
  /** 0 is the worst, 9 the least. */
  severity: number
  only_in_transaction: boolean
  confirmed_at: Generated<Date>
  reported_by: number | null
}

export interface ChargePointEventTable extends ComponentVariable {
  id: string
  station_id: string
  message: string
  number: number
  at: Date
  received_at: Date
  trigger: string
  kind: string
  severity: number | null
  value: string
  cleared: boolean
  cause: number | null
  tech_code: string | null
  tech_info: string | null
  transaction_id: string | null
  monitor_number: number | null
}

export interface DisplayMessageTable {
  station_id: string
  number: number
  priority: string
  state: string | null
  starts_at: Date | null
  ends_at: Date | null
  transaction_id: string | null
  format: string
  language: string | null
  content: string
  confirmed_at: Generated<Date>
  reported_by: number | null
}

export interface LogFileTable {
  key: string
  run_id: string
  station_id: string
  name: string
  bytes: number
  created_at: Generated<Date>
  /** Null while it is on its way into the store. */
  stored_at: Date | null
}

export interface ChargingProfileTable {
  station_id: string
  profile_id: number
  source: Generated<string>
  purpose: ChargingProfilePurpose
  stack_level: number
  evse_number: number
  transaction_id: string | null
  /** As the charger has it; null until it has said so. */
  profile: ColumnType<ChargingProfile | null, string | undefined, string>
  confirmed_at: Date | null
}

export interface ConfigurationKeyTable {
  station_id: string
  key: string
  value: string | null
  readonly: boolean
  read_at: Generated<Date>
  reboot_required_at: Date | null
}

export interface DeviceVariableTable {
  station_id: string
  path: string
  component: string
  component_instance: string | null
  evse_number: number | null
  connector_number: number | null
  variable: string
  variable_instance: string | null
  attributes: JSONColumnType<object>
  characteristics: ColumnType<object | null, string | null | undefined, string | null>
  read_at: Generated<Date>
  reboot_required_at: Date | null
  reported_by: string | null
}

export interface ReportTable {
  command_id: string
  request_id: GeneratedAlways<number>
  station_id: string
  last_seq_no: number | null
  completed_at: Date | null
}

export type ReservationState = 'REQUESTED' | 'ACCEPTED' | 'REFUSED' | 'UNANSWERED' | 'CANCELLED' | 'EXPIRED' | 'REMOVED' | 'USED'

export interface ReservationTable {
  id: string
  number: GeneratedAlways<number>
  station_id: string
  evse_number: number
  id_token: string
  expires_at: Date
  state: Generated<ReservationState>
  status: string | null
  requested_at: Generated<Date>
  /** The driver's slot that it is for, and whose; null: an operator asked for it. */
  slot_id: string | null
  user_id: string | null
  /** True of the one that is to hold the slot. */
  wanted: Generated<boolean>
  /** How often the charger was asked for it in vain. */
  tries: Generated<number>
  moved_at: Generated<Date>
}

export interface LocalListTable {
  station_id: string
  kept: boolean
  version: number | null
  sent_version: Generated<number>
  looked_at: Generated<Date>
  asked_version_at: Generated<Date>
  failed_at: Date | null
}

export interface WantedAvailabilityTable {
  station_id: string
  evse_number: number
  connector_number: number
  available: boolean
  scheduled: boolean
  agreed_at: Date
}

export interface DataTransferTable {
  id: string
  station_id: string
  received_at: Generated<Date>
  vendor_id: string
  message_id: string | null
  data: string | null
  bytes: number
  status: string
}

export interface CertificateTable {
  serial: string
  station_id: string
  /** SHA-256 of the whole, in hexadecimal digits. */
  fingerprint: string
  subject: string
  pem: string
  not_before: Date
  not_after: Date
  command_id: string | null
  issued_at: Generated<Date>
  revoked_at: Date | null
  revoked_by: string | null
}

export interface SecurityEventTable {
  id: string
  station_id: string
  type: string
  tech_info: string | null
  reported_at: Date
  received_at: Generated<Date>
}

export interface QuarantineTable {
  id: string
  identity: string
  station_id: string
  ocpp_version: OcppVersion
  action: string
  message_id: string
  payload: JSONColumnType<object>
  reason: string
  received_at: Generated<Date>
  transaction_id: string | null
  stop_id_token: string | null
  stop_at: Date | null
  stop_meter_wh: number | null
  resolved_at: Date | null
  /** Null where it has not left, or has left by itself. */
  resolution: 'RETRIED' | 'DISMISSED' | null
  resolved_by: string | null
  resolution_note: string | null
  bytes: Generated<number>
}

export interface KeptMessageTable {
  position: Generated<number>
  identity: string
  station_id: string
  ocpp_version: OcppVersion
  action: string
  message_id: string
  digest: Buffer
  payload: JSONColumnType<object>
  received_at: Date
  fault: string
  tries: Generated<number>
  due_at: Generated<Date>
}

export interface ConnectorTable {
  station_id: string
  evse_number: number
  connector_number: number
  reported: string
  reported_at: Date
}

export interface ConnectorStatusTable {
  station_id: string
  evse_number: number
  connector_number: number
  status: ConnectorStatus
  error_code: string | null
  error_info: string | null
  vendor_id: string | null
  vendor_error_code: string | null
  at: Date
  said_at: Date
}

export interface ConnectorErrorTable {
  id: string
  station_id: string
  evse_number: number
  connector_number: number
  error_code: string | null
  error_info: string | null
  vendor_id: string | null
  vendor_error_code: string | null
  began_at: Date
  ended_at: Date | null
  said_at: Generated<Date>
}

export interface FrameTable {
  id: string
  at: Date
  station_id: string
  direction: 'IN' | 'OUT'
  kind: 'CALL' | 'RESULT' | 'ERROR' | 'RESULT_ERROR' | 'SEND' | 'MALFORMED'
  message_id: string | null
  action: string | null
  text: string
  bytes: number
}

/** A driver's booked slot, as reservations told it. */
export interface SlotTable {
  reservation_id: string
  version: number
  user_id: string
  station_id: string
  evse_number: number
  state: DriversReservationState
  held_from: Date
  held_until: Date
}

export interface BulkCommandTable {
  id: string
  kind: string
  input: JSONColumnType<object>
  like_command_id: string
  requested_by: string
  /** Whose chargers; null: anybody's. */
  operator_id: string | null
  idempotency_key: string
  state: Generated<'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELLED'>
  /** What becomes of chargers that were not asked. */
  rest: Generated<'PENDING' | 'EXPIRED' | 'CANCELLED'>
  chargers: number
  per_minute: number
  at_once: number
  pause_at_failed_percent: number
  /** How many chargers are in which state, as it was last told. */
  counts: JSONColumnType<Partial<Record<ChargePointCommandState, number>>>
  forgiven_failed: Generated<number>
  forgiven_settled: Generated<number>
  next_at: Generated<Date>
  message: string | null
  requested_at: Generated<Date>
  expires_at: Date
  settled_at: Date | null
}

export interface OcppTables extends MessagingTables {
  charge_point: ChargePointTable
  id_token: IdTokenTable
  blocked_user: { user_id: string; blocked: boolean; said: number }
  blocked_payer: { user_id: string; blocked: boolean; said: number }
  node: { node_id: string; seen_at: Generated<Date> }
  connection: ConnectionTable
  connection_interval: ConnectionIntervalTable
  boot: BootTable
  message_log: MessageLogTable
  transaction: TransactionTable
  transaction_part: { transaction_id: string; seq_no: number; event_type: string; reported_at: string; at: Generated<Date> }
  connector: ConnectorTable
  connector_status: ConnectorStatusTable
  connector_error: ConnectorErrorTable
  command: CommandTable
  charge_point_command: ChargePointCommandTable
  run: RunTable
  firmware_image: FirmwareImageTable
  charging_profile: ChargingProfileTable
  log_file: LogFileTable
  running_cost: RunningCostTable
  monitor: MonitorTable
  display_message: DisplayMessageTable
  charge_point_event: ChargePointEventTable
  configuration_key: ConfigurationKeyTable
  device_variable: DeviceVariableTable
  report: ReportTable
  report_part: { command_id: string; seq_no: number }
  charge_point_asked: { station_id: string; asked_at: Date }
  reservation: ReservationTable
  slot: SlotTable
  local_list: LocalListTable
  local_list_entry: { station_id: string; value: string; said: string; gone: Generated<boolean> }
  wanted_availability: WantedAvailabilityTable
  data_transfer: DataTransferTable
  certificate: CertificateTable
  security_event: SecurityEventTable
  quarantine: QuarantineTable
  kept_message: KeptMessageTable
  frame: FrameTable
  bulk_command: BulkCommandTable
  bulk_command_charger: { bulk_command_id: string; station_id: string; position: number; command_id: string | null }
}

export type Db = Kysely<OcppTables>
export type Trx = Transaction<OcppTables>
