import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { entity, extension, reference } from '#lib/graph.ts'
import { someText } from '#lib/text.ts'
import { builder } from './builder.ts'
import { ENERGY_LIMITS } from './limits.ts'
import {
  addSite,
  chargeOfSession,
  placeAtSite,
  removeFromSite,
  removeSite,
  reportBuildingLoad,
  setChargePriority,
  siteAt,
  sitesOf,
  updateSite,
  watchSite,
} from './site.service.ts'
import type { Charging, Site, SiteStation } from './tables.ts'

const StationRef = reference(builder, 'Station')
const SessionRef = extension(builder, 'ChargingSession')

const ShareRef = builder.objectRef<Charging>('ChargeShare').implement({
  description: 'What a car that charges may draw.',
  fields: (t) => ({
    transactionId: t.expose('transaction_id', { type: 'UUID', description: 'Id of its transaction.' }),
    sessionId: t.expose('session_id', {
      type: 'UUID',
      nullable: true,
      description: 'Id of its session; null where that is not known.',
    }),
    station: t.field({ type: StationRef, description: 'Where it charges.', resolve: ({ station_id: id }) => ({ id }) }),
    evseNumber: t.exposeInt('evse_number', { description: 'The EVSE, from 1.' }),
    shareA: t.exposeFloat('share_a', {
      nullable: true,
      description: 'Amperes of each phase that it is to have; 0 while it waits, null before that was decided.',
    }),
    keptA: t.exposeFloat('kept_a', {
      nullable: true,
      description: 'The last limit that its charger has said yes to, in amperes of each phase; null before one.',
    }),
    drawnW: t.exposeInt('power_w', { nullable: true, description: 'What it draws, in watts; null before its charger has said.' }),
    follows: t.exposeBoolean('follows', {
      description:
        'False where its charger refuses limits or draws more than it said; then what it draws is taken off what others share.',
    }),
    late: t.exposeBoolean('late', { description: 'True while what its driver wants is out of reach in time.' }),
    waitingSince: t.expose('waiting_since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it has had nothing, because the least current of all does not fit; null while it has something.',
    }),
    readyBy: t.expose('ready_by', {
      type: 'DateTime',
      nullable: true,
      description: 'When its driver wants to leave; null when they did not say.',
    }),
    weight: t.exposeInt('weight', { nullable: true, description: 'Its own part of what is shared; null: that of its station.' }),
  }),
})

const PlacedRef = builder.objectRef<SiteStation>('SiteStation').implement({
  description: 'A station behind a grid connection.',
  fields: (t) => ({
    station: t.field({ type: StationRef, description: 'The station.', resolve: ({ station_id: id }) => ({ id }) }),
    weight: t.exposeInt('weight', {
      description: 'The part of what is shared that each of its cars has: 2 gets twice what 1 gets.',
    }),
    firstPhase: t.exposeInt('first_phase', { description: 'The phase of the connection that its L1 is wired to: 1, 2 or 3.' }),
    defaultKeptA: t.exposeFloat('default_kept_a', {
      nullable: true,
      description: 'The limit that its charger keeps new cars to until they have a share; null where it has not said yes to one.',
    }),
  }),
})

const LoadRef = builder
  .objectRef<{ l1_a: number; l2_a: number; l3_a: number; at: Date; phases: number }>('BuildingLoad')
  .implement({
    description: 'What a building draws beside its chargers.',
    fields: (t) => ({
      currentsA: t.floatList({
        description: 'Amperes of each phase, L1 first.',
        resolve: ({ l1_a, l2_a, l3_a, phases }) => [l1_a, l2_a, l3_a].slice(0, phases),
      }),
      at: t.expose('at', { type: 'DateTime', description: 'When it was measured.' }),
    }),
  })

const SiteRef = builder.objectRef<Site>('Site').implement({
  description: 'A grid connection that several stations share. Its operator and admins see it. Currents are amperes of each phase.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    name: t.exposeString('name', { description: 'Its name for people.' }),
    phases: t.exposeInt('phases', { description: '1 or 3.' }),
    limitA: t.exposeFloat('limit_a', { description: 'What the connection can carry.' }),
    voltage: t.exposeInt('voltage', { description: 'Volts between a phase and neutral.' }),
    reserveA: t.exposeFloat('reserve_a', { description: 'What is kept free.' }),
    buildingA: t.exposeFloat('building_a', {
      nullable: true,
      description: 'What the building is taken to draw while its meter says nothing; null where nothing else is on the connection.',
    }),
    leastA: t.exposeFloat('least_a', { description: 'The least that a car gets, or it waits; 6 by IEC 61851-1.' }),
    fallbackA: t.exposeFloat('fallback_a', {
      description: `What a charger keeps each car to when it has heard nothing for ${ENERGY_LIMITS.holdSeconds / 60} minutes, and new cars at first.`,
    }),
    buildingLoad: t.field({
      type: LoadRef,
      nullable: true,
      description: `The last word of the building's meter, believed for ${ENERGY_LIMITS.buildingLoadMs / 1000} seconds; null before one.`,
      resolve: async ({ id, phases }, _args, { loaders }) => {
        const load = await loaders.buildingLoad.load(id)
        return load && { ...load, phases }
      },
    }),
    stations: t.field({
      type: [PlacedRef],
      description: `The stations behind it, ${ENERGY_LIMITS.stationsPerSite} at most.`,
      resolve: ({ id }, _args, { loaders }) => loaders.stationsOfSite.load(id),
    }),
    charges: t.field({
      type: [ShareRef],
      description: 'Cars that charge there now, the first to come first.',
      resolve: ({ id }, _args, { loaders }) => loaders.chargesOfSite.load(id),
    }),
    sharedAt: t.expose('shared_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When shares were last decided; null before, and when it is due.',
    }),
  }),
})
entity(builder, SiteRef, (id, ctx) => siteAt(ctx, id))

builder.objectFields(SessionRef, (t) => ({
  share: t.field({
    type: ShareRef,
    nullable: true,
    description: 'What it may draw, where its station shares a connection with others; null elsewhere, and when it is over.',
    resolve: ({ id }, _args, ctx) => chargeOfSession(ctx, id),
  }),
}))

const amperes = z.number().min(0, 'At least 0 A.').max(10_000, 'At most 10,000 A.')
const some = amperes.refine((value) => value > 0, 'More than 0 A.')
const name = someText(ENERGY_LIMITS.nameCharacters)
const voltage = z.int().min(100, 'At least 100 V.').max(1_000, 'At most 1,000 V.')
const phases = z.int().refine((value) => value === 1 || value === 3, '1 or 3.')
const least = z.number().min(0, 'At least 0 A.').max(80, 'At most 80 A.')

const AddInput = builder.inputType('AddSiteInput', {
  description: 'A site to add. Currents are amperes of each phase.',
  fields: (t) => ({
    idempotencyKey: t.field({ type: 'UUID', description: 'The same key again adds nothing and gives the same site.' }),
    name: t.string({ description: `Its name, 1 to ${ENERGY_LIMITS.nameCharacters} characters.`, validate: name }),
    phases: t.int({ defaultValue: 3, description: '1 or 3.', validate: phases }),
    limitA: t.float({ description: 'What the connection can carry.', validate: some }),
    voltage: t.int({ defaultValue: 230, description: 'Volts between a phase and neutral.', validate: voltage }),
    reserveA: t.float({ defaultValue: 0, description: 'What is to be kept free.', validate: amperes }),
    buildingA: t.float({
      required: false,
      description: 'What the building is taken to draw while its meter says nothing.',
      validate: amperes.nullish(),
    }),
    leastA: t.float({ defaultValue: 6, description: 'The least that a car gets, or it waits.', validate: least }),
    fallbackA: t.float({
      defaultValue: 6,
      description: 'What each car is kept to when nothing is heard of us.',
      validate: amperes,
    }),
  }),
})

const UpdateInput = builder.inputType('UpdateSiteInput', {
  description: 'What is to change at a site. What is left out stays as it is.',
  fields: (t) => ({
    siteId: t.field({ type: 'UUID', description: 'The site.' }),
    name: t.string({ required: false, description: 'Its name.', validate: name.nullish() }),
    limitA: t.float({ required: false, description: 'What the connection can carry.', validate: some.nullish() }),
    voltage: t.int({ required: false, description: 'Volts between a phase and neutral.', validate: voltage.nullish() }),
    reserveA: t.float({ required: false, description: 'What is to be kept free.', validate: amperes.nullish() }),
    buildingA: t.float({
      required: false,
      description: 'What the building is taken to draw while its meter says nothing; null: nothing else is on the connection.',
      validate: amperes.nullish(),
    }),
    leastA: t.float({ required: false, description: 'The least that a car gets, or it waits.', validate: least.nullish() }),
    fallbackA: t.float({
      required: false,
      description: 'What each car is kept to when nothing is heard of us.',
      validate: amperes.nullish(),
    }),
  }),
})

const SiteInputRef = builder.inputType('RemoveSiteInput', {
  description: 'Which site to remove.',
  fields: (t) => ({ siteId: t.field({ type: 'UUID', description: 'The site.' }) }),
})

const PlaceInput = builder.inputType('PlaceStationAtSiteInput', {
  description: 'Which station is behind which connection, and how.',
  fields: (t) => ({
    siteId: t.field({ type: 'UUID', description: 'The site.' }),
    stationId: t.field({ type: 'UUID', description: "A station of the site's operator." }),
    weight: t.int({
      defaultValue: 1,
      description: 'The part of what is shared that each of its cars has, 1 to 100.',
      validate: z.int().min(1, 'At least 1.').max(100, 'At most 100.'),
    }),
    firstPhase: t.int({
      defaultValue: 1,
      description: 'The phase of the connection that its L1 is wired to: 1, 2 or 3.',
      validate: z.int().min(1, '1, 2 or 3.').max(3, '1, 2 or 3.'),
    }),
  }),
})

const RemoveStationInput = builder.inputType('RemoveStationFromSiteInput', {
  description: 'Which station is no longer behind which connection.',
  fields: (t) => ({
    siteId: t.field({ type: 'UUID', description: 'The site.' }),
    stationId: t.field({ type: 'UUID', description: 'The station.' }),
  }),
})

const LoadInput = builder.inputType('ReportBuildingLoadInput', {
  description: 'What a building draws beside its chargers.',
  fields: (t) => ({
    siteId: t.field({ type: 'UUID', description: 'The site.' }),
    currentsA: t.floatList({
      description: 'Amperes of each phase, L1 first; negative where it feeds in.',
      validate: z
        .array(z.number().min(-10_000, 'At least -10,000 A.').max(10_000, 'At most 10,000 A.'))
        .min(1, 'One or three.')
        .max(3, 'One or three.'),
    }),
    at: t.field({ type: 'DateTime', required: false, description: 'When it was measured; now when left out.' }),
  }),
})

const PriorityInput = builder.inputType('SetChargePriorityInput', {
  description: 'Which part of what is shared a car has.',
  fields: (t) => ({
    siteId: t.field({ type: 'UUID', description: 'The site.' }),
    transactionId: t.field({ type: 'UUID', description: 'The transaction of a car that charges there.' }),
    weight: t.int({
      required: false,
      description: 'Its part, 1 to 100; that of its station without it.',
      validate: z.int().min(1, 'At least 1.').max(100, 'At most 100.').nullish(),
    }),
  }),
})

builder.queryFields((t) => ({
  site: t.field({
    type: SiteRef,
    nullable: true,
    description: 'A site of your own; any for an admin. NOT_FOUND otherwise.',
    args: { id: t.arg({ type: 'UUID', description: 'Id of the site.' }) },
    resolve: async (_root, { id }, ctx) => {
      const site = await siteAt(ctx, id)
      if (!site) throw notFound('site', ['id'])
      return site
    },
  }),
  sites: t.connection(
    {
      type: SiteRef,
      description: 'Your sites, in the order they were added; all for an admin.',
      resolve: (_root, args, ctx) => sitesOf(ctx, args),
    },
    { name: 'SiteConnection', description: 'A page of sites.' },
    { name: 'SiteEdge', description: 'A site in a list.' },
  ),
}))

builder.mutationFields((t) => ({
  addSite: t.field({
    type: SiteRef,
    description: `Adds a site of your own. You may have ${ENERGY_LIMITS.sitesPerOperator}.`,
    args: { input: t.arg({ type: AddInput, description: 'The site.' }) },
    resolve: (_root, { input: { phases: given, ...input } }, ctx) => addSite(ctx, { ...input, phases: given === 1 ? 1 : 3 }),
  }),
  updateSite: t.field({
    type: SiteRef,
    description: 'Changes a site of your own. Cars there are told within seconds.',
    args: { input: t.arg({ type: UpdateInput, description: 'The site and its changes.' }) },
    resolve: (_root, { input: { siteId, ...change } }, ctx) => updateSite(ctx, siteId, change),
  }),
  removeSite: t.field({
    type: SiteRef,
    description: 'Removes a site of your own, and answers how it was. Chargers keep the last limits they heard until those end.',
    args: { input: t.arg({ type: SiteInputRef, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => removeSite(ctx, input.siteId),
  }),
  placeStationAtSite: t.field({
    type: SiteRef,
    description:
      'Puts a station behind the connection of a site, or changes how it is there. CONFLICT while it is at another site.',
    args: { input: t.arg({ type: PlaceInput, description: 'Which, and how.' }) },
    resolve: (_root, { input }, ctx) => placeAtSite(ctx, input),
  }),
  removeStationFromSite: t.field({
    type: SiteRef,
    description: 'Takes a station away from a site. Where it is not there, nothing happens.',
    args: { input: t.arg({ type: RemoveStationInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => removeFromSite(ctx, input),
  }),
  reportBuildingLoad: t.field({
    type: SiteRef,
    description: 'Says what a building draws beside its chargers, by its meter. Cars get what that leaves.',
    args: { input: t.arg({ type: LoadInput, description: 'The currents.' }) },
    resolve: (_root, { input }, ctx) => reportBuildingLoad(ctx, input),
  }),
  setChargePriority: t.field({
    type: SiteRef,
    description: 'Gives a car that charges at a site another part of what is shared.',
    args: { input: t.arg({ type: PriorityInput, description: 'Which car, and what part.' }) },
    resolve: (_root, { input }, ctx) => setChargePriority(ctx, input),
  }),
}))

builder.subscriptionFields((t) => ({
  siteUpdated: t.field({
    type: SiteRef,
    description: 'A site of your own as it is, and again whenever what its cars may draw is decided anew.',
    args: { siteId: t.arg({ type: 'UUID', description: 'The site.' }) },
    subscribe: (_root, { siteId }, ctx) => watchSite(ctx, siteId),
    resolve: (site) => site,
  }),
}))
