import { isSelf } from '#lib/access.ts'
import type { OdometerReading, Reason } from '#lib/events.ts'
import { isBlind, mayReview } from '../access.ts'
import { builder } from '../builder.ts'
import type { Context } from '../context.ts'
import type { ModelVersion } from '../findings.ts'
import { PhotoRef } from '../photos/photo.schema.ts'
import { earlierOf, seesBehind } from '../photos/photo.service.ts'
import type { FindingRow, InferenceRow, Photo, Submission } from '../tables.ts'

export const VerdictRef = builder.enumType('PhotoVerdict', {
  description: 'What is decided about a photo without people.',
  values: {
    APPROVED: { description: 'It is in order.' },
    REJECTED: { description: 'It is not accepted.' },
    MANUAL_REVIEW: { description: 'A person looks at it.' },
  } as const,
})

export const ReasonRef = builder.objectRef<Reason>('PhotoReason').implement({
  description: 'Why a photo is rejected, or looked at by a person.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A code that stays, e.g. DUPLICATE.' }),
    message: t.exposeString('message', { description: 'A sentence for the one who took the photo.' }),
  }),
})

export const ReadingRef = builder.objectRef<OdometerReading>('PhotoReading').implement({
  description: 'What a model has read on an odometer.',
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'Whole units of the display.' }),
    confidence: t.exposeFloat('confidence', { description: 'How likely it is right to the last digit, 0 to 1.' }),
  }),
})

export const ModelRef = builder.objectRef<ModelVersion>('ModelVersion').implement({
  description: 'A model that a verdict stands on.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
  }),
})

const OutcomeRef = builder.enumType('CheckOutcome', {
  description: 'What a check says.',
  values: {
    PASS: { description: 'In order.' },
    FLAG: { description: 'A person should look.' },
    FAIL: { description: 'It cannot be accepted.' },
    UNKNOWN: { description: 'Nothing to go by.' },
  } as const,
})

export const CheckRef = builder.objectRef<FindingRow>('PhotoCheck').implement({
  description: 'What one check has found on a photo.',
  fields: (t) => ({
    check: t.exposeString('check', { description: 'Name of the check.' }),
    version: t.exposeInt('version', { description: "Version of the check's rule." }),
    outcome: t.expose('outcome', { type: OutcomeRef, description: 'What it says.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Code of its reason; null where it flags nothing.' }),
    score: t.float({
      nullable: true,
      description:
        "In the check's own measure; null where it has none, for others than reviewers and admins, and on photos of your own.",
      resolve: async (finding, _args, ctx) => ((await seesBehind(ctx, finding)) ? finding.score : null),
    }),
    detail: t.string({
      nullable: true,
      description: 'Evidence, as JSON; null for others than reviewers and admins, and on photos of your own.',
      resolve: async (finding, _args, ctx) => ((await seesBehind(ctx, finding)) ? JSON.stringify(finding.detail) : null),
    }),
  }),
})

export const InferenceRef = builder.objectRef<InferenceRow>('ModelAnswer').implement({
  description: 'What a model has answered.',
  fields: (t) => ({
    model: t.field({
      type: ModelRef,
      description: 'The model.',
      resolve: ({ model: name, version }) => ({ name, version }),
    }),
    shadow: t.exposeBoolean('shadow', { description: 'True for a model that runs beside the ones in force and decides nothing.' }),
    result: t.string({ description: 'Its answer, as JSON.', resolve: ({ result }) => JSON.stringify(result) }),
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
  policyVersion: t.int({
    nullable: true,
    description:
      'Version of the policy that held when the verdict was made; null before, and for verdicts from before there was one.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.policy_version,
  }),
  reading: t.field({
    type: ReadingRef,
    nullable: true,
    description:
      'What was read on it automatically; null for a deed, where nothing was read, and for those who are to decide on a photo that was chosen by chance.',
    resolve: async (photo, _args, ctx) => {
      const { reading = null, confidence = null } = (await openly(photo, ctx, theVerdict)) ?? {}
      return reading === null || confidence === null ? null : { value: reading, confidence }
    },
  }),
  confidence: t.float({
    nullable: true,
    description:
      "Calibrated confidence of the reading, or that a deed's photo shows what is claimed; null where no model says so, of a deed for others than reviewers and admins, and for those who are to decide on a photo that was chosen by chance.",
    resolve: async (photo, _args, ctx) =>
      photo.purpose === 'DEED' && !mayReview(ctx.caller) ? null : (await openly(photo, ctx, theVerdict))?.confidence,
  }),
  models: t.field({
    type: [ModelRef],
    description: 'The models that the verdict stands on.',
    resolve: async (photo, _args, ctx) => (await verdictOf(photo, ctx))?.models ?? [],
  }),
  checks: t.field({
    type: [CheckRef],
    description:
      'What every check has found; their scores are for reviewers and admins. Empty for those who are to decide on a photo that was chosen by chance.',
    resolve: async (photo, _args, ctx) => (await openly(photo, ctx, ({ id }, { loaders }) => loaders.findings.load(id))) ?? [],
  }),
  answers: t.field({
    type: [InferenceRef],
    nullable: true,
    description:
      'What the models have answered, those in the shadow too; null for others than reviewers and admins, and on photos of your own. Empty for those who are to decide on a photo that was chosen by chance.',
    resolve: async (photo, _args, ctx) =>
      !mayReview(ctx.caller) || isSelf(ctx.caller, photo.user_id)
        ? null
        : ((await openly(photo, ctx, ({ id }, { loaders }) => loaders.inferences.load(id))) ?? []),
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

const theVerdict = ({ id }: Submission, { loaders }: Context) => loaders.verdict.load(id)

async function verdictOf({ id }: Photo, { loaders }: Context) {
  const submission = await loaders.submissionOfPhoto.load(id)
  return submission && loaders.verdict.load(submission.id)
}

/** What is behind the verdict on a photo; null if there is none, and for who is to decide on it without being led. */
async function openly<Result>(
  { id }: Photo,
  ctx: Context,
  read: (submission: Submission, ctx: Context) => Promise<Result>,
): Promise<Result | null> {
  const submission = await ctx.loaders.submissionOfPhoto.load(id)
  return submission && !(await isBlind(ctx, submission)) ? read(submission, ctx) : null
}
