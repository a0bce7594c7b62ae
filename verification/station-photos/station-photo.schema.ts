import { z } from 'zod'
import { extension } from '#lib/graph.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { VERIFICATION_LIMITS } from '../limits.ts'
import { keysOf } from '../photos/keys.ts'
import { HeaderRef } from '../photos/upload.schema.ts'
import type { UploadLink } from '../photos/upload-link.ts'
import type { StationPhoto } from '../tables.ts'
import {
  finishStationPhoto,
  orderStationPhotos,
  removeStationPhoto,
  requestStationPhoto,
  updateStationPhoto,
} from './station-photo.service.ts'

const StationRef = extension(builder, 'Station')

const PhotoRef = builder.objectRef<StationPhoto>('StationPhoto').implement({
  description: 'A photo that an operator shows of a station. It has nothing of what the file said of place, time and camera.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the photo.' }),
    alt: t.exposeString('alt', { description: 'What it shows, in words, for those who do not see it.' }),
    width: t.int({ description: 'Its width in pixels, at most 1,600.', resolve: ({ width }) => width ?? 0 }),
    height: t.int({ description: 'Its height in pixels, at most 1,600.', resolve: ({ height }) => height ?? 0 }),
    url: t.string({
      description: 'A link to it as a JPEG, good for 15 minutes. Keep the picture by the id of the photo: it never changes.',
      resolve: ({ id }, _args, { storage }) => storage.getSignedUrl(keysOf(id).review),
    }),
    thumbnailUrl: t.string({
      description: 'A link to it as a WebP of at most 320 pixels, good for 15 minutes.',
      resolve: ({ id }, _args, { storage }) => storage.getSignedUrl(keysOf(id).thumbnail),
    }),
  }),
})

const alt = {
  description: 'What it shows, in words, for those who do not see it; at most 300 characters.',
  validate: someText(300),
}

const RequestInput = builder.inputType('RequestStationPhotoInput', {
  description: 'A photo of a station that is to be uploaded.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again gives a link for the same photo.' }),
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    contentType: t.string({ description: 'image/jpeg, image/png or image/webp.' }),
    sizeBytes: t.int({ description: 'Size of the file, at most 12 MB.' }),
    alt: t.string(alt),
  }),
})
const photoOnly = (name: string, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ photoId: t.field({ type: 'UUID', description: 'The photo.' }) }),
  })
const FinishInput = photoOnly('FinishStationPhotoInput', 'A photo that is uploaded.')
const RemoveInput = photoOnly('RemoveStationPhotoInput', 'A photo to remove.')
const UpdateInput = builder.inputType('UpdateStationPhotoInput', {
  description: 'What a photo shows.',
  fields: (t) => ({ photoId: t.field({ type: 'UUID', description: 'The photo.' }), alt: t.string(alt) }),
})
const OrderInput = builder.inputType('OrderStationPhotosInput', {
  description: 'The photos of a station in the order in which they are shown.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
    photoIds: t.field({
      type: ['UUID'],
      description: 'Its photos, the first one first. Those that are left out come after them.',
      validate: z
        .array(z.unknown())
        .min(1, 'Name at least one photo.')
        .max(VERIFICATION_LIMITS.photosOfStation, `A station has at most ${VERIFICATION_LIMITS.photosOfStation} photos.`),
    }),
  }),
})

const UploadPayload = builder.objectRef<UploadLink & { photoId: string }>('RequestStationPhotoPayload').implement({
  description: 'Where a photo of a station is uploaded to.',
  fields: (t) => ({
    photoId: t.expose('photoId', { type: 'UUID', description: 'Id of the photo: what finishStationPhoto takes.' }),
    url: t.exposeString('url', { description: 'The link to send the file to, as the body of one request.' }),
    method: t.exposeString('method', { description: 'PUT.' }),
    headers: t.expose('headers', { type: [HeaderRef], description: 'Headers to send with it.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the link ends.' }),
  }),
})

builder.objectFields(StationRef, (t) => ({
  photos: t.field({
    type: [PhotoRef],
    description: `Photos of it by its operator, at most ${VERIFICATION_LIMITS.photosOfStation}, in their order.`,
    resolve: ({ id }, _args, { loaders }) => loaders.photosOfStation.load(id),
  }),
}))

builder.mutationFields((t) => ({
  requestStationPhoto: t.field({
    type: UploadPayload,
    description:
      'Reserves a photo of a station of your own and gives the link to upload it by. Then call finishStationPhoto. A photo that is not ' +
      `finished within 24 hours is removed. LIMIT_REACHED: a station has ${VERIFICATION_LIMITS.photosOfStation}, and all of an operator 5,000 and 2 GB.`,
    args: { input: t.arg({ type: RequestInput, description: 'The photo.' }) },
    resolve: (_root, { input }, ctx) => requestStationPhoto(ctx, input),
  }),
  finishStationPhoto: t.field({
    type: PhotoRef,
    description:
      'Shows a photo that is uploaded, made anew of its pixels: nothing else of the file is kept. A file that is no photo is ' +
      'BAD_USER_INPUT and removed; one that is not uploaded yet CONFLICT. Once more changes nothing.',
    args: { input: t.arg({ type: FinishInput, description: 'The photo.' }) },
    resolve: (_root, { input }, ctx) => finishStationPhoto(ctx, input.photoId),
  }),
  updateStationPhoto: t.field({
    type: PhotoRef,
    description: 'Says otherwise what a photo of a station of your own shows.',
    args: { input: t.arg({ type: UpdateInput, description: 'The photo and the words.' }) },
    resolve: (_root, { input }, ctx) => updateStationPhoto(ctx, input),
  }),
  orderStationPhotos: t.field({
    type: StationRef,
    description: 'Puts the photos of a station of your own in an order.',
    args: { input: t.arg({ type: OrderInput, description: 'The order.' }) },
    resolve: (_root, { input }, ctx) => orderStationPhotos(ctx, input),
  }),
  removeStationPhoto: t.field({
    type: StationRef,
    description: 'Removes a photo of a station of your own, with its files.',
    args: { input: t.arg({ type: RemoveInput, description: 'The photo.' }) },
    resolve: (_root, { input }, ctx) => removeStationPhoto(ctx, input.photoId),
  }),
}))
