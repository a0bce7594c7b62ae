import { sql, type Selectable } from 'kysely'
import { pageBy } from '#db/page.ts'
import { emitEach } from '#db/outbox.ts'
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
  { id, kind, texts, link }: Announcement,
  readers: readonly { user_id: string; locale: string | null }[],
): Promise<number> {
  const rows = readers.map(({ user_id, locale }) => ({
    id: newId(),
    user_id,
    kind: TOLD_AS[kind],
    cause: id,
    params: JSON.stringify(texts[languageOf(locale).language] ?? texts.en),
    link,
    read_at: null,
  }))
  const [first, ...rest] = await trx
    .insertInto('notification')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('notification_once').doNothing())
    .returning(['id', 'user_id', 'kind'])
    .execute()
  if (!first) return 0
  const told = [first, ...rest] as const
  await queueDeliveries(trx, told)
  await emitEach(
    trx,
    'notifications.notification.created',
    told.map(({ id: notificationId, user_id: userId, kind }) => ({ aggregateId: userId, data: { notificationId, userId, kind } })),
  )
  return told.length
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

/** True while what was said before still waits to be told to other boxes and screens. */
export async function isBehind(db: Db, most: number): Promise<boolean> {
  const waiting = await db.selectFrom('outbox').select('position').where('published_at', 'is', null).limit(most).execute()
  return waiting.length >= most
}
