import type { Services } from '../context.ts'
import { JUDGE, REMOVE } from '../jobs.ts'
import { keysOf } from '../photos/keys.ts'
import { removeFiles } from '../photos/original.ts'
import { lockPhoto } from '../photos/photo.queries.ts'
import { longWaiting } from '../submissions/submission.queries.ts'
import { deleteUnsubmitted, deleteUnusedCaptures, markSwept, unswept } from './sweep.queries.ts'

/** A photo that waits for longer has lost its job: the tries were used up while something was down. */
const LOST_SECONDS = 3_600

/** Uploads that are looked for at once. */
const PAGE = 500

/** Queues again what lost its job, and removes what nobody needs. */
export async function sweep(ctx: Pick<Services, 'db' | 'storage' | 'jobs'>): Promise<void> {
  for (const { id } of await longWaiting(ctx.db, LOST_SECONDS))
    await ctx.db.transaction().execute((trx) => ctx.jobs.enqueue(trx, JUDGE, { submissionId: id }, { key: id }))
  await deleteUnusedCaptures(ctx.db)
  // All of them: some accounts can upload and never submit more than one page between two sweeps, and the store would fill.
  for (let left = PAGE; left === PAGE;) {
    const uploads = await unswept(ctx.db, PAGE)
    for (const { id, submitted } of uploads) await (submitted ? clearUpload(ctx, id) : forget(ctx, id))
    left = uploads.length
  }
}

/** Removes an upload. Its link has ended, and what was judged is elsewhere. */
async function clearUpload({ db, storage }: Pick<Services, 'db' | 'storage'>, id: string): Promise<void> {
  await storage.delete(keysOf(id).upload)
  await markSwept(db, id)
}

/** Removes a photo that was asked for and never submitted. */
const forget = ({ db, jobs }: Pick<Services, 'db' | 'jobs'>, id: string): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await lockPhoto(trx, id)
    if (await deleteUnsubmitted(trx, id)) await jobs.enqueue(trx, REMOVE, { photoIds: [id] }, { key: id })
  })

/** Removes the files of photos. The job tries again while the object store is down. */
export async function removeFilesOf(ctx: Pick<Services, 'storage'>, { photoIds }: { photoIds: string[] }): Promise<void> {
  for (const id of photoIds) await removeFiles(ctx, id)
}
