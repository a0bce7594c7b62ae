import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { entity, extension } from '#lib/graph.ts'
import { WITHOUT_NUL } from '#lib/text.ts'
import { builder } from './builder.ts'
import { chargePointAt, chargePointsOf, watchChargePoint, type ChargePointPage } from './charge-point.service.ts'
import type { ChargePointRow } from './charge-point.queries.ts'
import { OCPP_LIMITS } from './limits.ts'

const StationRef = extension(builder, 'Station')

export const VersionRef = builder.enumType('OcppVersion', {
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
    operatorId: t.expose('operator_id', {
      type: 'UUID',
      nullable: true,
      description: 'Id of the user who operates it; null where that is not known yet.',
    }),
    ocppVersion: t.expose('ocpp_version', {
      type: VersionRef,
      nullable: true,
      description: 'The version that it booted with; null before its first boot.',
    }),
    vendor: t.exposeString('vendor', { nullable: true, description: 'Its maker, as it says; null before its first boot.' }),
    model: t.exposeString('model', { nullable: true, description: 'Its model, as it says; null before its first boot.' }),
    serialNumber: t.exposeString('serial_number', {
      nullable: true,
      description: 'Its serial number, as it says; null where it has not said.',
    }),
    firmware: t.exposeString('firmware', {
      nullable: true,
      description: 'Version of its firmware, as it says; null where it has not said.',
    }),
    bootedAt: t.expose('booted_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last booted; null before its first boot.',
    }),
    bootCount: t.exposeInt('boots', { description: 'How often it has booted since it was first counted.' }),
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

const word = z
  .string()
  .min(1, 'Must not be empty.')
  .max(50, 'At most 50 characters.')
  .refine(...WITHOUT_NUL)
  .nullish()

export const ChargePointFilterInput = builder.inputType('ChargePointFilter', {
  description: 'Which chargers; what is left out does not matter.',
  fields: (t) => ({
    stationIds: t.field({
      type: ['UUID'],
      required: false,
      description: `Those of these stations, ${OCPP_LIMITS.stationsOfFilter.toLocaleString('en')} at most.`,
      validate: z.array(z.string()).max(OCPP_LIMITS.stationsOfFilter, 'Too many stations.').nullish(),
    }),
    operatorId: t.field({ type: 'UUID', required: false, description: 'Those that this user operates. For admins.' }),
    search: t.string({ required: false, description: 'A part of the identity, large or small letters.', validate: word }),
    connected: t.boolean({ required: false, description: 'True: connected now. False: offline.' }),
    ocppVersion: t.field({ type: VersionRef, required: false, description: 'The version that it booted with.' }),
    vendor: t.string({ required: false, description: 'Its maker, exactly as it says.', validate: word }),
    model: t.string({ required: false, description: 'Its model, exactly as it says.', validate: word }),
    firmware: t.string({ required: false, description: 'Version of its firmware, exactly as it says.', validate: word }),
    faulted: t.boolean({ required: false, description: 'True: an error of it lasts. False: none does.' }),
  }),
})

const EdgeRef = builder.edgeObject({ type: ChargePointRef, name: 'ChargePointEdge', description: 'A charger in a list.' })
const ConnectionRef = builder.connectionObject(
  {
    type: ChargePointRef,
    name: 'ChargePointConnection',
    description: 'A page of chargers.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are on all pages together.',
        // Every list of chargers comes from `chargePointsOf`.
        resolve: (page) => (page as unknown as ChargePointPage).total(),
      }),
    }),
  },
  EdgeRef,
)

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
  chargePoints: t.connection(
    {
      type: ChargePointRef,
      description: 'The chargers of the stations you operate, of all for an admin, by identity.',
      args: { filter: t.arg({ type: ChargePointFilterInput, required: false, description: 'Which; all without it.' }) },
      resolve: (_root, { filter, ...args }, ctx) => chargePointsOf(ctx, filter ?? {}, args),
    },
    ConnectionRef,
    EdgeRef,
  ),
}))

builder.subscriptionFields((t) => ({
  chargePointUpdated: t.field({
    type: ChargePointRef,
    description: 'A charger you operate as it is, and again when it connects, leaves, boots, or tells of a connector.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the station.' }) },
    subscribe: (_root, { id }, ctx) => watchChargePoint(ctx, id),
    resolve: (chargePoint) => chargePoint,
  }),
}))
