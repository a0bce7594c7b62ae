import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { DeedTask } from '#lib/events.ts'

export type MeetupStatus = 'UPCOMING' | 'LIVE' | 'DONE' | 'CANCELLED'

interface MeetupTable {
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
  status: Generated<MeetupStatus>
  cancel_reason: string | null
  code_hash: string | null
  created_at: Generated<Date>
}

interface AttendanceTable {
  id: string
  meetup_id: string
  user_id: string
  joined_at: Generated<Date>
  checked_in_at: Date | null
  checked_in_by: 'CODE' | 'PLACE' | null
  wrong_codes: Generated<number>
}

export interface MeetupsTables extends MessagingTables {
  meetup: MeetupTable
  attendance: AttendanceTable
}

export type Db = Kysely<MeetupsTables>
export type Trx = Transaction<MeetupsTables>
export type Meetup = Selectable<MeetupTable>
export type NewMeetup = Insertable<MeetupTable>
export type Attendance = Selectable<AttendanceTable>
