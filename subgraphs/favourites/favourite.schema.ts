import { extension } from '#lib/graph.ts'
import { text } from '#lib/text.ts'
import { builder } from './builder.ts'
import { favouriteAt, favouritesOf, removeFavourite, saveFavourite, watchFavourites } from './favourite.service.ts'
import { FAVOURITES_LIMITS } from './limits.ts'
import type { Favourite } from './tables.ts'

const StationRef = extension(builder, 'Station')
const UserRef = extension(builder, 'User')

const AvailabilityRef = builder.enumType('FavouriteAvailability', {
  description: 'Whether one could charge at a favourite station now.',
  values: {
    FREE: { description: 'At least one EVSE is free.' },
    TAKEN: { description: 'The charger is online, and none of its EVSEs is free.' },
    UNKNOWN: { description: 'The charger is offline, or has not reported yet.' },
  } as const,
})

const FavouriteRef = builder.objectRef<Favourite>('Favourite').implement({
  description: 'A station that a driver has marked. Nobody else sees it.',
  fields: (t) => ({
    station: t.field({ type: StationRef, description: 'The station.', resolve: ({ station_id: id }) => ({ id }) }),
    note: t.exposeString('note', { nullable: true, description: 'What the driver says of it; null when nothing.' }),
    tellWhenFree: t.exposeBoolean('tell_when_free', { description: 'Whether the driver wants to be told when it becomes free.' }),
    addedAt: t.expose('created_at', { type: 'DateTime', description: 'When it was marked.' }),
    availability: t.field({
      type: AvailabilityRef,
      description: 'Whether one could charge there now.',
      resolve: ({ online, free_evses }) => (!online ? 'UNKNOWN' : free_evses > 0 ? 'FREE' : 'TAKEN'),
    }),
    freeEvses: t.exposeInt('free_evses', { description: 'How many vehicles could begin to charge there now.' }),
    freeSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when it has been free; null while it is not.',
      resolve: ({ free_evses, free_changed_at }) => (free_evses > 0 ? free_changed_at : null),
    }),
  }),
})

const SaveInput = builder.inputType('SaveFavouriteInput', {
  description: 'A favourite as it is to be.',
  fields: (t) => ({
    stationId: t.field({ type: 'UUID', description: 'Id of the station.' }),
    note: t.string({
      required: false,
      description: `What to say of it, up to ${FAVOURITES_LIMITS.noteCharacters} characters. Left out, it stays as it is; null removes it.`,
      validate: text(FAVOURITES_LIMITS.noteCharacters).nullish(),
    }),
    tellWhenFree: t.boolean({
      required: false,
      description: `Whether to be told when it becomes free after ${FAVOURITES_LIMITS.newsAfterMs / 60_000} minutes or more; left out, it stays as it is, at first false.`,
    }),
  }),
})

const RemoveInput = builder.inputType('RemoveFavouriteInput', {
  description: 'A favourite to remove.',
  fields: (t) => ({ stationId: t.field({ type: 'UUID', description: 'Id of the station.' }) }),
})

const PayloadRef = builder.objectRef<{ station: { id: string } }>('FavouritePayload').implement({
  description: 'A station after its mark was changed.',
  fields: (t) => ({
    station: t.expose('station', { type: StationRef, description: 'The station, with its `favourite` as it is now.' }),
  }),
})

builder.objectFields(StationRef, (t) => ({
  favourite: t.field({
    type: FavouriteRef,
    nullable: true,
    description: "The signed-in user's mark; null where there is none.",
    resolve: ({ id }, _args, ctx) => favouriteAt(ctx, id),
  }),
}))

builder.objectFields(UserRef, (t) => ({
  favourites: t.connection(
    {
      type: FavouriteRef,
      nullable: true,
      description: 'Favourite stations, the newest first; null for others than the user.',
      resolve: ({ id }, args, ctx) => favouritesOf(ctx, id, args),
    },
    { name: 'FavouriteConnection', description: "A page of a user's favourites." },
    { name: 'FavouriteEdge', description: "A place in a user's favourites." },
  ),
}))

builder.mutationFields((t) => ({
  saveFavourite: t.field({
    type: PayloadRef,
    description: `Makes a station a favourite of yours, or changes the one that it is. You may have ${FAVOURITES_LIMITS.perUser}.`,
    args: { input: t.arg({ type: SaveInput, description: 'The station, and what to keep with it.' }) },
    resolve: async (_root, { input }, ctx) => {
      await saveFavourite(ctx, input)
      return { station: { id: input.stationId } }
    },
  }),
  removeFavourite: t.field({
    type: PayloadRef,
    description:
      'Removes a favourite of yours. Where there is none nothing happens. NOT_FOUND for a station that you may not know of.',
    args: { input: t.arg({ type: RemoveInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => {
      await removeFavourite(ctx, input.stationId)
      return { station: { id: input.stationId } }
    },
  }),
}))

builder.subscriptionField('favouritesUpdated', (t) =>
  t.field({
    type: StationRef,
    description:
      'Your favourite stations, the newest first; then each whenever its availability changes, and when you mark it, change the mark or remove it (`favourite` is null then).',
    subscribe: (_root, _args, ctx) => watchFavourites(ctx),
    resolve: (station) => station,
  }),
)
