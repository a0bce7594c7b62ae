import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { componentVariableOf } from '../wire/component.ts'
import type { MONITOR_TYPES, MONITORING_BASES, MONITORING_CRITERIA } from '../operations/monitoring.ts'

const name = someText(50)
const place = z.int().min(0, 'Not negative.').max(0x7fffffff, 'There is no such one.')

const ComponentVariableInput = builder.inputType('ComponentVariableInput', {
  description: 'A variable of a component of a charger, by the names of OCPP 2.x.',
  fields: (t) => ({
    component: t.string({ description: 'Name of the component; 50 characters at most.', validate: name }),
    componentInstance: t.string({ required: false, description: 'Which of several.', validate: name.nullish() }),
    evseNumber: t.int({ required: false, description: 'The EVSE it is of; the charger without it.', validate: place.nullish() }),
    connectorNumber: t.int({
      required: false,
      description: 'The connector it is of; the EVSE without it.',
      validate: place.nullish(),
    }),
    variable: t.string({
      required: false,
      description: 'Name of the variable; 50 characters at most. Left out, all of the component, where that makes sense.',
      validate: name.nullish(),
    }),
    variableInstance: t.string({ required: false, description: 'Which of several.', validate: name.nullish() }),
  }),
})

const TypeRef = builder.enumType('VariableMonitorType', {
  description: 'How a variable is watched.',
  values: {
    UPPER_THRESHOLD: { description: 'It is told when it is above the value.' },
    LOWER_THRESHOLD: { description: 'It is told when it is below the value.' },
    DELTA: { description: 'It is told when it has changed by the value; of what is no number, at each change.' },
    PERIODIC: { description: 'It is told every so many seconds, from now on.' },
    PERIODIC_CLOCK_ALIGNED: { description: 'It is told every so many seconds, counted from midnight.' },
    TARGET_DELTA: { description: 'It is told when it is this far from its target. Only in OCPP 2.1.' },
    TARGET_DELTA_RELATIVE: { description: 'It is told when it is this part of its target away from it. Only in OCPP 2.1.' },
  } as const satisfies Record<keyof typeof MONITOR_TYPES, object>,
})

const BaseRef = builder.enumType('MonitoringBase', {
  description: 'Monitors that a charger has by itself.',
  values: {
    ALL: { description: 'All that its maker has put in. What was set stays.' },
    FACTORY_DEFAULT: { description: 'Those that it was delivered with. What was set goes.' },
    HARD_WIRED_ONLY: { description: 'None but those that cannot be taken away. What was set goes.' },
  } as const satisfies Record<keyof typeof MONITORING_BASES, object>,
})

const CriterionRef = builder.enumType('MonitoringCriterion', {
  description: 'Which monitors are reported.',
  values: {
    THRESHOLD: { description: 'Those with a threshold.' },
    DELTA: { description: 'Those that tell changes.' },
    PERIODIC: { description: 'Those that tell every so many seconds.' },
  } as const satisfies Record<keyof typeof MONITORING_CRITERIA, object>,
})

const severity = z.int().min(0, 'From 0 to 9.').max(9, 'From 0 to 9.')
const SEVERITY = 'from 0 (danger) to 9 (debugging)'
const number = z.int().min(0, 'Not negative.')

const SetInput = builder.inputType('SetVariableMonitorInput', {
  description: 'What is to be watched, and how.',
  fields: (t) => ({
    ...askedFields(t),
    number: t.int({
      required: false,
      description: 'The monitor that it replaces; a new one without it.',
      validate: number.nullish(),
    }),
    of: t.field({ type: ComponentVariableInput, description: 'What is watched.' }),
    type: t.field({ type: TypeRef, description: 'How.' }),
    value: t.float({ description: 'The threshold, the change, or the seconds, by the type.', validate: z.number() }),
    severity: t.int({ description: `How severe its events are, ${SEVERITY}.`, validate: severity }),
    onlyInTransaction: t.boolean({ defaultValue: false, description: 'Only while a transaction runs.' }),
  }),
})
const ClearInput = builder.inputType('ClearVariableMonitorInput', {
  description: 'Which monitor is to go.',
  fields: (t) => ({
    ...askedFields(t),
    number: t.int({ description: 'The number that the charger has given it.', validate: number }),
  }),
})
const SetBaseInput = builder.inputType('SetMonitoringBaseInput', {
  description: 'Which monitors a charger is to have by itself.',
  fields: (t) => ({ ...askedFields(t), base: t.field({ type: BaseRef, description: 'Which.' }) }),
})
const LevelInput = builder.inputType('SetMonitoringLevelInput', {
  description: 'Which events a charger is to tell.',
  fields: (t) => ({
    ...askedFields(t),
    severity: t.int({ description: `This severity and worse ones, ${SEVERITY}.`, validate: severity }),
  }),
})
const ReportInput = builder.inputType('GetMonitoringReportInput', {
  description: 'Which monitors; all without both.',
  fields: (t) => ({
    ...askedFields(t),
    criteria: t.field({
      type: [CriterionRef],
      required: false,
      description: 'Only these kinds.',
      validate: z.array(z.string()).min(1, 'At least one.').max(3, 'At most three.').nullish(),
    }),
    of: t.field({ type: ComponentVariableInput, required: false, description: 'Only those of this variable, or component.' }),
  }),
})

type Given = typeof ComponentVariableInput.$inferInput
const read = (given: Given) => componentVariableOf({ ...given, variable: given.variable ?? null })

builder.mutationFields((t) => ({
  setVariableMonitor: t.field({
    type: CommandRef,
    description: 'Has a charger of your own watch one of its variables, and tell of it by its `events`. Only in OCPP 2.x.',
    args: { input: t.arg({ type: SetInput, description: 'What, and how.' }) },
    resolve: (_root, { input: { number: replaced, of, type, value, severity: how, onlyInTransaction, ...asked } }, ctx) => {
      const about = read(of)
      if (about.variable === null) throw badInput(['input', 'of', 'variable'], 'Name the variable.')
      const monitor = { number: replaced ?? null, of: { ...about, variable: about.variable }, type, value, severity: how }
      return requestCommand(ctx, 'SET_VARIABLE_MONITORING', asked, { ...monitor, onlyInTransaction })
    },
  }),
  clearVariableMonitor: t.field({
    type: CommandRef,
    description: 'Has a charger of your own watch something no longer. Only in OCPP 2.x.',
    args: { input: t.arg({ type: ClearInput, description: 'Which monitor.' }) },
    resolve: (_root, { input: { number: which, ...asked } }, ctx) =>
      requestCommand(ctx, 'CLEAR_VARIABLE_MONITORING', asked, { number: which }),
  }),
  setMonitoringBase: t.field({
    type: CommandRef,
    description: 'Chooses which monitors a charger of your own has by itself. Only in OCPP 2.x.',
    args: { input: t.arg({ type: SetBaseInput, description: 'Which.' }) },
    resolve: (_root, { input: { base, ...asked } }, ctx) => requestCommand(ctx, 'SET_MONITORING_BASE', asked, { base }),
  }),
  setMonitoringLevel: t.field({
    type: CommandRef,
    description: 'Chooses how severe an event must be for a charger of your own to tell it. Only in OCPP 2.x.',
    args: { input: t.arg({ type: LevelInput, description: 'Which.' }) },
    resolve: (_root, { input: { severity: least, ...asked } }, ctx) =>
      requestCommand(ctx, 'SET_MONITORING_LEVEL', asked, { severity: least }),
  }),
  getMonitoringReport: t.field({
    type: CommandRef,
    description: 'Has a charger of your own report what it watches; then its `monitors` are up to date. Only in OCPP 2.x.',
    args: { input: t.arg({ type: ReportInput, description: 'Which.' }) },
    resolve: (_root, { input: { criteria, of, ...asked } }, ctx) =>
      requestCommand(ctx, 'GET_MONITORING_REPORT', asked, { criteria: criteria ?? null, of: of == null ? null : read(of) }),
  }),
}))
