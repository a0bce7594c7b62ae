import { builder } from '../builder.ts'
import type { Statistics } from './statistics.queries.ts'
import { upperBound } from './upper-bound.ts'
import { ModelRef } from '../submissions/verdict.schema.ts'

const DayRef = builder.objectRef<Statistics['decided_per_day'][number]>('ReviewDay').implement({
  description: 'Decisions of a day.',
  fields: (t) => ({
    day: t.exposeString('day', { description: 'The day in UTC, e.g. 2026-11-21.' }),
    count: t.exposeInt('count', { description: 'Cases decided.' }),
  }),
})

const AgreementRef = builder.objectRef<Statistics['agreement'][number]>('ModelAgreement').implement({
  description: 'How often reviewers found what a model had found.',
  fields: (t) => ({
    model: t.field({ type: ModelRef, description: 'The model.', resolve: ({ name, version }) => ({ name, version }) }),
    agreed: t.exposeInt('agreed', { description: 'Photos on which they agreed.' }),
    compared: t.exposeInt('compared', { description: 'Photos that both have spoken on.' }),
  }),
})

const AuditsRef = builder.objectRef<Statistics['audits']>('ReviewAudits').implement({
  description:
    'How often automatic approvals are wrong: of photos that the software would approve, the policy sends a share to people by lot, who are not told what was found.',
  fields: (t) => ({
    decided: t.exposeInt('decided', { description: 'Such photos that people have decided on.' }),
    wrong: t.exposeInt('wrong', { description: 'Of these, rejected or read otherwise.' }),
    waiting: t.exposeInt('waiting', { description: 'Such photos that wait for a person.' }),
    errorRate: t.float({
      nullable: true,
      description: 'Share of automatic approvals that are wrong, 0 to 1; null when none was decided on.',
      resolve: ({ decided, wrong }) => (decided === 0 ? null : wrong / decided),
    }),
    errorRateUpTo: t.float({
      nullable: true,
      description:
        'With 95 % confidence the share is not larger (Clopper–Pearson, one-sided), 0 to 1; null when none was decided on.',
      resolve: ({ decided, wrong }) => (decided === 0 ? null : upperBound(wrong, decided)),
    }),
  }),
})

export const StatisticsRef = builder.objectRef<Statistics>('ReviewStatistics').implement({
  description: 'How the review queue stands, and how reviews and models did in the last 30 days.',
  fields: (t) => ({
    waiting: t.exposeInt('waiting', { description: 'Cases that are open.' }),
    claimed: t.exposeInt('claimed', { description: 'Open cases that a reviewer holds.' }),
    oldestAt: t.expose('oldest_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the oldest open case was opened; null when none is.',
    }),
    medianSeconds: t.exposeFloat('median_seconds', {
      nullable: true,
      description: 'Half of the cases were decided within so many seconds; null when none was.',
    }),
    decidedPerDay: t.expose('decided_per_day', { type: [DayRef], description: 'Decisions by day, the latest first.' }),
    appeals: t.exposeInt('appeals', { description: 'Appeals that were decided.' }),
    overturned: t.exposeInt('overturned', { description: 'Appeals that turned a rejection.' }),
    audits: t.expose('audits', { type: AuditsRef, description: 'How often automatic approvals are wrong.' }),
    agreement: t.expose('agreement', {
      type: [AgreementRef],
      description: 'How often reviewers and models agree, by model version.',
    }),
  }),
})
