import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { LIMITS } from '#lib/limits.ts'
import { requireReviewer, type Reviewer } from '../access.ts'
import type { Context } from '../context.ts'
import { decisionsOfSubmissions, insertDecision, insertLabel } from './decision.queries.ts'
import { refuse } from '../errors.ts'
import { isAudit } from '../reasons.ts'
import { findPhoto } from '../photos/photo.queries.ts'
import { enter, tellCase } from '../submissions/review-case.handler.ts'
import { cases, changeCase, closeCase } from '../submissions/review-case.queries.ts'
import { isHeld, lockCase } from './review.queries.ts'
import { findSubmission, lockSubmissionOf } from '../submissions/submission.queries.ts'
import { changesDisplay, confirmedBelow } from './last-reading.ts'
import { atStakeM, sameWord, wordOf, type DecisionInput, type Word } from './word.ts'
import type { Decision, FindingRow, ReviewCase, Submission, Trx, VerdictRow } from '../tables.ts'
import { decided } from '../told.ts'
import { findings, verdicts } from '../submissions/verdict.queries.ts'

/**
 * Decides a case that the caller holds. An approval above `LIMITS.review.fourEyesM`, of what the hashes name a copy, or by which the display counts in
 * something else than it did, waits for a second reviewer who says the same. If the two differ, an admin has the last word. The same word again changes nothing.
 */
export function decideReview(ctx: Context, input: DecisionInput): Promise<ReviewCase> {
  const reviewer = requireReviewer(ctx)
  return ctx.db.transaction().execute(async (trx) => {
    const { found, submission, verdict } = await locked(trx, input.caseId)
    if (found.user_id === reviewer.userId)
      throw refuse('FORBIDDEN', 'This is a photo of your own. Others decide on it.', ['input', 'caseId'])
    const word = wordOf(input, found, submission, isBlindly(found, verdict) ? null : verdict.reading)
    const before = await decisionsOfSubmissions(trx, [submission.id])
    const own = before.find((one) => one.case_id === found.id && one.reviewer_id === reviewer.userId)
    if (own && sameWord(own, word, submission)) return found
    if (own)
      throw refuse('CONFLICT', 'You have decided this case. Another reviewer can be asked by an appeal.', ['input', 'caseId'])
    await check(trx, found, reviewer)
    const belowLast = await confirmedBelow(trx, submission, word, input.confirmBelowLast ?? false)
    const others = before.filter(({ case_id }) => case_id === found.id)
    const copy = (await findings(trx, [submission.id])).some(isCopy)
    const grave = copy || (await changesDisplay(trx, submission, word))
    const step = stepOf(found, submission, word, others, reviewer, grave)
    const decision = await record(trx, reviewer, found, submission, { ...word, belowLast }, step === 'FINAL')
    if (step === 'FINAL') return close(trx, found, submission, verdict, decision)
    const waiting = await changeCase(trx, found.id, { admin_only: step === 'ADMIN' })
    await tellCase(trx, waiting)
    return waiting
  })
}

/**
 * Locks the submission before its case. All do it in this order, so that nobody waits in a circle. It reads by the transaction alone: as many
 * reviewers as there are connections would each wait for a second one.
 */
async function locked(trx: Trx, caseId: string): Promise<{ found: ReviewCase; submission: Submission; verdict: VerdictRow }> {
  const [seen] = await cases(trx, [caseId])
  const wanted = seen && (await findSubmission(trx, seen.submission_id))
  const submission = wanted && (await lockSubmissionOf(trx, wanted.photo_id))
  const found = submission && (await lockCase(trx, caseId))
  const [verdict] = found ? await verdicts(trx, [found.submission_id]) : []
  if (!found || !verdict) throw notFound('case', ['input', 'caseId'])
  return { found, submission, verdict }
}

async function check(trx: Trx, found: ReviewCase, { userId, admin }: Reviewer): Promise<void> {
  if (found.state !== 'OPEN') throw refuse('CONFLICT', 'This case is closed.', ['input', 'caseId'])
  if (found.admin_only && !admin) throw refuse('FORBIDDEN', 'Two reviewers did not agree: an admin decides.', ['input', 'caseId'])
  if (!(await isHeld(trx, found.id, userId)))
    throw refuse('CONFLICT', 'You do not hold this case, or no longer. Claim it first.', ['input', 'caseId'])
}

/** Who decides on what chance has chosen reads for themselves: the software's reading was not shown to them. */
const isBlindly = ({ kind }: ReviewCase, verdict: VerdictRow): boolean => kind === 'VERDICT' && isAudit(verdict)

/** FINAL: it is decided. SECOND: another reviewer must say the same. ADMIN: they differ. */
function stepOf(
  found: ReviewCase,
  submission: Submission,
  word: Word,
  others: readonly Decision[],
  { admin }: Reviewer,
  isGrave: boolean,
): 'FINAL' | 'SECOND' | 'ADMIN' {
  if (found.admin_only && admin) return 'FINAL'
  const [first] = others
  if (first) return sameWord(first, word, submission) ? 'FINAL' : 'ADMIN'
  const grave = isGrave || atStakeM(found, submission, word) > LIMITS.review.fourEyesM
  return word.decision === 'APPROVED' && grave ? 'SECOND' : 'FINAL'
}

/** True if the photo was found to be an earlier one. Nobody may overrule that alone. */
const isCopy = ({ check, outcome }: FindingRow): boolean => outcome === 'FAIL' && (check === 'sha256' || check === 'pdq')

async function record(
  trx: Trx,
  reviewer: Reviewer,
  found: ReviewCase,
  submission: Submission,
  { decision, reading, instrument, display, reasons, belowLast }: Word & { belowLast: boolean },
  final: boolean,
): Promise<Decision> {
  const row = await insertDecision(trx, {
    id: newId(),
    case_id: found.id,
    submission_id: submission.id,
    user_id: submission.user_id,
    reviewer_id: reviewer.userId,
    decision,
    reasons: JSON.stringify(reasons),
    reading,
    instrument,
    unit: display?.unit ?? null,
    tenths: display?.tenths ?? null,
    below_last: belowLast,
    final,
  })
  const said = { decision, reading, instrument, display, belowLast, reasons, final }
  await audit(trx, reviewer.userId, 'review.decided', found.id, said)
  return row
}

async function close(
  trx: Trx,
  { id, kind }: ReviewCase,
  submission: Submission,
  verdict: VerdictRow,
  last: Decision,
): Promise<ReviewCase> {
  const closed = await closeCase(trx, id, 'DECIDED')
  const photo = await findPhoto(trx, submission.photo_id)
  if (photo?.sha256) await insertLabel(trx, submission, last, verdict, photo.sha256)
  await enter(trx, submission, last.decision, last.reasons)
  await emit(trx, 'verification.review.decided', submission.id, decided(submission, last, kind))
  await tellCase(trx, closed)
  return closed
}
