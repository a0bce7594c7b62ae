import { ClaimReviewDocument, DecideReviewDocument } from '../../clients/admin/generated/graphql.ts'
import {
  GiveConsentDocument,
  OdometerUploadUpdatedDocument,
  PhotoConsentDocument,
  RequestPhotoUploadDocument,
  StartCaptureDocument,
  SubmitOdometerPhotoDocument,
  type OdometerUploadUpdatedSubscription,
  type PhotoPurpose,
} from '../../clients/driver/generated/graphql.ts'
import type { Client } from '../../clients/sdk/client.ts'
import { isPassing } from '../../clients/sdk/errors.ts'
import type { DashboardPhoto } from '../../test/photos.ts'
import { found, within } from './streams.ts'

export type Upload = OdometerUploadUpdatedSubscription['odometerUploadUpdated']

/** Agrees to the text that is in force. */
export async function consent(client: Client): Promise<{ version: number }> {
  const { photoConsent } = await client.execute(PhotoConsentDocument)
  return (await client.execute(GiveConsentDocument, { input: { version: photoConsent.version } })).giveConsent.consent
}

/** Uploads a photo taken in the capture flow; gives its id. */
export async function uploadPhoto(client: Client, purpose: PhotoPurpose, jpeg: Buffer): Promise<string> {
  const { capture } = (await client.execute(StartCaptureDocument, { input: { purpose } })).startCapture
  const input = { purpose, contentType: 'image/jpeg', sizeBytes: jpeg.length, captureId: capture.id }
  const { photo, url, method, headers } = (await client.execute(RequestPhotoUploadDocument, { input })).requestPhotoUpload
  const response = await fetch(url, {
    method,
    headers: headers.map(({ name, value }) => [name, value] as [string, string]),
    body: new Uint8Array(jpeg),
  })
  if (!response.ok) throw new Error(`the object store answers ${response.status}: ${await response.text()}`)
  return photo.id
}

/** Uploads a photo of a dashboard and submits it as a reading. Gives the upload in its first state. */
export async function submitReading(
  client: Client,
  { photo, ...facts }: { photo: DashboardPhoto; vehicleId: string; takenAt: Date; place: { latitude: number; longitude: number } },
): Promise<Upload> {
  const photoId = await uploadPhoto(client, 'ODOMETER', photo.jpeg)
  const input = { ...facts, photoId, takenAt: facts.takenAt.toISOString(), guideFrame: photo.guideFrame }
  return (await client.execute(SubmitOdometerPhotoDocument, { input })).submitOdometerPhoto.upload
}

/** Watches an upload until it is as wanted. */
export async function followUpload(client: Client, id: string, wanted: (one: Upload) => boolean): Promise<Upload> {
  await using updates = client.subscribe(OdometerUploadUpdatedDocument, { id })
  for await (const { odometerUploadUpdated } of updates) if (wanted(odometerUploadUpdated)) return odometerUploadUpdated
  throw new Error('the upload’s stream ended early')
}

export const isDecided = ({ state }: Pick<Upload, 'state'>): boolean => state === 'APPROVED' || state === 'REJECTED'

/**
 * Takes the oldest case and approves it with what can be read on the photo. On a busy machine both may be answered that it cannot be done now: then the
 * same is asked again. A case that is held comes first, and the same word again changes nothing.
 */
export async function approveNext(reviewer: Client, reading: number): Promise<void> {
  const claim = async () => (await reviewer.execute(ClaimReviewDocument, { input: { purpose: 'ODOMETER' } })).claimReview.reviewCase
  const { id: caseId } = await within(
    // The case may not have arrived yet.
    found(async () => (await claim().catch(unlessPassing)) ?? undefined),
    'no case came to be decided',
  )
  // The drawn dashboards count whole kilometres.
  const input = { caseId, decision: 'APPROVED' as const, reading, unit: 'KM' as const, tenths: false }
  await within(
    // The case stays: whoever claimed again would get the next one.
    found(() => reviewer.execute(DecideReviewDocument, { input }).catch(unlessPassing)),
    'the case could not be decided',
  )
}

function unlessPassing(error: unknown): undefined {
  if (!isPassing(error)) throw error
}
