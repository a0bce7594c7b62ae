import { entity } from '#lib/graph.ts'
import { DISTANCE_UNIT } from '#lib/graphql/distance-unit.ts'
import { builder } from './builder.ts'
import { readingById } from './reading.service.ts'
import { PhotoRef, UserRef, VehicleRef } from './reference.schema.ts'
import type { Reading, Upload } from './tables.ts'

export const UnitRef = builder.enumType('DistanceUnit', DISTANCE_UNIT)

export const UploadRef = builder.objectRef<Upload>('OdometerUpload')
export const ReadingRef = builder.objectRef<Reading>('OdometerReading')

ReadingRef.implement({
  description: "An approved reading of a vehicle's odometer. It never changes. Its driver and admins see it.",
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the reading.' }),
    value: t.exposeInt('value', {
      description: 'What the display shows, in whole units: without a last digit that counts tenths.',
    }),
    unit: t.expose('unit', { type: UnitRef, description: 'Unit of the display.' }),
    tenths: t.exposeBoolean('tenths', {
      nullable: true,
      description:
        "True where the display's last digit counts tenths, which the value leaves out; null where nobody was asked yet.",
    }),
    readingKm: t.float({
      description: 'What the instrument has counted, in kilometres, rounds of its display included.',
      resolve: ({ reading_m }) => reading_m / 1_000,
    }),
    distanceKm: t.float({
      description:
        'Kilometres since the reading before; 0 for the first of a vehicle, and for the first of an instrument that was replaced.',
      resolve: ({ distance_m }) => distance_m / 1_000,
    }),
    instrument: t.exposeInt('instrument', {
      description: "Number of the vehicle's instrument: 1, and one more each time it was replaced.",
    }),
    takenAt: t.expose('taken_at', { type: 'DateTime', description: 'When the photo was taken.' }),
    approvedAt: t.expose('approved_at', { type: 'DateTime', description: 'When it was approved.' }),
    previous: t.field({
      type: ReadingRef,
      nullable: true,
      description: 'The reading of the vehicle before it; null for the first.',
      resolve: ({ id }, _args, { loaders }) => loaders.readingBefore.load(id),
    }),
    upload: t.field({
      type: UploadRef,
      description: 'The upload it was read from.',
      resolve: async ({ upload_id }, _args, { loaders }) => {
        const upload = await loaders.upload.load(upload_id)
        if (!upload) throw new Error(`The upload ${upload_id} is gone.`)
        return upload
      },
    }),
    photo: t.field({ type: PhotoRef, description: 'The photo.', resolve: ({ photo_id }) => ({ id: photo_id }) }),
    vehicle: t.field({ type: VehicleRef, description: 'The vehicle.', resolve: ({ vehicle_id }) => ({ id: vehicle_id }) }),
    user: t.field({ type: UserRef, description: 'The driver.', resolve: ({ user_id }) => ({ id: user_id }) }),
  }),
})

entity(builder, ReadingRef, (id, ctx) => readingById(ctx, id))
