import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { someText, text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { Report } from '../device-model/report.queries.ts'
import { isSecret } from '../device-model/secret.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import type { VariableName } from '../wire/component.ts'

const most = OCPP_LIMITS.settingsAtOnce
const NO_SECRET = 'Secrets are not read or changed this way. rotateChargePointPassword gives the charger a new password.'
const name = someText(50)

const GetConfigurationInput = builder.inputType('GetConfigurationInput', {
  description: 'Which settings.',
  fields: (t) => ({
    ...askedFields(t),
    keys: t.stringList({
      required: false,
      description: `Their names, ${most} at most; all without them.`,
      validate: z.array(name).max(most, `At most ${most}.`).nullish(),
    }),
  }),
})

const ChangeConfigurationInput = builder.inputType('ChangeConfigurationInput', {
  description: 'A setting and its new value.',
  fields: (t) => ({
    ...askedFields(t),
    key: t.string({ description: 'Its name. Secrets, like AuthorizationKey, are not changed this way.', validate: name }),
    value: t.string({ description: 'Its value, as text.', validate: text(500) }),
  }),
})

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]
const AttributeTypeRef = builder.enumType('DeviceVariableAttributeType', {
  description: 'Which value of a variable.',
  values: {
    ACTUAL: { value: 'Actual', description: 'What it is.' },
    TARGET: { value: 'Target', description: 'What it is to be.' },
    MIN_SET: { value: 'MinSet', description: 'The least that it may be set to.' },
    MAX_SET: { value: 'MaxSet', description: 'The most that it may be set to.' },
  } as const,
})
const number = z.int().min(0, 'At least 0.').max(0x7fffffff, 'There is no such part.').nullish()
const named = (t: InputFields) => ({
  component: t.string({ description: 'Its component.', validate: name }),
  componentInstance: t.string({ required: false, description: 'Which of several components.', validate: name.nullish() }),
  evseNumber: t.int({ required: false, description: 'The EVSE of the component.', validate: number }),
  connectorNumber: t.int({ required: false, description: 'The connector of the component.', validate: number }),
  variable: t.string({ description: 'Its name.', validate: name }),
  variableInstance: t.string({ required: false, description: 'Which of several variables.', validate: name.nullish() }),
  attribute: t.field({ type: AttributeTypeRef, required: false, description: 'Which value; ACTUAL without it.' }),
})

const VariableInput = builder.inputType('DeviceVariableInput', { description: 'A variable of the device model.', fields: named })
const ValueInput = builder.inputType('DeviceVariableValueInput', {
  description: 'A variable of the device model and its new value.',
  fields: (t) => ({ ...named(t), value: t.string({ description: 'Its value, as text.', validate: text(1_000) }) }),
})
const GetVariablesInput = builder.inputType('GetVariablesInput', {
  description: 'Which variables.',
  fields: (t) => ({ ...askedFields(t), variables: t.field({ type: [VariableInput], description: `1 to ${most} of them.` }) }),
})
const SetVariablesInput = builder.inputType('SetVariablesInput', {
  description: 'Variables and their new values.',
  fields: (t) => ({ ...askedFields(t), variables: t.field({ type: [ValueInput], description: `1 to ${most} of them.` }) }),
})

const BaseRef = builder.enumType('BaseReport', {
  description: 'How much a report of the device model tells.',
  values: {
    CONFIGURATION: { description: 'All that can be changed.' },
    FULL: { description: 'All.' },
    SUMMARY: { description: 'What matters for its availability.' },
  } as const,
})
const BaseReportInput = builder.inputType('GetBaseReportInput', {
  description: 'Which report.',
  fields: (t) => ({ ...askedFields(t), base: t.field({ type: BaseRef, description: 'How much it tells.' }) }),
})

function checked<One extends VariableName>(variables: readonly One[]): readonly One[] {
  if (variables.length < 1 || variables.length > most) throw badInput(['input', 'variables'], `1 to ${most} variables.`)
  const alone = variables.findIndex(({ evseNumber, connectorNumber }) => connectorNumber != null && evseNumber == null)
  if (alone >= 0) throw badInput(['input', 'variables', alone, 'evseNumber'], 'A connector is one of an EVSE.')
  return variables
}

builder.mutationFields((t) => ({
  getConfiguration: t.field({
    type: CommandRef,
    description: 'Asks a charger of your own, of OCPP 1.6, for settings. They then stand in its `configuration`.',
    args: { input: t.arg({ type: GetConfigurationInput, description: 'Which.' }) },
    resolve: (_root, { input: { keys, ...asked } }, ctx) => requestCommand(ctx, 'GET_CONFIGURATION', asked, { keys: keys ?? [] }),
  }),
  changeConfiguration: t.field({
    type: CommandRef,
    description:
      'Changes a setting of a charger of your own, of OCPP 1.6; setVariables is for OCPP 2.x. Its word RebootRequired is a yes that holds from the next boot.',
    args: { input: t.arg({ type: ChangeConfigurationInput, description: 'What, and to what.' }) },
    resolve: (_root, { input: { key, value, ...asked } }, ctx) => {
      if (isSecret(key)) throw badInput(['input', 'key'], NO_SECRET)
      return requestCommand(ctx, 'CHANGE_CONFIGURATION', asked, { key, value })
    },
  }),
  getVariables: t.field({
    type: CommandRef,
    description: 'Asks a charger of your own, of OCPP 2.x, for variables. They then stand in its `deviceModel`.',
    args: { input: t.arg({ type: GetVariablesInput, description: 'Which.' }) },
    resolve: (_root, { input: { variables, ...asked } }, ctx) =>
      requestCommand(ctx, 'GET_VARIABLES', asked, { variables: checked(variables) }),
  }),
  setVariables: t.field({
    type: CommandRef,
    description:
      'Changes variables of a charger of your own, of OCPP 2.x. `status` is the first word that is no yes; each has its own in `response`.',
    args: { input: t.arg({ type: SetVariablesInput, description: 'What, and to what.' }) },
    resolve: (_root, { input: { variables, ...asked } }, ctx) => {
      const secret = variables.findIndex(({ variable }) => isSecret(variable))
      if (secret >= 0) throw badInput(['input', 'variables', secret, 'variable'], NO_SECRET)
      return requestCommand(ctx, 'SET_VARIABLES', asked, { variables: checked(variables) })
    },
  }),
  getBaseReport: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own, of OCPP 2.x, for a report of its device model. Once it has said yes the report comes in parts; see `report` of the command.',
    args: { input: t.arg({ type: BaseReportInput, description: 'Which.' }) },
    resolve: (_root, { input: { base, ...asked } }, ctx) => requestCommand(ctx, 'GET_BASE_REPORT', asked, { base }),
  }),
}))

const ReportRef = builder.objectRef<Report>('ChargePointReport').implement({
  description: 'A report that a charger sends in parts.',
  fields: (t) => ({
    parts: t.exposeInt('parts', { description: 'How many parts have come.' }),
    completedAt: t.expose('completed_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last missing part came; null before.',
    }),
  }),
})

builder.objectFields(CommandRef, (t) => ({
  report: t.field({
    type: ReportRef,
    nullable: true,
    description: 'The report that it asked for; null of commands that ask for none, and before it is sent.',
    resolve: ({ id }, _args, { loaders }) => loaders.report.load(id),
  }),
}))
