import { sql, type Selectable } from 'kysely'
import { countPruned } from '#db/prune.ts'
import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { escapeLike } from '../charge-point.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Db, FrameTable } from '../tables.ts'
import type { PassedFrame } from './passed.ts'

export type FrameRow = Selectable<FrameTable>

export interface NewFrame extends PassedFrame {
  id: string
  at: Date
  stationId: string
  /** Of the whole frame as it went over the line. */
  bytes: number
}

/** Adds frames, and tells the watchers of these chargers. The commit waits for no disk: after a crash the last moment may be missing. */
export async function insertFrames(db: Db, frames: readonly NewFrame[], bells: ReadonlySet<string>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`SET LOCAL synchronous_commit = off`.execute(trx)
    // A clock that is days away from the database's must not miss the partitions.
    await sql`INSERT INTO frame (id, at, station_id, direction, kind, message_id, action, text, bytes)
      SELECT id, least(greatest(at, now() - interval '1 day'), now() + interval '1 day'), "stationId", direction, kind, "messageId", action,
        text, bytes
      FROM json_to_recordset(${JSON.stringify(frames)}::json) AS given (id uuid, at timestamptz, "stationId" uuid, direction text,
        kind text, "messageId" text, action text, text text, bytes integer)`.execute(trx)
    if (bells.size > 0) await sql`SELECT pg_notify('ocpp_frame', id) FROM unnest(${[...bells]}::text[]) AS id`.execute(trx)
  })
}

/** Says in every process that somebody watches a charger's frames. */
export async function sayWatched(db: Db, stationId: string): Promise<void> {
  await sql`SELECT pg_notify('ocpp_watch', ${stationId})`.execute(db)
}

/** Which frames; what is left out, or null, does not matter. */
export interface FrameFilter {
  from?: Date | null | undefined
  until?: Date | null | undefined
  direction?: FrameRow['direction'] | null | undefined
  kind?: FrameRow['kind'] | null | undefined
  action?: string | null | undefined
  messageId?: string | null | undefined
  /** A part of the text, large or small letters. */
  text?: string | null | undefined
}

/** Frames of a charger, the newest first. A text is looked for in the newest of those that fit else. */
export function listFrames(db: Db, stationId: string, filter: FrameFilter, page: PageRequest): Promise<FrameRow[]> {
  const { from, until, direction, kind, action, messageId, text } = filter
  let fitting = db.selectFrom('frame').selectAll().where('station_id', '=', stationId)
  if (from != null) fitting = fitting.where('at', '>=', from)
  if (until != null) fitting = fitting.where('at', '<', until)
  if (direction != null) fitting = fitting.where('direction', '=', direction)
  if (kind != null) fitting = fitting.where('kind', '=', kind)
  if (action != null) fitting = fitting.where('action', '=', action)
  if (messageId != null) fitting = fitting.where('message_id', '=', messageId)
  if (text == null) return pageBy(fitting, [['id', 'uuid']], 'desc', page)
  const searched = fitting.orderBy('id', 'desc').limit(OCPP_LIMITS.frames.searched).as('frame')
  const found = db
    .selectFrom(searched)
    .selectAll()
    .where('text', 'ilike', `%${escapeLike(text)}%`)
  return pageBy(found, [['id', 'uuid']], 'desc', page)
}

/** The id of the newest frame of a charger; null if there is none. */
export async function newestFrame(db: Db, stationId: string): Promise<string | null> {
  const query = db.selectFrom('frame').select('id').where('station_id', '=', stationId).orderBy('id', 'desc').limit(1)
  return (await query.executeTakeFirst())?.id ?? null
}

/** What followed a frame, in order. */
export const framesAfter = (db: Db, stationId: string, id: string | null, limit: number): Promise<FrameRow[]> =>
  db
    .selectFrom('frame')
    .selectAll()
    .where('station_id', '=', stationId)
    .$if(id !== null, (query) => query.where('id', '>', id as string))
    .orderBy('id')
    .limit(limit)
    .execute()

/** Makes the days ahead, and drops those that are over. */
export async function keepFrameDays(db: Db): Promise<void> {
  const { rows } = await sql<{ dropped: number }>`
    SELECT keep_frame_days(${OCPP_LIMITS.keepDays.frames}, ${OCPP_LIMITS.frames.daysAhead}) AS dropped`.execute(db)
  countPruned('ocpp', 'frame (days)', rows[0]?.dropped ?? 0)
}
