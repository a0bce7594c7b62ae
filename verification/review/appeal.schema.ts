import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { PhotoRef } from '../photos/photo.schema.ts'
import type { Photo } from '../tables.ts'
import { appealVerdict } from './appeal.service.ts'
import { appealUntil } from './appealable.ts'

const AppealInput = builder.inputType('AppealVerdictInput', {
  description: 'Why a verdict should be looked at again.',
  fields: (t) => ({
    photoId: t.field({ type: 'UUID', description: 'The photo.' }),
    message: t.string({
      description: 'What the reviewer should know; at most 1,000 characters.',
      validate: someText(1_000, 'Say why it should be looked at again.'),
    }),
  }),
})

const AppealPayload = builder.objectRef<{ photo: Photo }>('AppealVerdictPayload').implement({
  description: 'A photo that is looked at again.',
  fields: (t) => ({ photo: t.expose('photo', { type: PhotoRef, description: 'The photo.' }) }),
})

builder.mutationField('appealVerdict', (t) =>
  t.field({
    type: AppealPayload,
    description:
      'Asks for another look at a rejected photo of yours, once and within 30 days. Another reviewer than before decides, and that stands.',
    args: { input: t.arg({ type: AppealInput, description: 'The photo, and why.' }) },
    resolve: async (_root, { input }, ctx) => ({ photo: await appealVerdict(ctx, input.photoId, input.message) }),
  }),
)

builder.objectField(PhotoRef, 'appealUntil', (t) =>
  t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'Until when the one who took it may appeal its rejection; null where there is no appeal: it is not rejected, was appealed already, or nobody can see anything on it.',
    resolve: async (photo, _args, { loaders }) => {
      const submission = await loaders.submissionOfPhoto.load(photo.id)
      if (!submission) return null
      const [verdict, cases] = await Promise.all([loaders.verdict.load(submission.id), loaders.cases.load(submission.id)])
      return appealUntil({ photo, submission, verdict, appeal: cases.find(({ kind }) => kind === 'APPEAL') })
    },
  }),
)
