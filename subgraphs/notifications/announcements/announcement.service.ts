import { audit } from '#db/audit.ts'
import { requireRole } from '#lib/access.ts'
import { notFound, refuse } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Role } from '#lib/auth.ts'
import type { Context } from '../context.ts'
import type { AnnouncementTexts } from '../tables.ts'
import type { Language } from '../templates/text.ts'
import {
  cancelAnnouncement,
  findAnnouncement,
  insertAnnouncement,
  listAnnouncements,
  type Announcement,
} from './announcement.queries.ts'

export interface AnnounceInput {
  texts: readonly { language: Language; title: string; body: string }[]
  kind?: Announcement['kind'] | null | undefined
  role?: Role | null | undefined
  link?: string | null | undefined
  idempotencyKey: string
}

/** Says something to everybody, or to all of a role; news and offers to those of them who have agreed: for admins. The same key is said once. */
export function announce({ db, caller }: Context, input: AnnounceInput): Promise<Announcement> {
  const { userId } = requireRole(caller, 'ADMIN')
  // The schema wants English, and each language once.
  const texts = Object.fromEntries(
    input.texts.map(({ language, title, body }) => [language, { title, body }]),
  ) as unknown as AnnouncementTexts
  return db.transaction().execute(async (trx) => {
    const { row, isNew } = await insertAnnouncement(trx, {
      id: newId(),
      made_by: userId,
      texts,
      role: input.role ?? null,
      // Who forgets to say what it is tells nobody who has not agreed.
      kind: input.kind ?? 'NEWS',
      link: input.link ?? null,
      idempotency_key: input.idempotencyKey,
    })
    if (isNew) await audit(trx, userId, 'announcement.created', row.id, { role: row.role, kind: row.kind })
    return row
  })
}

/** Tells nobody any more who was not told yet: for admins. One that was called off already stays so. */
export function stopAnnouncement({ db, caller }: Context, id: string): Promise<Announcement> {
  const { userId } = requireRole(caller, 'ADMIN')
  return db.transaction().execute(async (trx) => {
    const stopped = await cancelAnnouncement(trx, id)
    if (stopped) {
      await audit(trx, userId, 'announcement.cancelled', id, { told: stopped.told })
      return stopped
    }
    const row = await findAnnouncement(trx, id)
    if (!row) throw notFound('announcement', ['input', 'announcementId'])
    if (row.state === 'DONE') throw refuse('CONFLICT', 'Everybody has been told.', ['input', 'announcementId'])
    return row
  })
}

/** What was said to everybody, the newest first: for admins. */
export async function announcements({ db, caller }: Context, args: PageArgs): Promise<Page<Announcement>> {
  requireRole(caller, 'ADMIN')
  return idPage(args, (page) => listAnnouncements(db, page))
}
