import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import type { PageRequest } from '#lib/pagination.ts'
import { queueDeliveries } from '../notification.queries.ts'
import type { AnnouncementTexts, Db, NotificationsTables, Trx } from '../tables.ts'
import { languageOf } from '../templates/reader.ts'

export type Announcement = Selectable<NotificationsTables['announcement']>

/** The one of before where its maker has sent the same key already. */
export async function insertAnnouncement(
  trx: Trx,
  row: Pick<Announcement, 'id' | 'made_by' | 'role' | 'kind' | 'link' | 'idempotency_key'> & { texts: AnnouncementTexts },
): Promise<{ row: Announcement; isNew: boolean }> {
  const made = await trx
    .insertInto('announcement')
    .values({ ...row, texts: JSON.stringify(row.texts) })
    .onConflict((once) => once.constraint('announcement_once').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (made) return { row: made, isNew: true }
  const before = await trx
    .selectFrom('announcement')
    .selectAll()
    .where('made_by', '=', row.made_by)
    .where('idempotency_key', '=', row.idempotency_key)
    .executeTakeFirstOrThrow()
  return { row: before, isNew: false }
}

export const findAnnouncement = (db: Db | Trx, id: string): Promise<Announcement | undefined> =>
  db.selectFrom('announcement').selectAll().where('id', '=', id).executeTakeFirst()

export const listAnnouncements = (db: Db, page: PageRequest): Promise<Announcement[]> =>
  pageBy(db.selectFrom('announcement').selectAll(), [['id', 'uuid']], 'desc', page)

export const cancelAnnouncement = (trx: Trx, id: string): Promise<Announcement | undefined> =>
  trx
    .updateTable('announcement')
    .set({ state: 'CANCELLED', ended_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', '=', 'RUNNING')
    .returningAll()
    .executeTakeFirst()

/** The oldest that goes on, unless another process is at it. */
export const lockRunning = (trx: Trx): Promise<Announcement | undefined> =>
  trx
    .selectFrom('announcement')
    .selectAll()
    .where('state', '=', 'RUNNING')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/**
 * The next who are to be told: in the order of their ids, without guests and whoever is blocked. News and offers are for those who have agreed to
 * them: they are not in the inbox of others either.
 */
export const nextReaders = (trx: Trx, { kind, role, told_until }: Announcement, limit: number) => {
  let readers = trx
    .selectFrom('contact')
    .select(['user_id', 'locale'])
    .where('guest', '=', false)
    .where(sql<boolean>`roles <> '{}'`)
  if (kind === 'NEWS') readers = readers.where('marketing', '=', true)
  if (role !== null) readers = readers.where(sql<boolean>`roles @> ${[role]}::text[]`)
  if (told_until !== null) readers = readers.where('user_id', '>', told_until)
  return readers.orderBy('user_id').limit(limit).execute()
}

/** As what each kind of announcement is told. */
const TOLD_AS = { NEWS: 'NEWS', SERVICE: 'ANNOUNCEMENT' } as const

/** Tells these, each in their language. How many were not told before. */
export async function tellReaders(
  trx: Trx,
  { id, kind, texts, link, role, told_until: after }: Announcement,
  readers: readonly { user_id: string; locale: string | null }[],
): Promise<number> {
  const until = readers.at(-1)?.user_id
  if (until === undefined) return 0
  const languages = readers.map(({ locale }) => {
    const { language } = languageOf(locale)
    return texts[language] ? language : 'en'
  })
  // Three lists instead of a value for each field of each row: so the statement and its plan are the same for every batch.
  const { rows } = await sql<{ id: string; user_id: string; kind: 'NEWS' | 'ANNOUNCEMENT' }>`
    INSERT INTO notification (id, user_id, kind, cause, params, link)
    SELECT reader.id, reader.user_id, ${TOLD_AS[kind]}, ${id}, ${JSON.stringify(texts)}::jsonb -> reader.language, ${link}
    FROM unnest(${readers.map(() => newId())}::uuid[], ${readers.map((each) => each.user_id)}::uuid[], ${languages}::text[])
      AS reader (id, user_id, language)
    ON CONFLICT ON CONSTRAINT notification_once DO NOTHING
    RETURNING id, user_id, kind`.execute(trx)
  const [first, ...rest] = rows
  if (first) await queueDeliveries(trx, [first, ...rest])
  await emit(trx, 'notifications.announcement.told', id, { announcementId: id, role, after, until })
  return rows.length
}

export const noteTold = (trx: Trx, { id, told }: Announcement, news: number, until: string | null) =>
  trx
    .updateTable('announcement')
    .set({
      told: told + news,
      ...(until === null ? { state: 'DONE' as const, ended_at: sql<Date>`now()` } : { told_until: until }),
    })
    .where('id', '=', id)
    .execute()
