import { builder } from '../builder.ts'
import { ConnectorRef } from '../connector.schema.ts'
import type { TariffVersion } from '../tables.ts'
import { listedTariffs, oneTariff, tariffConnectors, tariffVersions } from './tariff-list.service.ts'
import { ElementRef, LimitRef, TariffRef } from './tariff.schema.ts'

const VersionRef = builder.objectRef<TariffVersion>('TariffVersion').implement({
  description: 'A version of a tariff. It never changes: sessions are billed by the one that was valid when they began.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Its number, from 1.' }),
    validFrom: t.expose('valid_from', { type: 'DateTime', description: 'From when it is valid.' }),
    savedAt: t.expose('created_at', { type: 'DateTime', description: 'When it was saved.' }),
    currency: t.string({ description: 'ISO 4217 code of its prices.', resolve: ({ data }) => data.currency }),
    description: t.exposeString('description', { description: 'The tariff in words for drivers.' }),
    elements: t.field({
      type: [ElementRef],
      description: 'Its prices, each with and without VAT.',
      resolve: ({ data }) => data.elements,
    }),
    minPrice: t.field({
      type: LimitRef,
      nullable: true,
      description: 'A session costs at least this; null: no limit.',
      resolve: ({ data }) => data.minPrice ?? null,
    }),
    maxPrice: t.field({
      type: LimitRef,
      nullable: true,
      description: 'A session costs at most this; null: no limit.',
      resolve: ({ data }) => data.maxPrice ?? null,
    }),
  }),
})

const UseEdgeRef = builder.edgeObject({ type: ConnectorRef, name: 'TariffUseEdge', description: 'A connector that has a tariff.' })
const UseRef = builder.connectionObject(
  { type: ConnectorRef, name: 'TariffUseConnection', description: 'A page of connectors that have a tariff.' },
  UseEdgeRef,
)

builder.objectFields(TariffRef, (t) => ({
  versions: t.field({
    type: [VersionRef],
    nullable: true,
    description: 'All its versions, also those to come, the first one first. For its operator and admins; others get null.',
    resolve: ({ tariff_id: id }, _args, ctx) => tariffVersions(ctx, id),
  }),
  usedBy: t.connection(
    {
      type: ConnectorRef,
      nullable: true,
      description: 'The connectors in use that have it. For its operator and admins; others get null.',
      resolve: ({ tariff_id: id }, args, ctx) => tariffConnectors(ctx, id, args),
    },
    UseRef,
    UseEdgeRef,
  ),
}))

builder.queryFields((t) => ({
  tariff: t.field({
    type: TariffRef,
    nullable: true,
    description:
      'A tariff in the version that is valid now. For its operator and admins; null for others, and where there is none.',
    args: { id: t.arg({ type: 'UUID', description: 'Its id.' }) },
    resolve: (_root, { id }, ctx) => oneTariff(ctx, id),
  }),
  tariffs: t.connection(
    {
      type: TariffRef,
      description:
        'Your own tariffs, each in the version that is valid now, the newest tariff first; of all operators for an admin.',
      args: { operatorId: t.arg({ type: 'UUID', required: false, description: 'Of this operator; for admins.' }) },
      resolve: (_root, { operatorId, ...args }, ctx) => listedTariffs(ctx, operatorId, args),
    },
    { name: 'TariffConnection', description: 'A page of tariffs.' },
    { name: 'TariffEdge', description: 'A tariff in a list.' },
  ),
}))
