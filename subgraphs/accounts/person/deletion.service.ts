import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireRole, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { requireFresh } from '../login/fresh.ts'
import { endLogins } from '../login/login.ts'
import type { DeletionBoxRow, DeletionRow } from '../tables.ts'
import { cancelDeletionOf, lockOwner } from '../user.queries.ts'
import { findBoxes, findNewestDeletion, findOpenDeletion, insertDeletion, listDeletions } from './deletion.queries.ts'

export type DeletionState = 'CHECKING' | 'SCHEDULED' | 'WAITING' | 'REFUSED' | 'CANCELLED' | 'DONE'
/** A deletion with what the boxes have said of it. */
export interface Deletion extends DeletionRow {
  state: DeletionState
  boxes: DeletionBoxRow[]
}

/**
 * Begins to delete the caller's account, or for an admin that of a user. The caller's waits for some days: until then whoever signs in again
 * stays. Other logins end at once. If it has begun already, this changes nothing; only an admin's takes the place of the user's own.
 * SIGN_IN_AGAIN without a recent sign-in or the password.
 */
export async function deleteAccount(
  ctx: Context,
  { userId, password }: { userId?: string | null | undefined; password?: string | null | undefined },
): Promise<Deletion> {
  const caller = userId == null ? requireUser(ctx.caller) : requireRole(ctx.caller, 'ADMIN')
  await requireFresh(ctx, password)
  const of = userId ?? caller.userId
  const own = of === caller.userId
  return ctx.db.transaction().execute(async (trx) => {
    const owner = await lockOwner(trx, of)
    if (!owner) throw notFound('user', ['input', 'userId'])
    const begun = await findOpenDeletion(trx, of)
    // What a user has begun they can end by signing in. An admin's takes its place.
    if (begun && (own || begun.asked_by !== of)) return judged(trx, begun)
    await cancelDeletionOf(trx, of)
    // A guest cannot sign in again, and so not come back.
    const graceMs = own && owner.guest_until === null ? ctx.config.deletionGraceMs : 0
    const deletion = await insertDeletion(trx, { id: newId(), userId: of, askedBy: caller.userId, graceMs })
    if (own) await endLogins(trx, of, 'ENDED', { but: caller.loginId })
    await emit(trx, 'accounts.deletion.proposed', of, { deletionId: deletion.id, userId: of, round: deletion.round })
    await audit(trx, caller.userId, 'deletion.requested', of, { dueAt: deletion.due_at })
    return judged(trx, deletion)
  })
}

/** Ends what `deleteAccount` of the caller has begun. NOT_FOUND if there is nothing to end. */
export function cancelDeletion({ db, caller }: Context): Promise<Deletion> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    if (!(await cancelDeletionOf(trx, userId))) throw notFound('deletion')
    await audit(trx, userId, 'deletion.cancelled', userId)
    const deletion = await findNewestDeletion(trx, userId)
    if (!deletion) throw notFound('deletion')
    return judged(trx, deletion)
  })
}

/** What became of the caller's last wish to leave; null if there was none. */
export async function ownDeletion({ db, caller }: Context): Promise<Deletion | null> {
  const found = await findNewestDeletion(db, requireUser(caller).userId)
  return found ? judged(db, found) : null
}

/** Who wanted to leave, the newest first, with how far each box is: for admins and COMPLIANCE. */
export function allDeletions({ db, caller }: Context, userId: string | null, args: PageArgs): Promise<Page<Deletion>> {
  requireRole(caller, 'ADMIN', 'COMPLIANCE')
  return idPage(args, async (page) => {
    const rows = await listDeletions(db, userId, page)
    const boxes = Map.groupBy(
      rows.length > 0
        ? await findBoxes(
            db,
            rows.map(({ id }) => id),
          )
        : [],
      (box) => box.deletion_id,
    )
    return rows.map((row) => withState(row, boxes.get(row.id) ?? []))
  })
}

const judged = async (db: Context['db'] | Parameters<typeof findBoxes>[0], row: DeletionRow): Promise<Deletion> =>
  withState(row, await findBoxes(db, [row.id]))

function withState(row: DeletionRow, boxes: DeletionBoxRow[]): Deletion {
  const state = (): DeletionState => {
    if (row.done_at) return 'DONE'
    if (row.cancelled_at) return 'CANCELLED'
    if (row.refused_at) return 'REFUSED'
    if (row.due_at.getTime() <= Date.now()) return 'WAITING'
    return boxes.some(({ round }) => round < row.round) ? 'CHECKING' : 'SCHEDULED'
  }
  return { ...row, boxes, state: state() }
}
