import type { Generated, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { DistanceUnit, Frame, Reason } from '#lib/events.ts'
import type { LeaderboardTables } from '#lib/leaderboard/standing.queries.ts'
import type { ReasonCode } from './deciding/reasons.ts'

export type UploadState = 'PENDING' | 'MANUAL_REVIEW' | 'APPROVED' | 'REJECTED'

interface VehicleTable {
  id: string
  user_id: string
  battery_capacity_wh: number | null
  consumption_wh_per_km: number | null
  removed_at: Date | null
}

interface ChargeTable {
  session_id: string
  user_id: string
  ended_at: Date
  energy_wh: number
}

/** What a person was asked to decide about. */
export interface Asked {
  distanceM: number
  /** Number of the reading it was compared with; null if there was none. */
  previous: number | null
  codes: ReasonCode[]
}

interface UploadTable {
  id: string
  photo_id: string
  user_id: string
  vehicle_id: string
  unit: DistanceUnit
  taken_at: Date
  submitted_after: number | null
  latitude: number | null
  longitude: number | null
  guide_frame: JSONColumnType<Frame> | null
  state: Generated<UploadState>
  reasons: JSONColumnType<Reason[], string | undefined>
  appealed: Generated<boolean>
  appealable: Generated<boolean | null>
  asked: JSONColumnType<Asked> | null
  submitted_at: Generated<Date>
  decided_at: Date | null
}

interface ReadingTable {
  id: string
  upload_id: string
  photo_id: string
  user_id: string
  vehicle_id: string
  number: number
  instrument: number
  value: number
  unit: DistanceUnit
  tenths: boolean | null
  dropped_m: number
  reading_m: number
  distance_m: number
  taken_at: Date
  approved_at: Date
  previous_number: number | null
  previous_instrument: number | null
  previous_m: number | null
  previous_dropped_m: number | null
  previous_taken_at: Date | null
}

/** What leaderboards count. */
interface Counted {
  readings: number
  distance_m: number
}

export interface OdometerTables extends MessagingTables, LeaderboardTables<Counted> {
  vehicle: VehicleTable
  charge: ChargeTable
  upload: UploadTable
  reading: ReadingTable
}

export type Db = Kysely<OdometerTables>
export type Trx = Transaction<OdometerTables>
export type Vehicle = Selectable<VehicleTable>
export type Upload = Selectable<UploadTable>
export type NewUpload = Insertable<UploadTable>
export type Reading = Selectable<ReadingTable>
