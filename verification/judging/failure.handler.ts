import { DomainError } from '#lib/errors.ts'
import type { Services } from '../context.ts'
import { countFailure } from '../submissions/submission.queries.ts'
import type { Submission } from '../tables.ts'

/** With the pauses of its job, this is some minutes. */
const TRIES = 8

/**
 * Counts a failure on a photo. While the job should try again, it rejects with the failure. It returns when there were so many that the
 * photo will fail for ever. If there is no room for the photo now, that says nothing about the photo and does not count; nor does the time
 * it has waited.
 */
export async function giveUp({ db, log }: Services, { id: submissionId }: Submission, error: unknown): Promise<void> {
  if (error instanceof DomainError || (await countFailure(db, submissionId)) < TRIES) throw error
  log.error({ err: error, submissionId }, 'a photo cannot be judged; a person will look')
}
