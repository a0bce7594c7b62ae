import { z } from 'zod'
import { builder } from '../builder.ts'
import { PhotoRef, PurposeRef } from './photo.schema.ts'
import { requestUpload, startCapture, type Upload } from './upload.service.ts'
import type { Capture } from '../tables.ts'

const CaptureRef = builder.objectRef<Capture>('PhotoCapture').implement({
  description: "A photo that is about to be taken in the app's capture flow.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the capture: what requestPhotoUpload takes.' }),
    nonce: t.exposeString('nonce', {
      description: "Eight letters and digits to show in the capture flow and to bind the device's attestation to.",
    }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'The photo is uploaded before.' }),
  }),
})

const StartCaptureInput = builder.inputType('StartCaptureInput', {
  description: 'A photo that is about to be taken.',
  fields: (t) => ({ purpose: t.field({ type: PurposeRef, description: 'What it is for.' }) }),
})

const StartCapturePayload = builder.objectRef<{ capture: Capture }>('StartCapturePayload').implement({
  description: 'A capture that may begin.',
  fields: (t) => ({ capture: t.expose('capture', { type: CaptureRef, description: 'The capture.' }) }),
})

export const HeaderRef = builder.objectRef<{ name: string; value: string }>('UploadHeader').implement({
  description: 'A header to be sent.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    value: t.exposeString('value', { description: 'Its value.' }),
  }),
})

const UploadInputRef = builder.inputType('RequestPhotoUploadInput', {
  description: 'A photo that is to be uploaded.',
  fields: (t) => ({
    purpose: t.field({ type: PurposeRef, description: 'What it is for.' }),
    contentType: t.string({ description: 'image/jpeg, image/png or image/webp.' }),
    sizeBytes: t.int({ description: 'Size of the file, at most 12 MB.' }),
    captureId: t.field({
      type: 'UUID',
      required: false,
      description: 'The capture it was taken in, once; left out for a photo from the gallery.',
    }),
    attestation: t.string({
      required: false,
      description: "The device's attestation for the capture's nonce, as its vendor's library gives it.",
      validate: z.string().max(16_384, 'At most 16,384 characters.'),
    }),
  }),
})

const UploadPayload = builder.objectRef<Upload>('RequestPhotoUploadPayload').implement({
  description: 'Where a photo is uploaded to.',
  fields: (t) => ({
    photo: t.expose('photo', { type: PhotoRef, description: 'The photo.' }),
    url: t.exposeString('url', { description: 'The link to send the file to, as the body of one request.' }),
    method: t.exposeString('method', { description: 'PUT.' }),
    headers: t.expose('headers', { type: [HeaderRef], description: 'Headers to send with it.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the link ends.' }),
  }),
})

builder.mutationFields((t) => ({
  startCapture: t.field({
    type: StartCapturePayload,
    description:
      'Gives a nonce for a photo that is taken in the capture flow within ten minutes. RATE_LIMITED after 60 in an hour.',
    args: { input: t.arg({ type: StartCaptureInput, description: 'The photo.' }) },
    resolve: async (_root, { input }, ctx) => ({ capture: await startCapture(ctx, input.purpose) }),
  }),
  requestPhotoUpload: t.field({
    type: UploadPayload,
    description:
      'Reserves a photo and gives the link to upload it by. CONSENT_NEEDED before giveConsent; RATE_LIMITED after 50 photos a day, or while 10 wait to be judged. A photo that is not submitted within 24 hours is removed. An upload that is larger than said is answered 413, by a bucket 403.',
    args: { input: t.arg({ type: UploadInputRef, description: 'The photo.' }) },
    resolve: (_root, { input }, ctx) => requestUpload(ctx, input),
  }),
}))
