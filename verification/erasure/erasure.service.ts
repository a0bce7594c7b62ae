import { audit } from '#db/audit.ts'
import { requireRole, requireUser } from '#lib/access.ts'
import type { Context } from '../context.ts'
import { erasePhotosOf } from './erase.handler.ts'

/**
 * Erases the caller's photos, or for an admin those of a user, and ends the consent. Hashes, verdicts, readings and versions stay: the
 * ledger and the search for copies need them. A job removes the files, so that it also works while the object store is down.
 */
export function erasePhotos(ctx: Context, userId: string | null): Promise<number> {
  const caller = userId === null ? requireUser(ctx.caller) : requireRole(ctx.caller, 'ADMIN')
  const of = userId ?? caller.userId
  return ctx.db.transaction().execute(async (trx) => {
    const photos = await erasePhotosOf(trx, ctx.jobs, of)
    await audit(trx, caller.userId, 'photos.erased', of, { photos })
    return photos
  })
}
