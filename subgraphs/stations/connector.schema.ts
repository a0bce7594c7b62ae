import { z } from 'zod'
import { CONNECTOR_STANDARD } from '#lib/graphql/connector-standard.ts'
import { entity } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { setConnectorTariff } from './connector.service.ts'
import { shownConnector } from './guests/guest.service.ts'
import { connectorStatus } from './status.ts'
import { StatusRef } from './status.schema.ts'
import type { Connector } from './tables.ts'
import { TariffRef } from './tariff/tariff.schema.ts'

export const StandardRef = builder.enumType('ConnectorStandard', CONNECTOR_STANDARD)

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
