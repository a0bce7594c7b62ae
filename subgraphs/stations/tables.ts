import type { Generated, GeneratedAlways, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import type { ConnectorStatus, OcppVersion } from '#lib/events.ts'
import type { Curve } from '#lib/ocmf/key.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'

export type ConnectorFormat = 'SOCKET' | 'CABLE'
export type PowerType = 'AC_1_PHASE' | 'AC_3_PHASE' | 'DC'
/** UNKNOWN: the charger has not reported yet, or is offline. */
export type Status = ConnectorStatus | 'UNKNOWN'

/** OCPI's Facility. */
export type Facility =
  | 'HOTEL'
  | 'RESTAURANT'
  | 'CAFE'
  | 'MALL'
  | 'SUPERMARKET'
  | 'SPORT'
  | 'RECREATION_AREA'
  | 'NATURE'
  | 'MUSEUM'
  | 'BIKE_SHARING'
  | 'BUS_STOP'
  | 'TAXI_STAND'
  | 'TRAM_STOP'
  | 'METRO_STATION'
  | 'TRAIN_STATION'
  | 'AIRPORT'
  | 'PARKING_LOT'
  | 'CARPOOL_PARKING'
  | 'FUEL_STATION'
  | 'WIFI'
export type Access = 'PUBLIC' | 'CUSTOMERS' | 'PRIVATE'

/** When one gets in: OCPI's Hours. Times of day are the station's own, `end` is out; weekdays count from Monday, 1. */
export interface Hours {
  twentyFourSeven: boolean
  regular: { weekday: number; begin: string; end: string }[]
  openings: { begin: string; end: string }[]
  closings: { begin: string; end: string }[]
}

interface StationTable {
  id: string
  operator_id: string
  identity: string
  password_hash: string
  idempotency_key: string | null
  name: string
  address: string
  city: string
  country: string
  latitude: number
  longitude: number
  position: GeneratedAlways<string>
  time_zone: string
  status: Generated<Status>
  status_at: Date | null
  status_heard_at: Date | null
  online: Generated<boolean>
  online_at: Date | null
  last_seen_at: Date | null
  vendor: string | null
  model: string | null
  firmware: string | null
  ocpp_version: OcppVersion | null
  /** Bills of the station need signed meter values. */
  signed_meter_required: Generated<boolean>
  created_at: Generated<Date>
  retired_at: Date | null
  access: Generated<Access>
  hours: JSONColumnType<Hours> | null
  facilities: Generated<Facility[]>
  /** Name, address and city as they are searched by: see `fold` in the database. */
  folded: GeneratedAlways<string>
  grid_x: GeneratedAlways<number>
  grid_y: GeneratedAlways<number>
}

interface EvseTable {
  id: string
  station_id: string
  number: number
  evse_id: string
  retired_at: Date | null
}

interface ConnectorTable {
  id: string
  station_id: string
  evse_id: string
  number: number
  standard: ConnectorStandard
  format: ConnectorFormat
  power_type: PowerType
  max_power_w: number
  tariff_id: string | null
  status: Generated<Status>
  status_at: Date | null
  status_heard_at: Date | null
  error_code: string | null
  retired_at: Date | null
}

interface MeterKeyTable {
  id: string
  station_id: string
  evse_id: string
  evse_number: number
  meter_serial: string
  curve: Curve
  public_key: string
  valid_from: Date
  valid_until: Date | null
  idempotency_key: string
  registered_at: Generated<Date>
}

interface TariffTable {
  id: string
  operator_id: string
  idempotency_key: string | null
}

interface TariffVersionTable {
  tariff_id: string
  version: number
  valid_from: Date
  description: string
  data: JSONColumnType<TariffData>
  created_at: Generated<Date>
  idempotency_key: string | null
  /** The most that a kilowatt-hour can cost in major units, VAT in. */
  dearest_kwh: GeneratedAlways<string | null>
}

export type FaultKind = 'DOES_NOT_START' | 'BROKEN' | 'BLOCKED' | 'PAYMENT' | 'WRONG_DATA' | 'OTHER'

interface FaultReportTable {
  id: string
  station_id: string
  connector_id: string
  user_id: string
  kind: FaultKind
  text: string
  reported_at: Generated<Date>
  resolved_at: Date | null
  resolved_by: string | null
  note: string | null
}

/** How many stations are in a cell of the map: see `search/grid.ts`. The database counts them itself. */
interface CellTable {
  level: number
  x: number
  y: number
  stations: number
  sum_x: number
  sum_y: number
}

/** What can be done with a connector; null or no row: nobody knows. */
interface ConnectorStateTable {
  connector_id: string
  state: 'UP' | 'UNAVAILABLE' | 'FAULTED' | 'OFFLINE' | null
  since: Date
}

/** How long a connector was in each state on a day by its station's clock. */
interface ConnectorDayTable {
  connector_id: string
  day: string
  up_ms: number
  unavailable_ms: number
  faulted_ms: number
  offline_ms: number
  outages: number
}

/** A driver who may use a private station. */
interface StationGuestTable {
  station_id: string
  user_id: string
  added_at: Generated<Date>
}

export interface StationsTables extends MessagingTables {
  station: StationTable
  evse: EvseTable
  connector: ConnectorTable
  meter_key: MeterKeyTable
  tariff: TariffTable
  tariff_version: TariffVersionTable
  cell: CellTable
  fault_report: FaultReportTable
  connector_state: ConnectorStateTable
  connector_day: ConnectorDayTable
  station_guest: StationGuestTable
}

export type Db = Kysely<StationsTables>
export type Trx = Transaction<StationsTables>
export type Station = Selectable<StationTable>
export type NewStation = Insertable<StationTable>
export type MeterKey = Selectable<MeterKeyTable>
export type NewMeterKey = Insertable<MeterKeyTable>
export type Guest = Selectable<StationGuestTable>
export type Evse = Selectable<EvseTable>
export type FaultReport = Selectable<FaultReportTable>
export type TariffVersion = Selectable<TariffVersionTable>
/** A connector with those columns of its station that its availability depends on. */
export type Connector = Selectable<ConnectorTable> & { station_status: Status; station_online: boolean }
