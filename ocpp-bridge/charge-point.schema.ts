import { notFound } from '#lib/errors.ts'
import { entity, extension } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { chargePointAt } from './charge-point.service.ts'
import type { ChargePointRow } from './charge-point.queries.ts'

const StationRef = extension(builder, 'Station')

const VersionRef = builder.enumType('OcppVersion', {
  description: 'A version of OCPP-J.',
  values: {
    OCPP_1_6: { value: '1.6', description: 'OCPP 1.6 with the security extension.' },
    OCPP_2_0_1: { value: '2.0.1', description: 'OCPP 2.0.1.' },
    OCPP_2_1: { value: '2.1', description: 'OCPP 2.1.' },
  } as const,
})

export const ChargePointRef = builder.objectRef<ChargePointRow>('ChargePoint').implement({
  description: "A station's charger, as it speaks OCPP. Its operator and admins see it.",
  fields: (t) => ({
    id: t.expose('station_id', { type: 'UUID', description: 'Id of the charge point, which is that of its station.' }),
    station: t.field({ type: StationRef, description: 'The station.', resolve: ({ station_id: id }) => ({ id }) }),
    identity: t.exposeString('identity', { description: "Its OCPP identity, the last segment of the charger's URL." }),
    connectedSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when its socket is open; null while it is not connected.',
      resolve: async ({ station_id: id }, _args, { loaders }) => (await loaders.connection.load(id))?.connected_at ?? null,
    }),
    ocppVersion: t.expose('ocpp_version', {
      type: VersionRef,
      nullable: true,
      description: 'The version that it booted with; null before its first boot.',
    }),
    vendor: t.exposeString('vendor', { nullable: true, description: 'Its maker, as it says; null before its first boot.' }),
    model: t.exposeString('model', { nullable: true, description: 'Its model, as it says; null before its first boot.' }),
    firmware: t.exposeString('firmware', {
      nullable: true,
      description: 'Version of its firmware, as it says; null where it has not said.',
    }),
    bootedAt: t.expose('booted_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last booted; null before its first boot.',
    }),
    clockAheadMs: t.exposeInt('clock_ahead_ms', {
      nullable: true,
      description: 'Milliseconds that its clock was ahead of ours at its last timed message; null before one.',
    }),
  }),
})
entity(builder, ChargePointRef, (id, ctx) => chargePointAt(ctx, id))

builder.objectFields(StationRef, (t) => ({
  chargePoint: t.field({
    type: ChargePointRef,
    nullable: true,
    description: 'Its charger, for its operator and admins; null for others.',
    resolve: ({ id }, _args, ctx) => chargePointAt(ctx, id),
  }),
}))

builder.queryFields((t) => ({
  chargePoint: t.field({
    type: ChargePointRef,
    nullable: true,
    description: 'The charger of a station you operate; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the station.' }) },
    resolve: async (_root, { id }, ctx) => {
      const chargePoint = await chargePointAt(ctx, id)
      if (!chargePoint) throw notFound('charge point', ['id'])
      return chargePoint
    },
  }),
}))
