import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../reference.schema.ts'
import { setStanding, standingOf } from './standing.service.ts'

export const StandingRef = builder.enumType('PaymentStanding', {
  description: 'How a user may charge.',
  values: {
    STANDARD: { description: 'With an amount blocked before, where the tariff says so.' },
    POST_PAID: { description: 'Without; they pay afterwards.' },
    BLOCKED: { description: 'Not at all, until a bill that is overdue is paid.' },
  } as const,
})

const GrantRef = builder.enumType('PaymentStandingGrant', {
  description: 'What an admin may set.',
  values: {
    STANDARD: { description: 'With an amount blocked before, where the tariff says so.' },
    POST_PAID: { description: 'Without; they pay afterwards.' },
  } as const,
})

const StandingInput = builder.inputType('SetStandingInput', {
  description: 'How a user may charge from now on, and why.',
  fields: (t) => ({
    userId: t.field({ type: 'UUID', description: 'The user.' }),
    standing: t.field({ type: GrantRef, description: 'How they may charge.' }),
    reason: t.string({ description: 'Why; it is kept.', validate: someText(500) }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  paymentStanding: t.field({
    type: StandingRef,
    nullable: true,
    description: 'How they may charge: for themselves and admins; null for others.',
    resolve: ({ id }, _args, ctx) => standingOf(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  setStanding: t.field({
    type: UserRef,
    description:
      'Sets how a user may charge. Who is blocked for an overdue bill stays so until it is paid. For admins; FORBIDDEN for themselves.',
    args: { input: t.arg({ type: StandingInput, description: 'Who, how and why.' }) },
    resolve: (_root, { input }, ctx) => setStanding(ctx, input),
  }),
}))
