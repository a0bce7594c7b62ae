import { builder } from '../builder.ts'
import { PhotoRef } from '../photos/photo.schema.ts'
import { LocationRef } from '../reference.schema.ts'
import { ReasonRef } from './verdict.schema.ts'

const StatusRef = builder.enumType('PhotoStatus', {
  description: 'How far a photo is.',
  values: {
    REQUESTED: { description: 'It may be uploaded, and is not submitted yet.' },
    WAITING: { description: 'It is submitted and will be judged.' },
    MANUAL_REVIEW: { description: 'A person looks at it.' },
    APPROVED: { description: 'It is in order.' },
    REJECTED: { description: 'It is not accepted; the reasons say why. `appealUntil` says whether it can be appealed.' },
    ERASED: { description: 'It was erased.' },
  } as const,
})

builder.objectFields(PhotoRef, (t) => ({
  status: t.field({
    type: StatusRef,
    description: 'How far it is.',
    resolve: async ({ id, erased_at }, _args, { loaders }) =>
      erased_at ? 'ERASED' : ((await loaders.submissionOfPhoto.load(id))?.state ?? 'REQUESTED'),
  }),
  reasons: t.field({
    type: [ReasonRef],
    description: 'Why it is rejected, or looked at by a person; empty otherwise.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.submissionOfPhoto.load(id))?.reasons ?? [],
  }),
  submittedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When it was submitted; null before.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.submissionOfPhoto.load(id))?.submitted_at,
  }),
  takenAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When it was taken, by the one who submitted it; null before.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.submissionOfPhoto.load(id))?.taken_at,
  }),
  takenAtPlace: t.field({
    type: LocationRef,
    nullable: true,
    description: 'Where it was taken, by the one who submitted it; null where they did not say.',
    resolve: async ({ id }, _args, { loaders }) => {
      const { latitude = null, longitude = null } = (await loaders.submissionOfPhoto.load(id)) ?? {}
      return latitude === null || longitude === null ? null : { latitude, longitude }
    },
  }),
}))
