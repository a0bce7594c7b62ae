import { DomainError } from '#lib/errors.ts'
import type { Services } from '../context.ts'
import { countFailure } from '../submissions/submission.queries.ts'
import type { Submission } from '../tables.ts'

/** By the pauses of its job, some minutes. */
const TRIES = 8

/**
 * Counts a failure on a photo, and returns once there were so many that it will fail for ever. Before, it rejects with the failure, so that
 * the job tries again. That there is no room for it now says nothing of the photo and is not counted; nor is the time that it has waited.
 */
export async function giveUp({ db, log }: Services, { id: submissionId }: Submission, error: unknown): Promise<void> {
  if (error instanceof DomainError || (await countFailure(db, submissionId)) < TRIES) throw error
  log.error({ err: error, submissionId }, 'a photo cannot be judged; a person will look')
}
