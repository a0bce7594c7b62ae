import { emit } from '#db/outbox.ts'
import { DomainError } from '#lib/errors.ts'
import { counter, seconds } from '#lib/metrics.ts'
import type { Fingerprint } from './checks/fingerprint.ts'
import { runChecks } from './checks/checks.ts'
import type { Services } from './context.ts'
import { duplicatesOf, insertFingerprint, searchDuplicates, type Search } from './duplicates.service.ts'
import { factsOf } from './facts.service.ts'
import type { Finding, ReasonCode } from './findings.ts'
import type { Decoded, Refused } from './images/decode.ts'
import { keysOf } from './keys.ts'
import { isHopeless, look, type Look } from './look.service.ts'
import { keepFiles, readOriginal, removeFiles } from './original.service.ts'
import { changePhoto, findPhoto, lockPhoto } from './photo.queries.ts'
import { openCase } from './review-case.service.ts'
import { changeState, findSubmission, lockSubmissionOf } from './submission.queries.ts'
import type { Photo, Submission, Trx } from './tables.ts'
import { decide, fileRefused, RULE_VERSION } from './verdict.ts'
import { insertFindings, insertInferences, insertVerdict } from './verdict.queries.ts'

const judgings = counter('evergraph_verification_photos_total', 'Photos judged, by purpose and verdict.', ['purpose', 'verdict'])
const durations = seconds('evergraph_verification_judging_seconds', 'From the fetching of a photo to its verdict.')

/**
 * Judges a submitted photo, once by effect: everything before the last transaction can be done again. Rejects for faults that pass (object
 * store, database, a worker that died), and the job tries again.
 */
export async function judge(ctx: Services, { submissionId }: { submissionId: string }): Promise<void> {
  const submission = await findSubmission(ctx.db, submissionId)
  const photo = submission && (await findPhoto(ctx.db, submission.photo_id))
  if (!photo || submission.state !== 'WAITING' || photo.erased_at) return
  const stop = durations.startTimer()
  const bytes = await readOriginal(ctx, photo.id)
  if (bytes === null || bytes === 'FILE_TOO_LARGE') return refuse(ctx, photo.id, bytes ?? 'PHOTO_MISSING', null)
  const decoded = await decode(ctx, submission, bytes)
  if ('refusal' in decoded) return refuse(ctx, photo.id, decoded.refusal, decoded.sha256)
  await keepFiles(ctx, photo.id, bytes, decoded)
  const seen = await look(ctx, submission, decoded.pixels)
  const { sha256, picture } = decoded
  const fingerprint: Fingerprint = { sha256, ...picture, embedding: seen.embedding }
  const earlier = await searchDuplicates(ctx, photo.id, fingerprint)
  const stays = await ctx.db.transaction().execute(async (trx) => {
    const open = await stillOpen(trx, photo.id)
    if (!open) return false
    await conclude(trx, ctx, open, { decoded, seen, fingerprint, earlier })
    return true
  })
  stop()
  if (stays) await ctx.storage.delete(keysOf(photo.id).upload)
  // It was erased meanwhile.
  else if ((await findPhoto(ctx.db, photo.id))?.erased_at) await removeFiles(ctx, photo.id)
}

/** A file that cannot be decoded in time, or ends its thread, for so long as others give up too, is at fault itself. */
async function decode(
  { decoder, c2paAnchors, log }: Services,
  submission: Submission,
  bytes: Uint8Array,
): Promise<Decoded | Refused> {
  try {
    return await decoder.decode({ bytes, anchors: c2paAnchors })
  } catch (error) {
    if (error instanceof DomainError || !isHopeless(submission)) throw error
    log.error({ err: error, submissionId: submission.id }, 'a photo cannot be decoded')
    return { sha256: null, refusal: 'UNREADABLE_IMAGE' }
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
  const facts = await factsOf(trx, { photo, submission, decoded, reading: seen.reading, duplicates })
  const findings = [seen.finding, ...runChecks(facts)]
  await insertFingerprint(trx, { photoId: photo.id, userId: photo.user_id, reading: seen.reading?.value ?? null }, fingerprint)
  await changePhoto(trx, photo.id, { sha256: Buffer.from(sha256, 'hex'), type, width, height, viewable: true })
  await settle(trx, submission, findings, seen)
}

/** The file itself is at fault. */
async function refuse(ctx: Services, photoId: string, code: ReasonCode, sha256: string | null): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const open = await stillOpen(trx, photoId)
    if (!open) return
    if (sha256) await changePhoto(trx, photoId, { sha256: Buffer.from(sha256, 'hex') })
    await settle(trx, open.submission, [fileRefused(code)], NOTHING_SEEN)
  })
}

const NOTHING_SEEN = { reading: null, confidence: null, models: [], results: [] }

/** Writes the verdict and what it stands on, and tells of it. */
async function settle(
  trx: Trx,
  { id, photo_id: photoId, user_id: userId, purpose }: Submission,
  findings: readonly Finding[],
  { reading, confidence, models, results }: Omit<Look, 'finding' | 'embedding'>,
): Promise<void> {
  const { verdict, reasons } = decide(findings)
  const row = await insertVerdict(trx, {
    submission_id: id,
    verdict,
    reasons,
    rule_version: RULE_VERSION,
    models,
    reading: reading?.value ?? null,
    confidence,
  })
  await insertFindings(trx, id, findings)
  await insertInferences(trx, id, results)
  const submission = await changeState(trx, id, verdict, reasons)
  judgings.inc({ purpose, verdict })
  if (verdict === 'MANUAL_REVIEW') await openCase(trx, submission, { kind: 'VERDICT', reasons })
  await emit(trx, 'verification.photo.judged', id, {
    submissionId: id,
    photoId,
    userId,
    purpose,
    verdict,
    reasons,
    reading: reading && { value: reading.value, confidence: reading.confidence },
    judgedAt: row.judged_at.toISOString(),
  })
  await emit(trx, 'verification.photo.updated', photoId, { photoId, userId })
}
