import { newId } from '#lib/id.ts'
import { requestId } from '#lib/log.ts'
import type { AuditAction, Trx } from './tables.ts'

/** What was done to a user and by whom; a null actor is the platform itself, at its start. */
export const insertAudit = (trx: Trx, row: { actor_id: string | null; action: AuditAction; subject_id: string; detail: object }) =>
  trx
    .insertInto('audit')
    .values({ id: newId(), ...row, detail: JSON.stringify(row.detail), request_id: requestId() })
    .execute()
