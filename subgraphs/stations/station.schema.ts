import { mayUse } from '#lib/access.ts'
import { entity, locationType } from '#lib/graph.ts'
import { builder } from './builder.ts'
import { ConnectorRef } from './connector.schema.ts'
import { RegisterInput, RenewInput, UpdateInput } from './station-input.schema.ts'
import { shownStation } from './guests/guest.service.ts'
import { AccessRef, FacilityRef } from './facility.schema.ts'
import { HoursRef } from './hours.schema.ts'
import { StatusRef } from './status.schema.ts'
import { registerStation, renewStationPassword, updateStation, watchStation } from './station.service.ts'
import { owns } from './station.ts'
import { evseStatus } from './status.ts'
import type { Evse, Station } from './tables.ts'

export const LocationRef = locationType(builder)

export const StationRef = builder.objectRef<Station>('Station')
export const EvseRef = builder.objectRef<Evse>('Evse')

StationRef.implement({
  description: 'A charging station: one charger with its EVSEs, at one address.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the station.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    address: t.exposeString('address', { description: 'Street and number.' }),
    city: t.exposeString('city', { description: 'City or town.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1 alpha-2 code of the country.' }),
    location: t.field({ type: LocationRef, description: 'Where it stands.', resolve: (station) => station }),
    timeZone: t.exposeString('time_zone', { description: 'IANA name of its time zone, e.g. Europe/Berlin.' }),
    operatorId: t.expose('operator_id', { type: 'UUID', description: 'Id of the user who operates it.' }),
    identity: t.string({
      nullable: true,
      description: "Its OCPP identity, the last segment of the charger's URL. Its operator and admins see it, others null.",
      resolve: (station, _args, { caller }) => (owns(caller, station) && mayUse(caller, 'stations:read') ? station.identity : null),
    }),
    online: t.exposeBoolean('online', { description: 'True while the charger is connected.' }),
    lastSeenAt: t.expose('last_seen_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last heard of; null before the first time.',
    }),
    vendor: t.exposeString('vendor', {
      nullable: true,
      description: 'Maker of the charger, as it says; null before its first boot.',
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'Model of the charger, as it says; null before its first boot.',
    }),
    signedMeterRequired: t.exposeBoolean('signed_meter_required', {
      description: 'True when bills of its sessions need signed meter values that are good.',
    }),
    evses: t.field({
      type: [EvseRef],
      description: 'Its EVSEs, by number.',
      args: { retired: t.arg.boolean({ defaultValue: false, description: 'True: those that are retired, too.' }) },
      resolve: async ({ id }, { retired }, { loaders }) => unretired(await loaders.evsesOfStation.load(id), retired),
    }),
    access: t.expose('access', { type: AccessRef, description: 'Whom it is for.' }),
    facilities: t.expose('facilities', { type: [FacilityRef], description: 'What is there or close to it.' }),
    hours: t.expose('hours', {
      type: HoursRef,
      nullable: true,
      description: 'When one gets in; null where its operator has not said, and it counts as open.',
    }),
    openNow: t.boolean({
      description: 'True while one gets in, by the hours that its operator has said.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.openStation.load(id)) !== null,
    }),
    retiredAt: t.expose('retired_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken out of use for good; null while it is in use.',
    }),
  }),
})
// Whoever holds a reference was shown the station by the box that gave it: a driver's own session names a private one, too.
entity(builder, StationRef, (id, { loaders }) => loaders.station.load(id))

EvseRef.implement({
  description: 'Electric vehicle supply equipment: what charges one vehicle at a time.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the EVSE.' }),
    number: t.exposeInt('number', { description: 'Its number at the station, from 1.' }),
    evseId: t.exposeString('evse_id', { description: 'Its eMI3 id, e.g. DE*EVG*E000001*1.' }),
    status: t.field({
      type: StatusRef,
      description: 'Status of the EVSE: that of the connector in use, else the best of its connectors.',
      resolve: async ({ id }, _args, { loaders }) => evseStatus(unretired(await loaders.connectorsOfEvse.load(id))),
    }),
    connectors: t.field({
      type: [ConnectorRef],
      description: 'Its connectors, by number.',
      args: { retired: t.arg.boolean({ defaultValue: false, description: 'True: those that are retired, too.' }) },
      resolve: async ({ id }, { retired }, { loaders }) => unretired(await loaders.connectorsOfEvse.load(id), retired),
    }),
    retiredAt: t.expose('retired_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken out of use for good; null while it is in use.',
    }),
  }),
})
entity(builder, EvseRef, (id, { loaders }) => loaders.evse.load(id))

builder.objectFields(ConnectorRef, (t) => ({
  station: t.field({
    type: StationRef,
    description: 'The station it belongs to.',
    resolve: async ({ station_id }, _args, { loaders }) => existing(await loaders.station.load(station_id)),
  }),
  evse: t.field({
    type: EvseRef,
    description: 'The EVSE it belongs to.',
    resolve: async ({ evse_id }, _args, { loaders }) => existing(await loaders.evse.load(evse_id)),
  }),
}))

/** What is in use, or all of it. */
const unretired = <T extends { retired_at: Date | null }>(rows: T[], retired: boolean | null | undefined = false): T[] =>
  retired ? rows : rows.filter(({ retired_at }) => retired_at === null)

function existing<T>(row: T | null): T {
  if (row === null) throw new Error('A foreign key has lost its row.')
  return row
}

const CredentialsRef = builder.objectRef<{ station: Station; password: string | null }>('StationCredentials').implement({
  description: "A station, and its charger's password where it was made just now.",
  fields: (t) => ({
    station: t.expose('station', { type: StationRef, description: 'The station.' }),
    password: t.exposeString('password', {
      nullable: true,
      description:
        'The Basic password that was made for the charger, shown this once. Null when it was chosen in the request, or when the ' +
        'station was registered by an earlier one.',
    }),
  }),
})

builder.queryFields((t) => ({
  station: t.field({
    type: StationRef,
    nullable: true,
    description: 'A station by its id; NOT_FOUND when there is none, or when it is private and you are no guest of it.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the station.' }) },
    resolve: (_root, { id }, ctx) => shownStation(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  registerStation: t.field({
    type: CredentialsRef,
    description:
      'Registers a station. Operators for themselves, admins for anybody. A password that is made for the charger is in the ' +
      'answer this once.',
    args: { input: t.arg({ type: RegisterInput, description: 'The station.' }) },
    resolve: (_root, { input }, ctx) => registerStation(ctx, input),
  }),
  updateStation: t.field({
    type: StationRef,
    description: 'Changes a station of your own.',
    args: { input: t.arg({ type: UpdateInput, description: 'The station and its changes.' }) },
    resolve: (_root, { input: { stationId, ...change } }, ctx) => updateStation(ctx, stationId, change),
  }),
  renewStationPassword: t.field({
    type: CredentialsRef,
    description:
      'Gives the charger of a station of your own a new password, chosen or made; the old one ends. One that is made is in the ' +
      'answer this once.',
    args: { input: t.arg({ type: RenewInput, description: 'The station.' }) },
    resolve: (_root, { input: { stationId, ...choice } }, ctx) => renewStationPassword(ctx, stationId, choice),
  }),
}))

builder.subscriptionFields((t) => ({
  stationAvailability: t.field({
    type: StationRef,
    description: 'A station as it is, and again whenever its availability or that of its connectors changes.',
    args: { stationId: t.arg({ type: 'UUID', description: 'The station.' }) },
    subscribe: (_root, { stationId }, ctx) => watchStation(ctx, stationId),
    resolve: (station) => station,
  }),
}))
