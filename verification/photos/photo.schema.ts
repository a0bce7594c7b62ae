import { builder } from '../builder.ts'
import { DecisionRef } from '../review/decision.schema.ts'
import type { Photo } from '../tables.ts'
import { derivativeUrl, earlierOf, isOwn, mayReview, myPhotos, photoById, watchPhoto } from './photo.service.ts'
import { LocationRef, UserRef } from '../reference.schema.ts'
import { CheckRef, InferenceRef, ModelRef, ReadingRef, ReasonRef, VerdictRef } from '../submissions/verdict.schema.ts'

export const PurposeRef = builder.enumType('PhotoPurpose', {
  description: 'What a photo is for.',
  values: {
    ODOMETER: { description: "A reading of a vehicle's odometer." },
    DEED: { description: 'An eco-deed.' },
  } as const,
})

const StatusRef = builder.enumType('PhotoStatus', {
  description: 'How far a photo is.',
  values: {
    REQUESTED: { description: 'It may be uploaded, and is not submitted yet.' },
    WAITING: { description: 'It is submitted and will be judged.' },
    MANUAL_REVIEW: { description: 'A person looks at it.' },
    APPROVED: { description: 'It is in order.' },
    REJECTED: { description: 'It is not accepted; the reasons say why. It can be appealed once.' },
    ERASED: { description: 'It was erased.' },
  } as const,
})

export const PhotoRef = builder.objectRef<Photo>('Photo')

PhotoRef.implement({
  description: 'A photo that was uploaded to be judged. The one who took it, reviewers and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the photo.' }),
    user: t.field({ type: UserRef, description: 'Who has uploaded it.', resolve: ({ user_id }) => ({ id: user_id }) }),
    purpose: t.expose('purpose', { type: PurposeRef, description: 'What it is for.' }),
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
    requestedAt: t.expose('requested_at', { type: 'DateTime', description: 'When its upload was asked for.' }),
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
    inCapture: t.boolean({
      description: "True when it was taken in the app's capture flow.",
      resolve: ({ capture_id }) => capture_id !== null,
    }),
    sha256: t.string({
      nullable: true,
      description: 'SHA-256 of the file, in hex; null before it was judged. It stays when the photo is erased.',
      resolve: ({ sha256 }) => sha256?.toString('hex'),
    }),
    width: t.exposeInt('width', { nullable: true, description: 'In pixels; null before it was judged.' }),
    height: t.exposeInt('height', { nullable: true, description: 'In pixels; null before it was judged.' }),
    thumbnailUrl: t.string({
      nullable: true,
      description: 'A link to a small version (320 px), for 15 minutes; null where there is none.',
      resolve: (photo, _args, ctx) => derivativeUrl(ctx, photo, 'thumbnail'),
    }),
    reviewUrl: t.string({
      nullable: true,
      description: 'A link to a large version (1600 px) without metadata, for 15 minutes; null where there is none.',
      resolve: (photo, _args, ctx) => derivativeUrl(ctx, photo, 'review'),
    }),
    erasedAt: t.expose('erased_at', { type: 'DateTime', nullable: true, description: 'When it was erased; null otherwise.' }),
  }),
})

builder.objectFields(PhotoRef, (t) => ({
  verdict: t.field({
    type: VerdictRef,
    nullable: true,
    description: 'What was decided without people; null before.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.verdict,
  }),
  judgedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When the verdict was made; null before.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.judged_at,
  }),
  ruleVersion: t.int({
    nullable: true,
    description: 'Version of the rules that the verdict was made by; null before.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.rule_version,
  }),
  reading: t.field({
    type: ReadingRef,
    nullable: true,
    description: 'What was read on it automatically; null for a deed, and where nothing was read.',
    resolve: async (photo, _args, ctx) => {
      const { reading = null, confidence = null } = (await verdictOf(photo, ctx)) ?? {}
      return reading === null || confidence === null ? null : { value: reading, confidence }
    },
  }),
  confidence: t.float({
    nullable: true,
    description:
      "Calibrated confidence of the reading, or that a deed's photo shows what is claimed; null where no model says so, and of a deed for others than reviewers and admins.",
    resolve: async (photo, _args, ctx) =>
      photo.purpose === 'DEED' && !mayReview(ctx.caller) ? null : (await verdictOf(photo, ctx))?.confidence,
  }),
  models: t.field({
    type: [ModelRef],
    description: 'The models that the verdict stands on.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.models ?? [],
  }),
  checks: t.field({
    type: [CheckRef],
    description: 'What every check has found; their scores are for reviewers and admins.',
    resolve: async ({ id }, _args, { loaders }) => {
      const submission = await loaders.submissionOfPhoto.load(id)
      return submission ? loaders.findings.load(submission.id) : []
    },
  }),
  answers: t.field({
    type: [InferenceRef],
    nullable: true,
    description:
      'What the models have answered, those in the shadow too; null for others than reviewers and admins, and on photos of your own.',
    resolve: async ({ id, user_id }, _args, { caller, loaders }) => {
      if (!mayReview(caller) || isOwn(caller, user_id)) return null
      const submission = await loaders.submissionOfPhoto.load(id)
      return submission ? loaders.inferences.load(submission.id) : []
    },
  }),
  decisions: t.field({
    type: [DecisionRef],
    description: 'What people have decided, the oldest first.',
    resolve: async ({ id }, _args, { loaders }) => {
      const submission = await loaders.submissionOfPhoto.load(id)
      return submission ? loaders.decisions.load(submission.id) : []
    },
  }),
}))

builder.objectField(CheckRef, 'earlier', (t) =>
  t.field({
    type: PhotoRef,
    nullable: true,
    description:
      'The earlier photo that this one is like; null where none was found, for others than reviewers and admins, and on photos of your own.',
    resolve: (finding, _args, ctx) => earlierOf(ctx, finding),
  }),
)

builder.asEntity(PhotoRef, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }, ctx) => photoById(ctx, id),
})

async function verdictOf({ id }: Photo, { loaders }: Parameters<typeof photoById>[0]) {
  const submission = await loaders.submissionOfPhoto.load(id)
  return submission && loaders.verdict.load(submission.id)
}

builder.queryFields((t) => ({
  photo: t.field({
    type: PhotoRef,
    nullable: true,
    description: 'A photo of yours; null when there is none with this id. Reviewers and admins find any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the photo.' }) },
    resolve: (_root, { id }, ctx) => photoById(ctx, id),
  }),
  myPhotos: t.connection(
    { type: PhotoRef, description: 'Your photos, the newest first.', resolve: (_root, args, ctx) => myPhotos(ctx, args) },
    { description: 'A page of photos.' },
    { description: 'A place in the photos.' },
  ),
}))

builder.subscriptionField('photoUpdated', (t) =>
  t.field({
    type: PhotoRef,
    description: 'A photo of yours as it is, and again at each change. Reviewers and admins watch any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the photo.' }) },
    subscribe: (_root, { id }, ctx) => watchPhoto(ctx, id),
    resolve: (photo) => photo,
  }),
)
