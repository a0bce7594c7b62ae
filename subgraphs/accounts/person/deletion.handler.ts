import { emit, emitEach } from '#db/outbox.ts'
import type { EventEnvelope } from '#lib/events.ts'
import type { Services } from '../context.ts'
import { endLogins } from '../login/login.ts'
import type { DeletionRow, Trx } from '../tables.ts'
import { lockOwner } from '../user.queries.ts'
import {
  beginRounds,
  closeDeletion,
  findBoxes,
  findOpenDeletion,
  noteForgottenBy,
  noteHold,
  takeForgottenAgain,
} from './deletion.queries.ts'
import { forgetUser, isLastAdmin } from './person.queries.ts'

/** A box says whether somebody may leave. The last of a round decides. */
export async function noteJudgement(trx: Trx, { data }: EventEnvelope<'person.leaving.judged'>): Promise<void> {
  const { deletionId: id, userId, round, box, hold } = data
  // Locked: of two last answers one sees the other, and who signs in again is here before, or too late.
  await lockOwner(trx, userId)
  const deletion = await findOpenDeletion(trx, userId)
  if (deletion?.id !== id || deletion.round !== round) return
  await noteHold(trx, { id, round, box, hold })
  const boxes = await findBoxes(trx, [id])
  if (boxes.some((one) => one.round < round)) return
  // Two admins who leave at once were each told that the other is there.
  if (boxes.some((one) => one.passes === false) || (await isLastAdmin(trx, userId))) await closeDeletion(trx, id, 'refused_at')
  else if (boxes.every((one) => one.hold === null) && deletion.round_at >= deletion.due_at) await deleteUser(trx, deletion)
}

/** Asks the boxes anew where somebody's day has come, or what held them may be over. */
export async function askAgain({ db, config }: Services): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const again = await beginRounds(trx, config.leavingMs)
    const asked = again.map(({ id, user_id: userId, round }) => ({ aggregateId: userId, data: { deletionId: id, userId, round } }))
    if (asked.length > 0) await emitEach(trx, 'accounts.deletion.proposed', asked)
  })
}

/**
 * Has the boxes forget again who left an hour ago. A request that was on its way when a box forgot has written afterwards: without this it
 * would stay for good.
 */
export async function forgetAgain({ db }: Services): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const again = (await takeForgottenAgain(trx)).map(({ userId, deletedAt }) => ({
      aggregateId: userId,
      data: { userId, deletedAt: deletedAt.toISOString() },
    }))
    if (again.length > 0) await emitEach(trx, 'accounts.user.deleted', again)
  })
}

/** The account ends here and now: nobody signs in with it, its tokens are refused, and its address is free. The boxes follow. */
async function deleteUser(trx: Trx, { id, user_id: userId }: DeletionRow): Promise<void> {
  await endLogins(trx, userId, 'DELETED')
  const { version, deletedAt } = await forgetUser(trx, userId)
  await closeDeletion(trx, id, 'done_at')
  await emit(trx, 'accounts.user.changed-access', userId, { userId, version, roles: [] })
  await emit(trx, 'accounts.user.deleted', userId, { userId, deletedAt: deletedAt.toISOString() })
}

/** A box has forgotten somebody. */
export const noteForgotten = async (trx: Trx, { data }: EventEnvelope<'person.user.forgotten'>): Promise<void> =>
  void (await noteForgottenBy(trx, data.userId, data.box))
