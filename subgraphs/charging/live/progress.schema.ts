import { builder } from '../builder.ts'
import { SessionRef } from '../session.schema.ts'
import { progressOf, type Progress } from './progress.ts'
import { TargetInput } from './target-input.schema.ts'
import { setChargingTarget } from './target.service.ts'

const TargetRef = builder.objectRef<Progress['session']>('ChargingTarget').implement({
  description: 'What a driver wants of a session.',
  fields: (t) => ({
    energyWh: t.expose('target_energy_wh', {
      type: 'Wh',
      nullable: true,
      description: 'So much energy; null when it is not that.',
    }),
    socPercent: t.exposeFloat('target_soc_percent', {
      nullable: true,
      description: 'This state of charge in percent; null when it is not that. If both are null, a full battery is wanted.',
    }),
    readyBy: t.expose('ready_by', {
      type: 'DateTime',
      nullable: true,
      description: 'When the driver wants to leave; null when they did not say.',
    }),
  }),
})

const ProgressRef = builder.objectRef<Progress>('ChargingProgress').implement({
  description: 'How far a session is on the way to what its driver wants.',
  fields: (t) => ({
    target: t.expose('session', { type: TargetRef, description: 'What the driver wants.' }),
    percent: t.exposeFloat('percent', {
      nullable: true,
      description:
        'How much of the way is done, 0 to 100: of the energy, or of the rise of the state of charge. Null while the charger does not tell the state of charge.',
    }),
    remainingWh: t.expose('remainingWh', {
      type: 'Wh',
      nullable: true,
      description: "Energy that is missing; null while the battery's capacity is not known.",
    }),
    expectedAt: t.expose('expectedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it will be reached at the power of now, slower above 80 percent for a state of charge; counted from measuredAt. Null when it is reached, and when too little is known or nothing flows.',
    }),
    inTime: t.exposeBoolean('inTime', {
      nullable: true,
      description: 'Whether it will be reached by readyBy; null without one, and when that is not known.',
    }),
  }),
})

builder.objectFields(SessionRef, (t) => ({
  progress: t.field({
    type: ProgressRef,
    nullable: true,
    description: 'How far it is on the way to what its driver wants; null when they did not say what.',
    resolve: progressOf,
  }),
}))

const SetTargetInput = builder.inputType('SetChargingTargetInput', {
  description: 'What a session is to reach.',
  fields: (t) => ({
    sessionId: t.field({ type: 'UUID', description: 'The session.' }),
    target: t.field({
      type: TargetInput,
      required: false,
      description: 'What it is to reach, in place of what was said before. Without one, nothing in particular.',
    }),
  }),
})

builder.mutationFields((t) => ({
  setChargingTarget: t.field({
    type: SessionRef,
    description:
      'Says what a session of your own is to reach, and by when. CONFLICT when it is over. It is shown as progress; it stops nothing by itself.',
    args: { input: t.arg({ type: SetTargetInput, description: 'Which, and what.' }) },
    resolve: (_root, { input }, ctx) => setChargingTarget(ctx, input),
  }),
}))
