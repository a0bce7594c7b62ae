import { randomInt } from 'node:crypto'
import { requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { PhotoPurpose } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import type { Capture, Photo } from '../tables.ts'
import { lockConsent } from './consent.queries.ts'
import { CONSENT_VERSION } from './consent-text.ts'
import { countCaptures, countOfUser, findCapture, insertCapture, insertPhoto, lockCapturesOf } from './photo.queries.ts'
import { linkTo, refuseFile, type UploadLink } from './upload-link.ts'

export interface UploadInput {
  purpose: PhotoPurpose
  contentType: string
  sizeBytes: number
  captureId?: string | null | undefined
  attestation?: string | null | undefined
}

/** Where and how to upload a photo. */
export interface Upload extends UploadLink {
  photo: Photo
}

/** Gives a nonce for a photo that is about to be taken in the app's capture flow, at most `VERIFICATION_LIMITS.capturesPerHour`. */
export function startCapture({ db, caller }: Context, purpose: PhotoPurpose): Promise<Capture> {
  const { userId } = requireUser(caller)
  return db.transaction().execute(async (trx) => {
    await lockCapturesOf(trx, userId)
    if ((await countCaptures(trx, userId)) >= VERIFICATION_LIMITS.capturesPerHour)
      throw refuse('RATE_LIMITED', `You can start ${VERIFICATION_LIMITS.capturesPerHour} captures an hour. Try again later.`)
    return insertCapture(trx, {
      id: newId(),
      user_id: userId,
      purpose,
      nonce: nonce(),
      seconds: VERIFICATION_LIMITS.captureSeconds,
    })
  })
}

/**
 * Short enough to be shown beside the picture. The database keeps nonces unique. These letters and digits are not mistaken for each other.
 */
const nonce = (): string => Array.from({ length: 8 }, () => 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'[randomInt(31)]).join('')

/** Reserves a place for a photo of the caller's. Gives a link for uploading it within `LIMITS.storage.signedUrlSeconds`. */
export async function requestUpload(ctx: Context, input: UploadInput): Promise<Upload> {
  const { userId } = requireUser(ctx.caller)
  refuseFile(input)
  const capture = input.captureId == null ? null : await captureFor(ctx, userId, input.purpose, input.captureId)
  const attestation = input.attestation
    ? await ctx.attester({ token: input.attestation, nonce: capture?.nonce ?? null, userId })
    : ('NONE' as const)
  const photo = await ctx.db.transaction().execute(async (trx) => {
    const consent = await lockConsent(trx, userId)
    if (consent?.version !== CONSENT_VERSION)
      throw refuse(
        'CONSENT_NEEDED',
        'Agree to the processing of your photos first: photoConsent has the text, giveConsent records it.',
      )
    const { asked, waiting } = await countOfUser(trx, userId)
    if (asked >= VERIFICATION_LIMITS.perUserAndDay)
      throw refuse('RATE_LIMITED', `You can upload ${VERIFICATION_LIMITS.perUserAndDay} photos a day. Try again tomorrow.`)
    if (waiting >= VERIFICATION_LIMITS.waitingPerUser)
      throw refuse('RATE_LIMITED', `${waiting} of your photos wait to be judged. Try again when they are.`)
    const inserted = await insertPhoto(trx, {
      id: newId(),
      user_id: userId,
      consent_id: consent.id,
      purpose: input.purpose,
      content_type: input.contentType,
      size_bytes: input.sizeBytes,
      capture_id: capture?.id ?? null,
      attestation,
    })
    return inserted ?? Promise.reject(refuse('CONFLICT', 'This capture has been used. Start a new one.', ['input', 'captureId']))
  })
  return { photo, ...(await linkTo(ctx, photo)) }
}

async function captureFor({ db }: Context, userId: string, purpose: PhotoPurpose, id: string): Promise<Capture> {
  const capture = await findCapture(db, id)
  if (!capture || capture.user_id !== userId || capture.purpose !== purpose) throw notFound('capture', ['input', 'captureId'])
  if (capture.expires_at < new Date()) throw refuse('CONFLICT', 'The capture has expired. Start a new one.', ['input', 'captureId'])
  return capture
}
