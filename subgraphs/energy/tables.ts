import type { Generated, JSONColumnType, Kysely, Selectable, Transaction, Updateable } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { EventCatalogue } from '#lib/events.ts'

interface StationTable {
  id: string
  operator_id: string
  evses: JSONColumnType<EventCatalogue['stations.station.saved']['evses']>
  said: number
}

interface SiteTable {
  id: string
  operator_id: string
  idempotency_key: string
  name: string
  phases: 1 | 3
  limit_a: number
  voltage: number
  reserve_a: number
  building_a: number | null
  least_a: number
  fallback_a: number
  created_at: Generated<Date>
  shared_at: Date | null
}

interface SiteStationTable {
  station_id: string
  site_id: string
  weight: Generated<number>
  first_phase: Generated<number>
  default_asked_a: number | null
  default_asked_at: Date | null
  default_ask_id: string | null
  default_kept_a: number | null
}

interface ChargeTable {
  transaction_id: string
  station_id: string
  evse_number: number
  connector_number: number
  session_id: string | null
  started_at: Date
  power_w: number | null
  meter_start_wh: number | null
  register_wh: number | null
  measured_at: Date | null
  suspended: Generated<boolean>
  weight: number | null
  waiting_since: Date | null
  share_a: number | null
  late: Generated<boolean>
  asked_a: number | null
  heard_a: number | null
  asked_at: Date | null
  ask_id: string | null
  kept_a: number | null
  follows: Generated<boolean>
  above_since: Date | null
  unheard_since: Date | null
  ended_at: Date | null
}

interface GoalTable {
  transaction_id: string
  session_id: string
  energy_wh: number | null
  ready_by: Date | null
  told_at: Generated<Date>
}

export interface EnergyTables extends MessagingTables {
  station: StationTable
  site: SiteTable
  site_station: SiteStationTable
  building_load: { site_id: string; l1_a: number; l2_a: number; l3_a: number; at: Date }
  charge: ChargeTable
  goal: GoalTable
}

export type Db = Kysely<EnergyTables>
export type Trx = Transaction<EnergyTables>
export type Site = Selectable<SiteTable>
export type SiteStation = Selectable<SiteStationTable>
/** A car that charges, with what its driver wants. */
export type Charging = Selectable<ChargeTable> & { goal_wh: number | null; ready_by: Date | null }
export type ChargeChange = Updateable<ChargeTable>
