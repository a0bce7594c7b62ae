import { z } from 'zod'
import { someText, text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { CHARGING_LIMITS } from '../limits.ts'
import { UserRef } from '../reference.schema.ts'
import { SessionRef } from '../session.schema.ts'
import type { Correction } from '../tables.ts'
import { billCorrections, correctionsOfSession } from './correction-list.service.ts'
import { CorrectionStateRef } from './correction-state.schema.ts'
import { decideCorrection, proposeCorrection, withdrawCorrection } from './correction.service.ts'

const user = (id: string | null) => (id === null ? null : { id })

const CorrectionRef = builder.objectRef<Correction>('BillCorrection').implement({
  description:
    'A proposal that a session was of another energy than its charger told. One person proposes it, another decides; then the record that holds is taken back and a new one issued.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the correction.' }),
    session: t.field({
      type: SessionRef,
      nullable: true,
      description: 'The session it is about.',
      resolve: ({ session_id }, _args, { loaders }) => loaders.session.load(session_id),
    }),
    state: t.expose('state', { type: CorrectionStateRef, description: 'What became of it.' }),
    energyBeforeWh: t.expose('energy_before_wh', { type: 'Wh', description: 'Energy of the session when it was proposed.' }),
    energyWh: t.expose('energy_wh', { type: 'Wh', description: 'The energy that is to be billed instead.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    proposedBy: t.field({ type: UserRef, description: 'Who proposed it.', resolve: ({ proposed_by }) => ({ id: proposed_by }) }),
    proposedAt: t.expose('proposed_at', { type: 'DateTime', description: 'When.' }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when it can be decided.' }),
    decidedBy: t.field({
      type: UserRef,
      nullable: true,
      description: 'Who approved, rejected or withdrew it; null before, and when nobody did in time.',
      resolve: ({ decided_by }) => user(decided_by),
    }),
    decidedAt: t.expose('decided_at', { type: 'DateTime', nullable: true, description: 'When; null before.' }),
    decisionReason: t.exposeString('decision_reason', { nullable: true, description: 'Why, where it was said.' }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  corrections: t.field({
    type: [CorrectionRef],
    description: `Corrections of its energy, the oldest first, at most ${CHARGING_LIMITS.correctionsPerSession}: all for those who run its station, the approved ones for its driver.`,
    resolve: (session, _args, ctx) => correctionsOfSession(ctx, session),
  }),
}))

const FilterInput = builder.inputType('BillCorrectionFilter', {
  description: 'Which corrections; what is left out does not narrow the list.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', required: false, description: 'Of sessions at this station.' }),
    sessionId: t.field({ type: 'UUID', required: false, description: 'Of this session.' }),
    state: t.field({ type: [CorrectionStateRef], required: false, description: 'In one of these states.' }),
  }),
})

builder.queryFields((t) => ({
  billCorrections: t.connection(
    {
      type: CorrectionRef,
      description:
        'Corrections of sessions at the stations you operate, of any for an admin, the newest first. A station that you do not operate is NOT_FOUND.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which.' }) },
      resolve: (_root, { filter, ...page }, ctx) => billCorrections(ctx, filter ?? {}, page),
    },
    { name: 'BillCorrectionConnection', description: 'A page of corrections.' },
    { name: 'BillCorrectionEdge', description: 'A correction in a list.' },
  ),
}))

const ProposeInput = builder.inputType('ProposeBillCorrectionInput', {
  description: 'Which session was of another energy, and why.',
  fields: (t) => ({
    sessionId: t.field({ type: 'UUID', description: 'The session; it is over.' }),
    energyWh: t.field({
      type: 'Wh',
      description: `The energy that is to be billed, at most ${CHARGING_LIMITS.energyWh} Wh.`,
      validate: z.number().max(CHARGING_LIMITS.energyWh, `At most ${CHARGING_LIMITS.energyWh} Wh.`),
    }),
    reason: t.string({ description: 'Why; it is kept.', validate: someText(500) }),
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again proposes nothing and gives the same correction.' }),
  }),
})

const DecideInput = builder.inputType('DecideBillCorrectionInput', {
  description: 'What is decided on a proposal.',
  fields: (t) => ({
    correctionId: t.field({ type: 'UUID', description: 'The correction.' }),
    approve: t.boolean({ description: 'True: it is billed so. False: it is not.' }),
    reason: t.string({ required: false, description: 'Why; it is kept.', validate: text(500) }),
  }),
})

const WithdrawInput = builder.inputType('WithdrawBillCorrectionInput', {
  description: 'A proposal of your own that is to be decided no more.',
  fields: (t) => ({ correctionId: t.field({ type: 'UUID', description: 'The correction.' }) }),
})

builder.mutationFields((t) => ({
  proposeBillCorrection: t.field({
    type: CorrectionRef,
    description: `Proposes that a session was of another energy: for the operator of its station and admins, and not for its driver. Nothing changes before somebody else approves it, within ${CHARGING_LIMITS.correctionDays} days. CONFLICT when the session is not over, when this is its energy already or more than its connector can have delivered, and while another proposal for it is open.`,
    args: { input: t.arg({ type: ProposeInput, description: 'Which, and why.' }) },
    resolve: (_root, { input }, ctx) => proposeCorrection(ctx, input),
  }),
  decideBillCorrection: t.field({
    type: CorrectionRef,
    description:
      'Approves a proposal or rejects it: for the operator of the station and admins, FORBIDDEN for whoever proposed it and for the driver; only admins approve where the charger told of what cannot be. An approved one is billed at once, also where the bill was held. CONFLICT when it is decided or too old, and when the session has changed since.',
    args: { input: t.arg({ type: DecideInput, description: 'Which, and what.' }) },
    resolve: (_root, { input }, ctx) => decideCorrection(ctx, input),
  }),
  withdrawBillCorrection: t.field({
    type: CorrectionRef,
    description: 'Takes back a proposal of your own. CONFLICT when it is decided.',
    args: { input: t.arg({ type: WithdrawInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => withdrawCorrection(ctx, input),
  }),
}))
