import { createHash } from 'node:crypto'
import { emit } from '#db/outbox.ts'
import { DomainError } from '#lib/errors.ts'
import { LIMITS } from '#lib/limits.ts'
import { counter, seconds } from '#lib/metrics.ts'
import type { Fingerprint } from '../duplicates/fingerprint.ts'
import { runChecks } from '../checks/checks.ts'
import { check } from '../checks/finding.ts'
import { findConsent } from '../photos/consent.queries.ts'
import type { Services } from '../context.ts'
import { ComparingFailed, duplicatesOf, insertFingerprint, searchDuplicates, type Search } from '../duplicates/duplicates.ts'
import { factsOf } from './facts.handler.ts'
import { giveUp } from './failure.handler.ts'
import type { Finding } from '../findings.ts'
import type { Decoded, Refused } from '../images/decode.ts'
import { JUDGE } from '../jobs.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from '../photos/keys.ts'
import { askByPolicy } from '../policy/asking.handler.ts'
import { look, type Look } from './look.handler.ts'
import { keepFiles, keepOriginal, readOriginal, removeFiles } from '../photos/original.ts'
import { changePhoto, findPhoto, lockPhoto } from '../photos/photo.queries.ts'
import { openCase } from '../submissions/review-case.handler.ts'
import { changeState, findSubmission, lockSubmissionOf } from '../submissions/submission.queries.ts'
import type { Photo, Submission, Trx } from '../tables.ts'
import { judged } from '../told.ts'
import { decide, fileRefused, notJudged, RULE_VERSION } from './verdict.ts'
import { insertFindings, insertInferences, insertVerdict } from '../submissions/verdict.queries.ts'

const judgings = counter('evergraph_verification_photos_total', 'Photos judged, by purpose and verdict.', ['purpose', 'verdict'])
const durations = seconds('evergraph_verification_judging_seconds', 'From the fetching of a photo to its verdict.')

/**
 * Judges a submitted photo, with effect once: everything before the last transaction can be done again. Rejects for faults that pass
 * (object store, database, a worker that died), and the job tries again.
 */
export async function judge(ctx: Services, { submissionId }: { submissionId: string }): Promise<void> {
  const submission = await findSubmission(ctx.db, submissionId)
  const photo = submission && (await findPhoto(ctx.db, submission.photo_id))
  // A process that was killed while the photo was erased may have left files.
  if (photo?.erased_at) return removeFiles(ctx, photo.id)
  if (!photo || submission.state !== 'WAITING') return
  if (!(await findConsent(ctx.db, photo.user_id))) return settleUnseen(ctx, photo.id, WITHDRAWN, null)
  const stop = durations.startTimer()
  const bytes = await readOriginal(ctx, photo.id)
  if (bytes === null && mayStillCome(photo)) return lookAgain(ctx, submission)
  if (bytes === null || bytes === 'FILE_TOO_LARGE') return settleUnseen(ctx, photo.id, fileRefused(bytes ?? 'PHOTO_MISSING'), null)
  const decoded = await decode(ctx, submission, bytes)
  if (decoded instanceof Hopeless) return leaveToPerson(ctx, photo, bytes, decoded)
  if ('refusal' in decoded) return settleUnseen(ctx, photo.id, fileRefused(decoded.refusal), decoded.sha256)
  await keepFiles(ctx, photo, bytes, decoded)
  const seen = await look(ctx, submission, decoded.pixels)
  const { sha256, picture } = decoded
  const fingerprint: Fingerprint = { sha256, ...picture, embeddings: seen.embeddings }
  const earlier = await searchCopies(ctx, submission, fingerprint)
  const stays = await ctx.db.transaction().execute(async (trx) => {
    const open = await stillOpen(trx, photo.id)
    if (!open) return false
    if (await findConsent(trx, photo.user_id)) await conclude(trx, ctx, open, { decoded, seen, fingerprint, earlier })
    else await settle(trx, open.submission, [WITHDRAWN], NOTHING_SEEN)
    return true
  })
  stop()
  if (stays) await ctx.storage.delete(keysOf(photo.id).upload)
  // It was erased meanwhile.
  else if ((await findPhoto(ctx.db, photo.id))?.erased_at) await removeFiles(ctx, photo.id)
}

/** True while an upload by the photo's link may begin or be under way. What was submitted before its upload was answered is not missing yet. */
const mayStillCome = ({ requested_at }: Photo): boolean =>
  Date.now() < requested_at.getTime() + LIMITS.storage.signedUrlSeconds * 1_000 + VERIFICATION_LIMITS.uploadMs

/** Soon at first, then more and more seldom: a file that never comes costs some thirty looks. */
async function lookAgain({ db, jobs }: Services, { id, submitted_at }: Submission): Promise<void> {
  const waited = Date.now() - submitted_at.getTime()
  const runAt = new Date(Date.now() + Math.max(VERIFICATION_LIMITS.missingFileMs, waited / 4))
  await db.transaction().execute((trx) => jobs.enqueue(trx, JUDGE, { submissionId: id }, { key: id, runAt }))
}

/** The decoder fails on the file again and again. That may be ours to mend: an honest photo is not rejected for it. */
class Hopeless extends Error {}

async function decode(ctx: Services, submission: Submission, bytes: Uint8Array): Promise<Decoded | Refused | Hopeless> {
  try {
    return await ctx.decoder.decode({ bytes, anchors: ctx.config.c2paAnchors })
  } catch (error) {
    await giveUp(ctx, submission, error)
    return new Hopeless(String(error))
  }
}

/** The picture could not be decoded, but the file is kept for a person. */
async function leaveToPerson(ctx: Services, photo: Photo, bytes: Uint8Array, { message }: Hopeless): Promise<void> {
  await keepOriginal(ctx, photo, bytes)
  await settleUnseen(ctx, photo.id, notJudged(message), createHash('sha256').update(bytes).digest('hex'))
}

/** Earlier photos like this one. If comparing with them is hopeless, only hashes are looked at, and a person looks at the photo. */
async function searchCopies(ctx: Services, submission: Submission, fingerprint: Fingerprint): Promise<Search> {
  try {
    return await searchDuplicates(ctx, submission.photo_id, fingerprint)
  } catch (error) {
    // An outage of the database passes, and says nothing about the photo.
    if (!(error instanceof ComparingFailed)) throw error
    await giveUp(ctx, submission, error.cause)
    return searchDuplicates(ctx, submission.photo_id, fingerprint, String(error.cause))
  }
}

/** Photo and submission, locked, while there is still something to decide. */
async function stillOpen(trx: Trx, photoId: string): Promise<{ photo: Photo; submission: Submission } | null> {
  const photo = await lockPhoto(trx, photoId)
  const submission = await lockSubmissionOf(trx, photoId)
  return photo && submission?.state === 'WAITING' && !photo.erased_at ? { photo, submission } : null
}

interface Found {
  decoded: Decoded
  seen: Look
  fingerprint: Fingerprint
  earlier: Search
}

async function conclude(
  trx: Trx,
  ctx: Services,
  { photo, submission }: { photo: Photo; submission: Submission },
  { decoded, seen, fingerprint, earlier }: Found,
): Promise<void> {
  const { sha256, type, width, height } = decoded
  const duplicates = await duplicatesOf(ctx, trx, photo.id, fingerprint, earlier)
  refuseOld(ctx, fingerprint)
  const facts = await factsOf(trx, {
    photo,
    submission,
    decoded,
    reading: seen.reading,
    duplicates,
    notCompared: earlier.notCompared,
  })
  const findings = [seen.finding, ...runChecks(facts)]
  await insertFingerprint(trx, { photoId: photo.id, userId: photo.user_id, reading: seen.reading?.shown ?? null }, fingerprint)
  await changePhoto(trx, photo.id, { sha256: Buffer.from(sha256, 'hex'), type, width, height, viewable: true })
  await settle(trx, submission, findings, seen, true)
}

/**
 * Rejects if the embedding was changed since the photo was looked at. Call it under the lock of fingerprints: a copy that the next model has
 * looked at is not among the vectors of the last one.
 */
function refuseOld({ inference }: Services, { embeddings: [own] }: Fingerprint): void {
  const inForce = inference.models().find(({ task, state }) => task === 'EMBEDDING' && state === 'ACTIVE')
  if (own && inForce && own.model !== `${inForce.name}-${inForce.version}`)
    throw new DomainError('UNAVAILABLE', 'The models were changed while this photo was judged.')
}

/** Nothing can be looked at. The one finding says why. */
async function settleUnseen(ctx: Services, photoId: string, finding: Finding, sha256: string | null): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const open = await stillOpen(trx, photoId)
    if (!open) return
    if (sha256) await changePhoto(trx, photoId, { sha256: Buffer.from(sha256, 'hex') })
    await settle(trx, open.submission, [finding], NOTHING_SEEN)
  })
}

const WITHDRAWN = check('consent', 1).fail('CONSENT_WITHDRAWN')
const NOTHING_SEEN = { reading: null, confidence: null, models: [], results: [] }

/** Writes the verdict and its evidence, and emits it. The policy may ask a person about what the software would approve. */
async function settle(
  trx: Trx,
  given: Submission,
  findings: readonly Finding[],
  { reading, confidence, models, results }: Omit<Look, 'finding' | 'embeddings'>,
  isViewable = false,
): Promise<void> {
  const { id, photo_id: photoId, user_id: userId, purpose } = given
  const { verdict: software } = decide(findings)
  const { policy, asked } = await askByPolicy(trx, given, software, reading?.value ?? null)
  const all = [...findings, ...asked]
  const { verdict, reasons } = decide(all)
  const row = await insertVerdict(trx, {
    submission_id: id,
    verdict,
    reasons,
    rule_version: RULE_VERSION,
    policy_version: policy.version,
    software,
    models,
    reading: reading?.value ?? null,
    confidence,
    viewable: isViewable,
  })
  await insertFindings(trx, id, all)
  await insertInferences(trx, id, results)
  const submission = await changeState(trx, id, verdict, reasons)
  judgings.inc({ purpose, verdict })
  if (verdict === 'MANUAL_REVIEW') await openCase(trx, submission, { kind: 'VERDICT', reasons })
  await emit(trx, 'verification.photo.judged', id, judged(submission, row))
  await emit(trx, 'verification.photo.updated', photoId, { photoId, userId })
}
