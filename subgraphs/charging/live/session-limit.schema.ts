import type { LimitStep } from '#lib/events.ts'
import { builder, MoneyRef } from '../builder.ts'
import { SessionRef } from '../session.schema.ts'
import type { Session } from '../tables.ts'

const StepRef = builder.enumType('LimitStep', {
  description: 'How near a session has come to what was blocked for it.',
  values: {
    NEAR: { description: 'It costs four fifths of it, or more.' },
    REACHED: { description: 'It would cost more within two minutes, so its charger is asked to stop.' },
    GONE: { description: 'Nothing is blocked for it any more, e.g. because the card was cancelled. Its charger is asked to stop.' },
  } satisfies Record<LimitStep, object>,
})

const LimitRef = builder.objectRef<Session & { limit_minor: number; limit_currency: string }>('SessionLimit').implement({
  description: 'What was blocked for a session: the charger is asked to stop before it costs more.',
  fields: (t) => ({
    amount: t.field({
      type: MoneyRef,
      description: 'What was blocked, with VAT.',
      resolve: ({ limit_minor, limit_currency }) => ({ amountMinor: limit_minor, currency: limit_currency }),
    }),
    remaining: t.field({
      type: MoneyRef,
      description: 'What is left of it by runningCost; 0 where the session costs more.',
      resolve: ({ limit_minor, limit_currency, cost_minor, currency }) => ({
        amountMinor: Math.max(0, limit_minor - (currency === limit_currency ? (cost_minor ?? 0) : 0)),
        currency: limit_currency,
      }),
    }),
    step: t.expose('limit_step', { type: StepRef, nullable: true, description: 'How near it is; null while it is far.' }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  limit: t.field({
    type: LimitRef,
    nullable: true,
    description: 'What was blocked for it by the hold it began with; null where it began without one.',
    resolve: (session) => {
      const { limit_minor, limit_currency } = session
      return limit_minor === null || limit_currency === null ? null : { ...session, limit_minor, limit_currency }
    },
  }),
}))
