import { text } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { Context } from '../context.ts'
import type { ConfigurationKey } from './configuration.queries.ts'
import { configurationOf, deviceModelOf } from './device-model.service.ts'
import type { DeviceVariable, VariableAttribute } from './variable.queries.ts'

/** True until the charger has booted again. */
async function waitsForReboot(
  row: { station_id: string; reboot_required_at: Date | null },
  { loaders }: Context,
): Promise<boolean> {
  if (row.reboot_required_at === null) return false
  const bootedAt = (await loaders.chargePoint.load(row.station_id))?.booted_at ?? null
  return bootedAt === null || bootedAt <= row.reboot_required_at
}

const KeyRef = builder.objectRef<ConfigurationKey>('ConfigurationKey').implement({
  description: 'A setting of a charger of OCPP 1.6, as it last told.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its name.' }),
    value: t.exposeString('value', { nullable: true, description: 'Its value; null where none was told, and where it is secret.' }),
    readonly: t.exposeBoolean('readonly', { description: 'True: it cannot be changed.' }),
    readAt: t.expose('read_at', { type: 'DateTime', description: 'When it was told or changed.' }),
    rebootRequired: t.boolean({
      description: 'True: the value holds from the next boot.',
      resolve: (row, _args, ctx) => waitsForReboot(row, ctx),
    }),
  }),
})

type Attribute = VariableAttribute & { type: string }
const AttributeRef = builder.objectRef<Attribute>('DeviceVariableAttribute').implement({
  description: 'A value of a variable.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'Actual, Target, MinSet or MaxSet.' }),
    value: t.string({
      nullable: true,
      description: 'The value; null where none was told, and where it is secret.',
      resolve: ({ value }) => value ?? null,
    }),
    mutability: t.string({
      nullable: true,
      description: 'ReadOnly, WriteOnly or ReadWrite; null where no report has told it.',
      resolve: ({ mutability }) => mutability ?? null,
    }),
    persistent: t.boolean({
      nullable: true,
      description: 'True: it outlasts a restart; null where no report has told it.',
      resolve: ({ persistent }) => persistent ?? null,
    }),
    constant: t.boolean({
      nullable: true,
      description: 'True: it never changes; null where no report has told it.',
      resolve: ({ constant }) => constant ?? null,
    }),
  }),
})

const TYPES = ['Actual', 'Target', 'MinSet', 'MaxSet']
/** As they were stored. */
const attributesOf = ({ attributes }: DeviceVariable): Attribute[] => {
  const stored = attributes as Record<string, VariableAttribute>
  return TYPES.flatMap((type) => (stored[type] === undefined ? [] : [{ ...stored[type], type }]))
}

const VariableRef = builder.objectRef<DeviceVariable>('DeviceVariable').implement({
  description: 'A variable of the device model of a charger of OCPP 2.x, as it last told.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'All that names it in one text of small letters, e.g. connector@1.1/available.' }),
    component: t.exposeString('component', { description: 'Its component.' }),
    componentInstance: t.exposeString('component_instance', { nullable: true, description: 'Which of several; null of one.' }),
    evseNumber: t.exposeInt('evse_number', { nullable: true, description: 'The EVSE of the component; null for the charger.' }),
    connectorNumber: t.exposeInt('connector_number', {
      nullable: true,
      description: 'The connector of the component; null of none.',
    }),
    variable: t.exposeString('variable', { description: 'Its name.' }),
    variableInstance: t.exposeString('variable_instance', { nullable: true, description: 'Which of several; null of one.' }),
    attributes: t.field({ type: [AttributeRef], description: 'Its values.', resolve: attributesOf }),
    characteristics: t.expose('characteristics', {
      type: 'JSONObject',
      nullable: true,
      description: 'Its unit, dataType, valuesList, minLimit and maxLimit; null where no report has told them.',
    }),
    readAt: t.expose('read_at', { type: 'DateTime', description: 'When it was told or changed.' }),
    rebootRequired: t.boolean({
      description: 'True: a value holds from the next boot.',
      resolve: (row, _args, ctx) => waitsForReboot(row, ctx),
    }),
  }),
})

const search = text(200).nullish()

builder.objectFields(ChargePointRef, (t) => ({
  configuration: t.connection(
    {
      type: KeyRef,
      description: 'The settings of a charger of OCPP 1.6 as far as it has told them, by name. getConfiguration asks for them.',
      args: { search: t.arg.string({ required: false, description: 'Only those with this in their names.', validate: search }) },
      resolve: ({ station_id: id }, args, ctx) => configurationOf(ctx, id, args),
    },
    { name: 'ConfigurationKeyConnection', description: "A page of a charger's settings." },
    { name: 'ConfigurationKeyEdge', description: "A place in a charger's settings." },
  ),
  deviceModel: t.connection(
    {
      type: VariableRef,
      description: 'The device model of a charger of OCPP 2.x as far as it has told it, by path. getBaseReport asks for it.',
      args: { search: t.arg.string({ required: false, description: 'Only those with this in their paths.', validate: search }) },
      resolve: ({ station_id: id }, args, ctx) => deviceModelOf(ctx, id, args),
    },
    { name: 'DeviceVariableConnection', description: "A page of a charger's device model." },
    { name: 'DeviceVariableEdge', description: "A place in a charger's device model." },
  ),
}))
