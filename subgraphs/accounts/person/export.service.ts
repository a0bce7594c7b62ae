import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { requireFresh } from '../login/fresh.ts'
import type { PersonExportRow } from '../tables.ts'
import { lockOwner } from '../user.queries.ts'
import { boxesTold, findNewestExport, insertExport, readArchive } from './export.queries.ts'

/**
 * Begins to gather all that the platform has of the caller. Within a day it is the one that was asked for before: so a repeated request does
 * no harm. SIGN_IN_AGAIN without a recent sign-in or the password.
 */
export async function requestExport(ctx: Context, password: string | null | undefined): Promise<PersonExportRow> {
  const { userId } = await requireFresh(ctx, password)
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockOwner(trx, userId))) throw notFound('user')
    const last = await findNewestExport(trx, userId)
    if (last && last.asked_at.getTime() > Date.now() - ACCOUNTS_LIMITS.exportEveryMs) return last
    const exportId = newId()
    await insertExport(trx, exportId, userId)
    await emit(trx, 'accounts.export.wanted', exportId, { exportId, userId })
    await audit(trx, userId, 'export.requested', userId, { exportId })
    return (await findNewestExport(trx, userId)) ?? Promise.reject(new Error('the export is not there'))
  })
}

/** The caller's newest export; null if there is none. */
export async function ownExport({ db, caller }: Context): Promise<PersonExportRow | null> {
  return (await findNewestExport(db, requireUser(caller).userId)) ?? null
}

/** The boxes that have told their part, while it is gathered; for the export's own user, to whom alone it is shown. */
export const toldOf = ({ db, caller }: Context, { id, user_id, ready_at }: PersonExportRow): Promise<string[]> =>
  requireUser(caller).userId !== user_id || ready_at !== null ? Promise.resolve([]) : boxesTold(db, id)

/**
 * A piece of an archive of the caller's, from a byte on. NOT_FOUND for somebody else's, also for admins, as for one that does not exist or is
 * not ready. SIGN_IN_AGAIN without a recent sign-in or the password. It leaves an audit row when it begins.
 */
export async function downloadExport(
  ctx: Context,
  { exportId, from, password }: { exportId: string; from: number; password?: string | null | undefined },
): Promise<{ content: string; next: number | null; bytes: number }> {
  const { userId } = await requireFresh(ctx, password)
  return ctx.db.transaction().execute(async (trx) => {
    const found = await readArchive(trx, exportId, userId, from, ACCOUNTS_LIMITS.exportSliceBytes)
    if (!found) throw notFound('export', ['input', 'exportId'])
    if (from === 0) await audit(trx, userId, 'export.downloaded', userId, { exportId })
    const next = from + found.piece.length
    return { content: found.piece.toString('base64'), next: next < found.bytes ? next : null, bytes: found.bytes }
  })
}
