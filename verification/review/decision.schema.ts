import { mayReview } from '../access.ts'
import { builder } from '../builder.ts'
import { PhotoRef } from '../photos/photo.schema.ts'
import { UnitRef, UserRef } from '../reference.schema.ts'
import type { Decision } from '../tables.ts'
import { withoutFirstReading } from './first-word.ts'
import { ReasonRef } from '../submissions/verdict.schema.ts'

export const DecidedRef = builder.enumType('ReviewVerdict', {
  description: 'What a reviewer decides.',
  values: {
    APPROVED: { description: 'The photo shows what is claimed.' },
    REJECTED: { description: 'It is not accepted.' },
  } as const,
})

export const InstrumentRef = builder.enumType('InstrumentChange', {
  description: 'What happened to an odometer since its last reading.',
  values: {
    SAME: { description: 'Nothing.' },
    ROLLED_OVER: { description: 'It has started again from 0.' },
    REPLACED: { description: 'It was replaced.' },
  } as const,
})

export const DecisionRef = builder.objectRef<Decision>('ReviewDecision').implement({
  description: "A reviewer's word on a photo.",
  fields: (t) => ({
    decision: t.expose('decision', { type: DecidedRef, description: 'What was decided.' }),
    reasons: t.expose('reasons', { type: [ReasonRef], description: 'Why; may be empty for an approval.' }),
    reading: t.exposeInt('reading', {
      nullable: true,
      description:
        'What the reviewer read, in whole units of the display; null for deeds and rejections, and for others while it waits for a second reviewer.',
    }),
    instrument: t.expose('instrument', { type: InstrumentRef, description: 'What happened to the instrument.' }),
    unit: t.expose('unit', {
      type: UnitRef,
      nullable: true,
      description: 'What the display counts in, as the reviewer said; null where they have not.',
    }),
    tenths: t.exposeBoolean('tenths', {
      nullable: true,
      description: 'Whether its last digit counts tenths, as the reviewer said; null where they have not.',
    }),
    belowLast: t.exposeBoolean('below_last', {
      description: "True where the reviewer has confirmed a reading below the vehicle's last.",
    }),
    final: t.exposeBoolean('final', { description: 'False for a first word that a second reviewer must agree to.' }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', description: 'When.' }),
    reviewer: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who; null for others than reviewers and admins.',
      resolve: ({ reviewer_id }, _args, { caller }) => (mayReview(caller) ? { id: reviewer_id } : null),
    }),
  }),
})

builder.objectField(PhotoRef, 'decisions', (t) =>
  t.field({
    type: [DecisionRef],
    description: 'What people have decided, the oldest first.',
    resolve: async ({ id }, _args, { caller, loaders }) => {
      const submission = await loaders.submissionOfPhoto.load(id)
      return submission ? withoutFirstReading(await loaders.decisions.load(submission.id), caller) : []
    },
  }),
)
