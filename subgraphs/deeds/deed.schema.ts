import type { Reason } from '#lib/events.ts'
import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { MaterialRef, TaskRef } from './deed-task.schema.ts'
import { deedById, submitDeed, watchDeeds } from './deed.service.ts'
import { LocationInput, LocationRef, PhotoRef, SessionRef, UserRef } from './reference.schema.ts'
import type { Deed, DeedState } from './tables.ts'
import { text } from '#lib/text.ts'

export const StateRef = builder.enumType('DeedState', {
  description: 'How far a deed is.',
  values: {
    PENDING: { description: 'Being judged, or waiting for its charging session to end.' },
    MANUAL_REVIEW: { description: 'A person will decide.' },
    APPROVED: { description: 'It counts.' },
    REJECTED: { description: 'It does not count; `reasons` says why.' },
  } as const satisfies Record<DeedState, object>,
})

const ReasonRef = builder.objectRef<Reason>('DeedReason').implement({
  description: 'Why a deed is rejected, or why a person looks at it.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A code that stays the same, e.g. NO_CHARGING_SESSION.' }),
    message: t.exposeString('message', { description: 'A sentence for the one who did it.' }),
  }),
})

export const DeedRef = builder.objectRef<Deed>('Deed')

DeedRef.implement({
  description: 'An eco-deed with its photo. The one who did it, reviewers and admins see it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the deed.' }),
    task: t.expose('task', { type: TaskRef, description: 'What was done.' }),
    material: t.expose('material', { type: MaterialRef, nullable: true, description: 'What was recycled; null for other tasks.' }),
    note: t.exposeString('note', { nullable: true, description: 'A word on it; null without one, and once the photo is erased.' }),
    photo: t.field({
      type: PhotoRef,
      nullable: true,
      description: 'The photo of it; null where there is none, for it was never uploaded or is not theirs.',
      resolve: ({ photo_id, reasons }) => (reasons.some(({ code }) => code === 'PHOTO_MISSING') ? null : { id: photo_id }),
    }),
    user: t.field({ type: UserRef, description: 'Who did it.', resolve: ({ user_id }) => ({ id: user_id }) }),
    takenAt: t.expose('taken_at', { type: 'DateTime', description: 'When the photo was taken, as its user says.' }),
    place: t.field({
      type: LocationRef,
      nullable: true,
      description: 'Where the photo was taken, as its user says; null once the photo is erased.',
      resolve: ({ latitude, longitude }) => (latitude === null || longitude === null ? null : { latitude, longitude }),
    }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    reasons: t.expose('reasons', {
      type: [ReasonRef],
      description: 'Why it is rejected, or why a person looks at it; else empty.',
    }),
    awaitsSessionUntil: t.expose('awaits_session_until', {
      type: 'DateTime',
      nullable: true,
      description: 'The photo is in order, and the charging session has until then to end; null when nothing is waited for.',
    }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The charging session that proves it; null for other tasks, and before it is approved.',
      resolve: ({ session_id }) => (session_id === null ? null : { id: session_id }),
    }),
    submittedAt: t.expose('submitted_at', { type: 'DateTime', description: 'When it was submitted.' }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', nullable: true, description: 'When it was decided; null before.' }),
  }),
})
entity(builder, DeedRef, (id, ctx) => deedById(ctx, id))

const SubmitInput = builder.inputType('SubmitDeedInput', {
  description: 'A deed and its photo.',
  fields: (t) => ({
    photoId: t.field({ type: 'UUID', description: 'A photo of yours that is uploaded. The same photo again gives the same deed.' }),
    task: t.field({ type: TaskRef, description: 'What was done.' }),
    material: t.field({ type: MaterialRef, required: false, description: 'What was recycled: for RECYCLING, and for it alone.' }),
    takenAt: t.field({ type: 'DateTime', description: 'When the photo was taken: not in the future, within the last 7 days.' }),
    place: t.field({ type: LocationInput, description: 'Where the photo was taken.' }),
    note: t.string({
      required: false,
      description: 'A word on it, at most 500 characters.',
      validate: text(500),
    }),
  }),
})

builder.queryField('deed', (t) =>
  t.field({
    type: DeedRef,
    nullable: true,
    description: 'A deed of yours; null when there is none with this id. Reviewers and admins find any.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the deed.' }) },
    resolve: (_root, { id }, ctx) => deedById(ctx, id),
  }),
)

builder.mutationField('submitDeed', (t) =>
  t.field({
    type: DeedRef,
    description: 'Submits a photo as a deed of yours. It is judged next; `myDeedUpdated` tells how it goes.',
    args: { input: t.arg({ type: SubmitInput, description: 'The deed.' }) },
    resolve: (_root, { input }, ctx) => submitDeed(ctx, input),
  }),
)

builder.subscriptionField('myDeedUpdated', (t) =>
  t.field({
    type: DeedRef,
    description:
      'Your deeds that are open and the newest that were decided within ten minutes (ten at most), the oldest first; then each when it is submitted and whenever it changes. So a stream that broke and is opened again has missed nothing.',
    subscribe: (_root, _args, ctx) => watchDeeds(ctx),
    resolve: (deed) => deed,
  }),
)
