import type { Generated, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { DeedTask, Material, Reason } from '#lib/events.ts'
import type { LeaderboardTables } from '#lib/leaderboard/standing.queries.ts'
import type { PeriodName } from '#lib/period.ts'

export type DeedState = 'PENDING' | 'MANUAL_REVIEW' | 'APPROVED' | 'REJECTED'
export type EventStatus = 'UPCOMING' | 'LIVE' | 'DONE' | 'CANCELLED'

interface DeedLimitTable {
  task: DeedTask
  id: Generated<string>
  per_day: number
  changed_at: Generated<Date>
}

interface StationTable {
  id: string
  latitude: number | null
  longitude: number | null
}

interface ChargeTable {
  session_id: string
  user_id: string
  station_id: string
  started_at: Date
  ended_at: Date
  held: boolean
}

interface DeedTable {
  id: string
  photo_id: string
  user_id: string
  task: DeedTask
  material: Material | null
  note: string | null
  taken_at: Date
  latitude: number | null
  longitude: number | null
  erased_at: Date | null
  state: Generated<DeedState>
  reasons: JSONColumnType<Reason[], string | undefined>
  submission_id: string | null
  passed_by: 'MODEL' | 'PERSON' | null
  awaits_session_until: Date | null
  session_id: string | null
  appealed: Generated<boolean>
  submitted_at: Generated<Date>
  decided_at: Date | null
}

interface TallyTable {
  period: PeriodName
  starts_at: Date
  task: DeedTask | 'ALL'
  deeds: number
  participants: number
}

interface CommunityEventTable {
  id: string
  host_id: string
  idempotency_key: string
  title: string
  description: string
  image_url: string | null
  task: DeedTask | null
  address: string
  latitude: number
  longitude: number
  starts_at: Date
  ends_at: Date
  time_zone: string
  capacity: number
  seats_taken: Generated<number>
  status: Generated<EventStatus>
  cancel_reason: string | null
  code_hash: string | null
  created_at: Generated<Date>
}

interface AttendanceTable {
  id: string
  event_id: string
  user_id: string
  joined_at: Generated<Date>
  checked_in_at: Date | null
  checked_in_by: 'CODE' | 'PLACE' | null
  wrong_codes: Generated<number>
}

/** What leaderboards count, and by what there are several of each period. */
interface Counted {
  task: DeedTask | 'ALL'
  deeds: number
}

export interface CommunityTables extends MessagingTables, LeaderboardTables<Counted> {
  deed_limit: DeedLimitTable
  station: StationTable
  charge: ChargeTable
  deed: DeedTable
  tally: TallyTable
  community_event: CommunityEventTable
  attendance: AttendanceTable
}

export type Db = Kysely<CommunityTables>
export type Trx = Transaction<CommunityTables>
export type Deed = Selectable<DeedTable>
export type NewDeed = Insertable<DeedTable>
export type DeedLimit = Selectable<DeedLimitTable>
export type Charge = Selectable<ChargeTable>
export type CommunityEvent = Selectable<CommunityEventTable>
export type NewCommunityEvent = Insertable<CommunityEventTable>
export type Attendance = Selectable<AttendanceTable>
