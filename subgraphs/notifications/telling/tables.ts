import type { Generated, Selectable } from 'kysely'
import type { ReservationState } from '#lib/events.ts'

/** What the box knows of what others tell. `said` is the position of the word that is kept. */
export interface TellingTables {
  station: StationTable
  outage: OutageTable
  outage_round: { operator_id: string; told_at: Date }
  meetup: MeetupTable
  meetup_guest: { meetup_id: string; user_id: string; coming: boolean; said: number }
  slot: SlotTable
  slot_offer: { reservation_id: string; user_id: string; expires_at: Date }
  waiting_case: { case_id: string; open: boolean; news: boolean; heard_at: Generated<Date>; said: number }
  review_round: { singleton: Generated<boolean>; told_at: Date }
}

interface StationTable {
  station_id: string
  operator_id: string
  name: string
  /** IANA name. */
  time_zone: string | null
  said: number
}

interface OutageTable {
  station_id: string
  /** Null: it is connected. */
  offline_at: Date | null
  told: boolean
  told_at: Date | null
  said: number
}

interface MeetupTable {
  meetup_id: string
  host_id: string
  title: string
  cancelled: boolean
  starts_at: Date
  reminded_for: Date | null
  said: number
}

interface SlotTable {
  reservation_id: string
  user_id: string
  version: number
  state: ReservationState
  station_name: string
  time_zone: string
  evse_number: number
  starts_at: Date
  ends_at: Date
}

export type Slot = Selectable<SlotTable>
export type Meetup = Selectable<MeetupTable>
