import { withoutFirstReading } from './first-word.ts'
import { z } from 'zod'
import { text } from '#lib/text.ts'
import type { ReviewRequest } from '#lib/events.ts'
import { builder } from '../builder.ts'
import { DecidedRef, DecisionRef, InstrumentRef } from './decision.schema.ts'
import { decideReview } from './decision.service.ts'
import { PhotoRef, PurposeRef } from '../photos/photo.schema.ts'
import { UnitRef, UserRef } from '../reference.schema.ts'
import { lastReadingBefore, type LastReading } from './last-reading.ts'
import { needsDisplay } from './word.ts'
import { caseById, claimReview, releaseReview, reviewQueue, reviewStatistics, watchQueue } from './review.service.ts'
import { StatisticsRef } from './statistics.schema.ts'
import type { ReviewCase } from '../tables.ts'
import { ReasonRef } from '../submissions/verdict.schema.ts'

const KindRef = builder.enumType('ReviewKind', {
  description: 'Who asks for the review.',
  values: {
    VERDICT: { description: 'The checks and models: the photo is in doubt.' },
    DOMAIN: { description: 'The photo is in order, and what it says is in doubt.' },
    APPEAL: { description: 'The one who took it, after a rejection.' },
  } as const,
})

const StateRef = builder.enumType('ReviewState', {
  description: 'How far a case is.',
  values: {
    OPEN: { description: 'It waits for a decision.' },
    DECIDED: { description: 'It is decided.' },
    CANCELLED: { description: 'There is nothing to decide any more.' },
  } as const,
})

const EvidenceRef = builder.objectRef<ReviewRequest['evidence'][number]>('ReviewEvidence').implement({
  description: 'A figure to be shown beside the photo.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What it is.' }),
    value: t.exposeString('value', { description: 'The figure.' }),
  }),
})

const LastReadingRef = builder.objectRef<LastReading>('ReviewLastReading').implement({
  description: "A vehicle's last reading before a photo.",
  fields: (t) => ({
    value: t.exposeInt('value', { description: 'In whole units.' }),
    unit: t.expose('unit', { type: UnitRef, description: 'What it is in.' }),
  }),
})

const CaseRef = builder.objectRef<ReviewCase>('ReviewCase').implement({
  description: 'A question about a photo that a person answers. Reviewers and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the case.' }),
    kind: t.expose('kind', { type: KindRef, description: 'Who asks.' }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    photo: t.field({
      type: PhotoRef,
      description: 'The photo, with what checks and models say of it.',
      resolve: async ({ submission_id }, _args, { loaders }) => {
        const submission = await loaders.submission.load(submission_id)
        const photo = submission && (await loaders.photo.load(submission.photo_id))
        if (!photo) throw new Error(`The photo of the submission ${submission_id} is gone.`)
        return photo
      },
    }),
    reasons: t.expose('reasons', { type: [ReasonRef], description: 'Why a person is asked.' }),
    evidence: t.expose('evidence', {
      type: [EvidenceRef],
      description: 'Figures of the domain, e.g. kilometres and kilowatt-hours.',
    }),
    message: t.exposeString('message', { nullable: true, description: "The user's words with an appeal; null otherwise." }),
    previousReading: t.int({
      nullable: true,
      description:
        "The vehicle's last approved reading when the photo was submitted, in whole units; null for deeds and first readings.",
      resolve: async ({ submission_id }, _args, { loaders }) => (await loaders.submission.load(submission_id))?.previous_value,
    }),
    lastReading: t.field({
      type: LastReadingRef,
      nullable: true,
      description:
        "The vehicle's last approved reading before the photo was taken, with which yours is compared; null for deeds and first readings. It may be newer than previousReading.",
      resolve: async ({ submission_id }, _args, { db, loaders }) => {
        const submission = await loaders.submission.load(submission_id)
        return submission ? lastReadingBefore(db, submission) : null
      },
    }),
    tenths: t.boolean({
      nullable: true,
      description: "Whether the last digit of the vehicle's display counts tenths; null for deeds, and while nobody has said it.",
      resolve: async ({ submission_id }, _args, { loaders }) => (await loaders.submission.load(submission_id))?.tenths,
    }),
    displayNeeded: t.boolean({
      description:
        "True where an approval must say unit and tenths: at a vehicle's first review, and where the display seems to count in something else than before.",
      resolve: async (found, _args, { loaders }) => {
        const submission = await loaders.submission.load(found.submission_id)
        return submission !== null && submission !== undefined && needsDisplay(found, submission)
      },
    }),
    unit: t.string({
      nullable: true,
      description: "Unit of the vehicle's display, KM or MI, by its driver; null for deeds.",
      resolve: async ({ submission_id }, _args, { loaders }) => (await loaders.submission.load(submission_id))?.unit,
    }),
    task: t.string({
      nullable: true,
      description: 'The deed that is claimed, e.g. TREE_PLANTING; null for odometers.',
      resolve: async ({ submission_id }, _args, { loaders }) => (await loaders.submission.load(submission_id))?.task,
    }),
    material: t.string({
      nullable: true,
      description: 'The material that is claimed to be recycled; null otherwise.',
      resolve: async ({ submission_id }, _args, { loaders }) => (await loaders.submission.load(submission_id))?.material,
    }),
    distanceM: t.exposeInt('distance_m', {
      nullable: true,
      description: 'Metres that hang on it, by the domain; null where it has not said.',
    }),
    adminOnly: t.exposeBoolean('admin_only', { description: 'True when two reviewers did not agree: an admin decides.' }),
    claimedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who holds it now; null when nobody does.',
      resolve: ({ claimed_by, claimed_until }) =>
        claimed_by && claimed_until && claimed_until > new Date() ? { id: claimed_by } : null,
    }),
    claimedUntil: t.expose('claimed_until', {
      type: 'DateTime',
      nullable: true,
      description: 'When the claim ends; null when it is free.',
    }),
    openedAt: t.expose('opened_at', { type: 'DateTime', description: 'When it was opened.' }),
    closedAt: t.expose('closed_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null while it is open.',
    }),
    decisions: t.field({
      type: [DecisionRef],
      description: 'What reviewers have said on it, the oldest first.',
      resolve: async ({ id, submission_id }, _args, { caller, loaders }) =>
        withoutFirstReading(await loaders.decisions.load(submission_id), caller).filter(({ case_id }) => case_id === id),
    }),
  }),
})

const CasePayload = builder.objectRef<{ reviewCase: ReviewCase | null }>('ReviewCasePayload').implement({
  description: 'A case after what was done to it.',
  fields: (t) => ({
    reviewCase: t.expose('reviewCase', {
      type: CaseRef,
      nullable: true,
      description: 'The case; null when nothing waits, or when it was not yours to give back.',
    }),
  }),
})

const DecideInput = builder.inputType('DecideReviewInput', {
  description: "A reviewer's word.",
  fields: (t) => ({
    caseId: t.field({ type: 'UUID', description: 'The case, which you hold.' }),
    decision: t.field({ type: DecidedRef, description: 'What you decide.' }),
    reasonCode: t.string({
      required: false,
      description: 'Why, as a code such as NOT_THE_CLAIM or REVIEWER_DECISION; needed to reject.',
    }),
    reasonText: t.string({
      required: false,
      description: "Why, in words for the one who took the photo; the code's own sentence where it is left out.",
      validate: text(500),
    }),
    reading: t.int({
      required: false,
      description:
        "What you read, in whole units of the display, without a last digit that counts tenths; left out, the model's reading is right. Needed of a photo that was chosen by chance.",
      validate: z.number().int().min(0, 'Not below 0.'),
    }),
    instrument: t.field({
      type: InstrumentRef,
      required: false,
      description: 'What happened to the instrument; SAME where it is left out.',
    }),
    unit: t.field({
      type: UnitRef,
      required: false,
      description:
        "What the display counts in. An approval must say it with tenths where displayNeeded is true, and of an instrument that was replaced. Left out otherwise, it is the driver's word.",
    }),
    tenths: t.boolean({
      required: false,
      description:
        'Whether the last digit of the display counts tenths and is read like the others; false where a point separates it. Said together with the unit.',
    }),
    confirmBelowLast: t.boolean({
      required: false,
      description: 'True to approve a reading that is below lastReading. It is kept, and the reading is refused as lower.',
    }),
  }),
})

builder.queryFields((t) => ({
  reviewQueue: t.connection(
    {
      type: CaseRef,
      description: 'Cases that wait for a person, the oldest first. For reviewers and admins; their own photos are left out.',
      args: {
        purpose: t.arg({ type: PurposeRef, required: false, description: 'Only photos for this purpose.' }),
        kind: t.arg({ type: KindRef, required: false, description: 'Only cases of this kind.' }),
      },
      resolve: (_root, { purpose, kind, ...args }, ctx) => reviewQueue(ctx, { purpose, kind }, args),
    },
    { description: 'A page of the review queue.' },
    { description: 'A place in the review queue.' },
  ),
  reviewCase: t.field({
    type: CaseRef,
    nullable: true,
    description: 'A case; null when there is none with this id. For reviewers and admins.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the case.' }) },
    resolve: (_root, { id }, ctx) => caseById(ctx, id),
  }),
  reviewStatistics: t.field({
    type: StatisticsRef,
    description: 'How the queue stands, and how reviews and models did in the last 30 days. For reviewers and admins.',
    resolve: (_root, _args, ctx) => reviewStatistics(ctx),
  }),
}))

const ClaimInput = builder.inputType('ClaimReviewInput', {
  description: 'Which case; the oldest where nothing is said.',
  fields: (t) => ({
    caseId: t.field({ type: 'UUID', required: false, description: 'The case; left out, the oldest.' }),
    purpose: t.field({ type: PurposeRef, required: false, description: 'Only photos for this purpose.' }),
    kind: t.field({ type: KindRef, required: false, description: 'Only cases of this kind.' }),
  }),
})

const ReleaseInput = builder.inputType('ReleaseReviewInput', {
  description: 'Which case.',
  fields: (t) => ({ caseId: t.field({ type: 'UUID', description: 'The case.' }) }),
})

builder.mutationFields((t) => ({
  claimReview: t.field({
    type: CasePayload,
    description:
      'Gives you a case to decide for 15 minutes: the one named, or the oldest that you may decide. One that you hold comes first, and its time begins anew.',
    args: { input: t.arg({ type: ClaimInput, description: 'Which case.' }) },
    resolve: async (_root, { input: { caseId, purpose, kind } }, ctx) => ({
      reviewCase: await claimReview(ctx, { purpose, kind }, caseId ?? null),
    }),
  }),
  releaseReview: t.field({
    type: CasePayload,
    description: 'Gives a case back that you hold.',
    args: { input: t.arg({ type: ReleaseInput, description: 'Which case.' }) },
    resolve: async (_root, { input }, ctx) => ({ reviewCase: await releaseReview(ctx, input.caseId) }),
  }),
  decideReview: t.field({
    type: CasePayload,
    description:
      'Decides a case that you hold. Above 2,000 km, of a photo that its hashes name a copy of an earlier one, and of a display that counts in something else than it did, an approval waits for a second reviewer; where the two differ, an admin decides. CONFIRMATION_NEEDED for a reading below the last one, from each reviewer and on an appeal too. The same decision again changes nothing.',
    args: { input: t.arg({ type: DecideInput, description: 'Your word.' }) },
    resolve: async (_root, { input }, ctx) => ({ reviewCase: await decideReview(ctx, input) }),
  }),
}))

builder.subscriptionField('reviewQueueChanged', (t) =>
  t.field({
    type: StatisticsRef,
    description: 'How the review queue stands, and again whenever a case is opened, claimed, given back or closed.',
    subscribe: (_root, _args, ctx) => watchQueue(ctx),
    resolve: (statistics) => statistics,
  }),
)
