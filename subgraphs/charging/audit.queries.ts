import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import type { AuditAction, Trx } from './tables.ts'

/** Who did what to whom. Never secrets: the rows stay for ever. */
export const insertAudit = (trx: Trx, row: { actor_id: string; action: AuditAction; subject_id: string; detail: object }) =>
  trx
    .insertInto('audit')
    .values({ id: newId(), ...row, detail: JSON.stringify(row.detail), request_id: requestId() })
    .execute()
