import { z } from 'zod'
import type { Reason } from '#lib/events.ts'
import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { ODOMETER_LIMITS } from './limits.ts'
import { ReadingRef, UnitRef, UploadRef } from './reading.schema.ts'
import { PhotoRef, VehicleRef } from './reference.schema.ts'
import type { Upload } from './tables.ts'
import { myUploads, submitPhoto, uploadById, watchMyUploads, watchUpload } from './upload.service.ts'

const StateRef = builder.enumType('OdometerUploadState', {
  description: 'What has become of an upload.',
  values: {
    PENDING: { description: 'The photo is being judged.' },
    MANUAL_REVIEW: { description: 'A person looks at it; the reasons say why.' },
    APPROVED: { description: 'It is a reading.' },
    REJECTED: {
      description: 'It is not accepted; the reasons say why. `appealUntil` of its photo says whether it can be appealed.',
    },
  } as const,
})

const ReasonRef = builder.objectRef<Reason>('OdometerReason').implement({
  description: 'Why an upload is rejected, or looked at by a person.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A code that stays, e.g. READING_DECREASED.' }),
    message: t.exposeString('message', { description: 'A sentence for the driver.' }),
  }),
})

UploadRef.implement({
  description: 'A photo submitted as a reading. Its driver and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the upload.' }),
    photo: t.field({
      type: PhotoRef,
      nullable: true,
      description: 'The photo; null where there is none, for it was never uploaded or is not yours.',
      resolve: ({ photo_id, reasons }) => (reasons.some(({ code }) => code === 'PHOTO_MISSING') ? null : { id: photo_id }),
    }),
    vehicle: t.field({ type: VehicleRef, description: 'The vehicle.', resolve: ({ vehicle_id }) => ({ id: vehicle_id }) }),
    unit: t.expose('unit', {
      type: UnitRef,
      description: 'Unit of the display, by the driver, or by the reviewer who has seen another.',
    }),
    takenAt: t.expose('taken_at', { type: 'DateTime', description: 'When the photo was taken, by the driver.' }),
    submittedAt: t.expose('submitted_at', { type: 'DateTime', description: 'When it was submitted.' }),
    decidedAt: t.expose('decided_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was approved or rejected; null before.',
    }),
    state: t.expose('state', { type: StateRef, description: 'What has become of it.' }),
    reasons: t.expose('reasons', {
      type: [ReasonRef],
      description: 'Why it is rejected, or looked at by a person; empty otherwise.',
    }),
    reading: t.field({
      type: ReadingRef,
      nullable: true,
      description: 'The reading it has become; null unless it is approved.',
      resolve: ({ id }, _args, { loaders }) => loaders.readingOfUpload.load(id),
    }),
  }),
})
entity(builder, UploadRef, (id, ctx) => uploadById(ctx, id))

const PlaceInput = builder.inputType('OdometerPlaceInput', {
  description: 'Where the photo was taken (WGS 84).',
  fields: (t) => ({
    latitude: t.field({ type: 'Latitude', description: 'Degrees north.' }),
    longitude: t.field({ type: 'Longitude', description: 'Degrees east.' }),
  }),
})

const start = z.number().min(0, 'Not below 0.').max(1, 'At most 1.')
const size = z.number().gt(0, 'More than 0.').max(1, 'At most 1.')

const FrameInput = builder.inputType('OdometerFrameInput', {
  description: 'Where the guide frame stood when the photo was taken, in fractions of the upright photo. It ends within the photo.',
  fields: (t) => ({
    left: t.float({ description: 'Its left edge, 0 to 1 from the left.', validate: start }),
    top: t.float({ description: 'Its upper edge, 0 to 1 from the top.', validate: start }),
    width: t.float({ description: "Its width, a part of the photo's.", validate: size }),
    height: t.float({ description: "Its height, a part of the photo's.", validate: size }),
  }),
})

const SubmitInput = builder.inputType('SubmitOdometerPhotoInput', {
  description: 'A photo of the odometer of one of your vehicles. Submitting the same photo again gives the same upload.',
  fields: (t) => ({
    photoId: t.field({ type: 'UUID', description: 'The photo, uploaded before for this purpose.' }),
    vehicleId: t.field({ type: 'UUID', description: 'The vehicle.' }),
    takenAt: t.field({
      type: 'DateTime',
      description: `When it was taken: not in the future, and within the last ${ODOMETER_LIMITS.oldestPhotoDays} days.`,
    }),
    unit: t.field({
      type: UnitRef,
      required: false,
      description:
        "What the display counts in. Left out: as at the vehicle's last reading, KM for its first. A change is checked by a person.",
    }),
    place: t.field({ type: PlaceInput, required: false, description: 'Where it was taken.' }),
    guideFrame: t.field({ type: FrameInput, required: false, description: 'Where the guide frame stood.' }),
  }),
})

const SubmitPayload = builder.objectRef<{ upload: Upload }>('SubmitOdometerPhotoPayload').implement({
  description: 'A submitted photo.',
  fields: (t) => ({ upload: t.expose('upload', { type: UploadRef, description: 'The upload.' }) }),
})

builder.mutationField('submitOdometerPhoto', (t) =>
  t.field({
    type: SubmitPayload,
    description:
      "Submits a photo as a reading of one of your vehicles; the kilometres since the last reading are counted when it is approved. NOT_FOUND for others' vehicles as for unknown ones; RATE_LIMITED while 10 of your photos wait to be judged. It may be submitted before its upload is answered, and again: it waits for the file for as long as the link is good.",
    args: { input: t.arg({ type: SubmitInput, description: 'The photo and what is known of it.' }) },
    resolve: async (_root, { input }, ctx) => ({ upload: await submitPhoto(ctx, input) }),
  }),
)

builder.queryFields((t) => ({
  odometerUpload: t.field({
    type: UploadRef,
    nullable: true,
    description: 'An upload of yours; null when there is none with this id. Admins find any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the upload.' }) },
    resolve: (_root, { id }, ctx) => uploadById(ctx, id),
  }),
  myOdometerUploads: t.connection(
    {
      type: UploadRef,
      description: 'Your uploads, the newest first.',
      resolve: (_root, args, ctx) => myUploads(ctx, args),
    },
    { name: 'OdometerUploadConnection', description: 'A page of uploads.' },
    { name: 'OdometerUploadEdge', description: 'A place in the uploads.' },
  ),
}))

builder.subscriptionFields((t) => ({
  odometerUploadUpdated: t.field({
    type: UploadRef,
    description: 'An upload of yours as it is, and again at each change. Admins watch any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the upload.' }) },
    subscribe: (_root, { id }, ctx) => watchUpload(ctx, id),
    resolve: (upload) => upload,
  }),
  myOdometerUploadsUpdated: t.field({
    type: [UploadRef],
    description: 'Your ten newest uploads, the newest first, and again whenever one of yours changes.',
    subscribe: (_root, _args, ctx) => watchMyUploads(ctx),
    resolve: (uploads) => uploads,
  }),
}))
