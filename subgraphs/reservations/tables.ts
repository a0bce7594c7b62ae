import type { ColumnType, Generated, JSONColumnType, Kysely, RawBuilder, Selectable, Transaction, Updateable } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { TariffTables } from '#db/tariff-version.ts'
import type { ConnectorStatus, ReservationState, StationAddress, WaitlistState } from '#lib/events.ts'
import type { CostLine } from '#lib/tariff/cost.ts'

interface StationTable {
  id: string
  operator_id: string
  name: string
  time_zone: string
  private: boolean
  guests: string[]
  said: number
  online: boolean | null
  online_said: Generated<number>
  address: JSONColumnType<StationAddress> | null
}

interface EvseTable {
  id: string
  station_id: string
  number: number
  max_power_w: number
  retired: boolean
  out_of_order: Generated<boolean>
}

interface ConnectorTable {
  id: string
  evse_id: string
  number: number
  max_power_w: number
  power_type: string | null
  tariff_id: string | null
  retired: boolean
}

interface ConnectorStatusTable {
  station_id: string
  evse_number: number
  connector_number: number
  status: ConnectorStatus
  said: number
}

interface ChargerTable {
  station_id: string
  online: boolean
  said: number
}

interface TermsTable {
  operator_id: string
  station_id: string | null
  data: JSONColumnType<Terms>
  saved_at: Generated<Date>
}

/** On what terms slots can be booked, and what becomes of them. */
export interface Terms {
  /** Drivers may book at all. */
  open: boolean
  minMinutes: number
  maxMinutes: number
  /** How far ahead may be booked. */
  aheadDays: number
  /** Until how long before the start a slot may be changed, and cancelled without a fee. */
  changeUntilMinutes: number
  cancelUntilMinutes: number
  /** How long before its start a slot may be used; others are kept away from then on. */
  earlyStartMinutes: number
  /** How long after its start nobody comes before it counts as a no-show. */
  noShowAfterMinutes: number
  /** How long after its end a session may go on before the driver is told to leave. */
  lateStopMinutes: number
  /** EVSEs of the station that are kept free for who comes without a slot, at any moment. */
  keptFree: number
  /** A fee is charged for a no-show and for a late cancellation, by the tariff's reservation prices. */
  fees: boolean
}

export type ChargerWord = 'NOT_ASKED' | 'ASKED' | 'HELD' | 'REFUSED' | 'RELEASED'

interface ReservationTable {
  id: string
  kind: 'BOOKING' | 'BLOCK'
  state: ReservationState
  station_id: string
  evse_id: string
  connector_id: string | null
  operator_id: string
  user_id: string
  /** A range as Postgres writes it: `rangeOf` of `during.ts` writes one. */
  during: string
  starts_at: Date
  ends_at: Date
  enforcement: Generated<'HARD' | 'SOFT'>
  charger: Generated<ChargerWord>
  terms: JSONColumnType<Terms | Record<string, never>>
  expires_at: Date | null
  session_id: string | null
  reason: string | null
  note: string | null
  version: Generated<number>
  idempotency_key: string | null
  /** The tariff of the connector that its driver chose; the database keeps it. */
  tariff_id: ColumnType<string | null, undefined, never>
  /** When its driver chose its tariff with another connector; null: when it was booked. */
  priced_at: ColumnType<Date | null, undefined, never>
  /** The start that its driver was reminded of. */
  reminded_for: Generated<Date | null>
  /** The end of which its driver was told, as they still charged there. */
  end_told_for: Generated<Date | null>
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

interface FeeTable {
  id: string
  reservation_id: string
  version: number
  kind: 'NO_SHOW' | 'LATE_CANCELLATION'
  currency: string
  amount_minor: number
  excl_vat_minor: number
  incl_vat_minor: number | null
  lines: JSONColumnType<CostLine[]>
  from_at: Date
  until_at: Date
  waived_by: ColumnType<string | null, string | undefined, never>
  waived_reason: ColumnType<string | null, string | undefined, never>
  at: Generated<Date>
}

interface PayerTable {
  user_id: string
  standing: string
  said: number
}

interface GuestTable {
  user_id: string
  registered: boolean
}

interface TroubleTable {
  id: Generated<number>
  station_id: string
  evse_id: string | null
  kind: 'OFFLINE' | 'OUT_OF_ORDER'
  began_at: Date
  ended_at: Date | null
}

interface PresenceTable {
  id: string
  station_id: string
  evse_number: number
  user_id: string | null
  reservation_id: string | null
  transaction_id: Generated<string | null>
  waits_until: Generated<Date | null>
  noted_at: Generated<Date>
  ended_at: Generated<Date | null>
  /** The charger did not let it begin. */
  refused: Generated<boolean>
}

interface WaitlistEntryTable {
  id: string
  place: Generated<number>
  user_id: string
  station_id: string
  from_at: Date
  until_at: Date
  minutes: number
  power_w: number
  state: WaitlistState
  reservation_id: string | null
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

export interface ReservationsTables extends MessagingTables, TariffTables {
  station: StationTable
  evse: EvseTable
  connector: ConnectorTable
  connector_status: ConnectorStatusTable
  charger: ChargerTable
  terms: TermsTable
  reservation: ReservationTable
  fee: FeeTable
  payer: PayerTable
  guest: GuestTable
  trouble: TroubleTable
  presence: PresenceTable
  waitlist_entry: WaitlistEntryTable
  waitlist_due: { id: Generated<number>; station_id: string; noted_by: Generated<string>; freed: Generated<boolean> }
}

export type Db = Kysely<ReservationsTables>
export type Trx = Transaction<ReservationsTables>
export type Station = Selectable<StationTable>
export type Evse = Selectable<EvseTable>
export type Report = Selectable<ConnectorStatusTable>
export type Connector = Selectable<ConnectorTable>
export type Reservation = Selectable<ReservationTable>
export type Fee = Selectable<FeeTable>
export type WaitlistEntry = Selectable<WaitlistEntryTable>
export type ReservationChange = Omit<Updateable<ReservationTable>, 'id' | 'version' | 'changed_at' | 'during'> & {
  during?: string | RawBuilder<string>
}
