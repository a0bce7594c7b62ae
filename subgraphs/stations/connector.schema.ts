import { z } from 'zod'
import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { setConnectorTariff } from './connector.service.ts'
import { shownConnector } from './guests/guest.service.ts'
import { connectorStatus } from './status.ts'
import { StatusRef } from './status.schema.ts'
import { CONNECTOR_STANDARDS, type Connector, type ConnectorStandard } from './tables.ts'
import { TariffRef } from './tariff/tariff.schema.ts'

const STANDARDS: Record<ConnectorStandard, string> = {
  CHADEMO: 'CHAdeMO, DC.',
  DOMESTIC_E: 'Household socket type E (France).',
  DOMESTIC_F: 'Household socket type F, Schuko.',
  DOMESTIC_G: 'Household socket type G (United Kingdom).',
  GBT_AC: 'GB/T 20234.2, AC.',
  GBT_DC: 'GB/T 20234.3, DC.',
  IEC_60309_2_three_32: 'IEC 60309-2 three phase, 32 A.',
  IEC_62196_T1: 'IEC 62196 Type 1, SAE J1772.',
  IEC_62196_T1_COMBO: 'Combo Type 1, CCS1, DC.',
  IEC_62196_T2: 'IEC 62196 Type 2, Mennekes.',
  IEC_62196_T2_COMBO: 'Combo Type 2, CCS2, DC.',
  MCS: 'Megawatt Charging System, DC.',
  NEMA_14_50: 'NEMA 14-50, split phase, 50 A.',
  SAE_J3400: 'SAE J3400, NACS.',
  TESLA_S: 'Tesla connector of Model S and X.',
}

export const StandardRef = builder.enumType('ConnectorStandard', {
  description: "Shape and protocol of a plug: OCPI's ConnectorType.",
  // The keys are those of CONNECTOR_STANDARDS.
  values: Object.fromEntries(CONNECTOR_STANDARDS.map((name) => [name, { description: STANDARDS[name], value: name }])) as Record<
    ConnectorStandard,
    { description: string; value: ConnectorStandard }
  >,
})

export const FormatRef = builder.enumType('ConnectorFormat', {
  description: 'Whether drivers bring the cable.',
  values: {
    SOCKET: { description: 'A socket: bring a cable.' },
    CABLE: { description: 'A cable is fixed to the charger.' },
  } as const,
})

export const PowerTypeRef = builder.enumType('PowerType', {
  description: 'Kind of current.',
  values: {
    AC_1_PHASE: { description: 'Alternating current, one phase.' },
    AC_3_PHASE: { description: 'Alternating current, three phases.' },
    DC: { description: 'Direct current.' },
  } as const,
})

export const ConnectorRef = builder.objectRef<Connector>('Connector').implement({
  description: 'One socket or cable of an EVSE.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the connector.' }),
    number: t.exposeInt('number', { description: 'Its number at the EVSE, from 1.' }),
    standard: t.expose('standard', { type: StandardRef, description: 'Shape and protocol of the plug.' }),
    format: t.expose('format', { type: FormatRef, description: 'Socket or cable.' }),
    powerType: t.expose('power_type', { type: PowerTypeRef, description: 'Kind of current.' }),
    maxPowerW: t.exposeInt('max_power_w', { description: 'The most it can deliver, in watts.' }),
    status: t.field({ type: StatusRef, description: 'What can be done with it now.', resolve: connectorStatus }),
    statusUpdatedAt: t.expose('status_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the charger last reported its status; null before the first time.',
    }),
    retiredAt: t.expose('retired_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken out of use for good; null while it is in use.',
    }),
    tariff: t.field({
      type: TariffRef,
      nullable: true,
      description: 'What charging here costs now; null where it is free.',
      resolve: ({ tariff_id }, _args, { loaders }) => (tariff_id === null ? null : loaders.tariff.load(tariff_id)),
    }),
  }),
})
entity(builder, ConnectorRef, (id, { loaders }) => loaders.connector.load(id))

export const maxPower = z.int().min(100, 'At least 100 W.').max(5_000_000, 'At most 5,000,000 W.')

export const ConnectorInput = builder.inputType('RegisterConnectorInput', {
  description: 'A new connector.',
  fields: (t) => ({
    standard: t.field({ type: StandardRef, description: 'Shape and protocol of the plug.' }),
    format: t.field({ type: FormatRef, description: 'Socket or cable.' }),
    powerType: t.field({ type: PowerTypeRef, description: 'Kind of current.' }),
    maxPowerW: t.int({
      description: 'The most it can deliver, in watts.',
      validate: maxPower,
    }),
    tariffId: t.field({ type: 'UUID', required: false, description: 'What charging here costs; free without it.' }),
  }),
})

const SetTariffInput = builder.inputType('SetConnectorTariffInput', {
  description: 'Which tariff a connector gets.',
  fields: (t) => ({
    connectorId: t.field({ type: 'UUID', description: 'The connector.' }),
    tariffId: t.field({ type: 'UUID', required: false, description: 'The tariff; null makes charging free.' }),
  }),
})

builder.queryFields((t) => ({
  connector: t.field({
    type: ConnectorRef,
    nullable: true,
    description: 'A connector by its id; NOT_FOUND when there is none, or when its station is private and you are no guest of it.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the connector.' }) },
    resolve: (_root, { id }, ctx) => shownConnector(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  setConnectorTariff: t.field({
    type: ConnectorRef,
    description: 'Puts a tariff of your own on a connector of your own. Sessions that run keep the price they began with.',
    args: { input: t.arg({ type: SetTariffInput, description: 'The connector and its tariff.' }) },
    resolve: (_root, { input }, ctx) => setConnectorTariff(ctx, input),
  }),
}))
