import { pageBy } from '#db/page.ts'
import type { PageRequest } from '#lib/pagination.ts'
import type { AuditRow, Db } from '../tables.ts'

export interface AuditFilter {
  subjectId?: string | null | undefined
  actorId?: string | null | undefined
  action?: string | null | undefined
}

export const listAudit = (db: Db, { subjectId, actorId, action }: AuditFilter, page: PageRequest): Promise<AuditRow[]> =>
  pageBy(
    db
      .selectFrom('audit')
      .selectAll()
      .$if(subjectId != null, (all) => all.where('subject_id', '=', subjectId ?? ''))
      .$if(actorId != null, (all) => all.where('actor_id', '=', actorId ?? ''))
      .$if(action != null, (all) => all.where('action', '=', action ?? '')),
    [['id', 'uuid']],
    'desc',
    page,
  )
