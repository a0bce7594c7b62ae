import type { Generated, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { DeedTask, Material, Reason } from '#lib/events.ts'
import type { LeaderboardTables } from '#lib/leaderboard/standing.queries.ts'
import type { PeriodName } from '#lib/period.ts'

export type DeedState = 'PENDING' | 'MANUAL_REVIEW' | 'APPROVED' | 'REJECTED'

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
  appealable: Generated<boolean | null>
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

/** What leaderboards count, and the column that tells those of one period apart. */
interface Counted {
  task: DeedTask | 'ALL'
  deeds: number
}

export interface DeedsTables extends MessagingTables, LeaderboardTables<Counted> {
  deed_limit: DeedLimitTable
  station: StationTable
  charge: ChargeTable
  deed: DeedTable
  tally: TallyTable
}

export type Db = Kysely<DeedsTables>
export type Trx = Transaction<DeedsTables>
export type Deed = Selectable<DeedTable>
export type NewDeed = Insertable<DeedTable>
export type DeedLimit = Selectable<DeedLimitTable>
export type Charge = Selectable<ChargeTable>
