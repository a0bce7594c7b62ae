import { z } from 'zod'
import { builder } from '../builder.ts'
import { ConnectorRef } from '../connector.schema.ts'
import { LocationRef, StationRef } from '../station.schema.ts'
import { BoxInput, FilterInput, NearestInput } from './filter-input.schema.ts'
import { boxOf, placeOf, type Box } from './grid.ts'
import type { Counted } from './cluster.queries.ts'
import type { NearConnector } from './nearest.queries.ts'
import { findNearest, listedStations, stationsIn, type MapView } from './search.service.ts'

interface Near {
  node: NearConnector
  cursor: string
}
const NearEdgeRef = builder.objectRef<Near>('NearestConnectorEdge').implement({
  description: 'A connector near a place.',
  fields: (t) => ({
    node: t.field({ type: ConnectorRef, description: 'The connector.', resolve: ({ node }) => node }),
    cursor: t.exposeString('cursor', { description: 'Where the entry stands: give it as `after` to page on from here.' }),
    distanceM: t.float({ description: 'Metres from the place, as the crow flies.', resolve: ({ node }) => node.distance_m }),
  }),
})

interface NearPage {
  edges: Near[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}
const NearConnectionRef = builder.objectRef<NearPage>('NearestConnectorConnection').implement({
  description: 'A page of connectors by distance.',
  fields: (t) => ({
    edges: t.expose('edges', { type: [NearEdgeRef], description: 'The entries of the page, the nearest first.' }),
    pageInfo: t.expose('pageInfo', { type: builder.pageInfoRef(), description: 'Where this page stands in the list.' }),
  }),
})

const BoxRef = builder.objectRef<Box>('Box').implement({
  description: 'A part of the map between two parallels and two meridians (WGS 84).',
  fields: (t) => ({
    south: t.expose('south', { type: 'Latitude', description: 'Its southern edge.' }),
    west: t.expose('west', { type: 'Longitude', description: 'Its western edge.' }),
    north: t.expose('north', { type: 'Latitude', description: 'Its northern edge.' }),
    east: t.expose('east', { type: 'Longitude', description: 'Its eastern edge.' }),
  }),
})

const ClusterRef = builder.objectRef<Counted & { level: number }>('StationCluster').implement({
  description: 'Stations that are close together on a map.',
  fields: (t) => ({
    count: t.exposeInt('stations', { description: 'How many they are.' }),
    location: t.field({
      type: LocationRef,
      description: 'The middle of their places, to some metres.',
      resolve: ({ stations, sum_x, sum_y }) => placeOf(sum_x / stations, sum_y / stations),
    }),
    bounds: t.field({
      type: BoxRef,
      description: 'The cell of the map that they are in: zoom in on it to see them apart.',
      resolve: ({ level, x, y }) => boxOf(level, x, y),
    }),
    station: t.field({
      type: StationRef,
      nullable: true,
      description: 'The station where it is one alone, else null.',
      resolve: ({ stations, station_id, sum_x, sum_y }, _args, { loaders }) => {
        if (stations !== 1) return null
        return station_id === null ? loaders.stationAt.load(`${sum_x} ${sum_y}`) : loaders.station.load(station_id)
      },
    }),
  }),
})

const MapRef = builder.objectRef<MapView>('StationMap').implement({
  description: 'Stations in a part of the map.',
  fields: (t) => ({
    count: t.int({
      description: 'How many stations the clusters have together.',
      resolve: ({ cells }) => cells.reduce((sum, { stations }) => sum + stations, 0),
    }),
    clusters: t.field({
      type: [ClusterRef],
      description: 'One for each cell of the map that has stations; those at the edge count what is just outside, too.',
      resolve: ({ level, cells }) => cells.map((cell) => ({ ...cell, level })),
    }),
  }),
})

builder.queryFields((t) => ({
  nearestConnectors: t.field({
    type: NearConnectionRef,
    description: 'Connectors around a place, the nearest first.',
    args: {
      input: t.arg({ type: NearestInput, description: 'Where, and which.' }),
      first: t.arg.int({ required: false, description: 'So many entries; 20 when left out, at most 100.' }),
      after: t.arg.string({ required: false, description: 'Only entries after this cursor.' }),
    },
    resolve: (_root, { input, ...args }, ctx) => findNearest(ctx, input, args),
  }),
  stations: t.connection(
    {
      type: StationRef,
      description:
        'Stations by name. With a text: first those whose name begins with it, then the others. Operators see private stations of ' +
        'their own when they ask for their own operatorId.',
      args: {
        filter: t.arg({ type: FilterInput, required: false, description: 'Which stations; all without it.' }),
        retired: t.arg.boolean({
          required: false,
          description: 'True: retired ones too, for the operator whose operatorId is asked for, and for admins.',
        }),
      },
      resolve: (_root, { filter, retired, ...args }, ctx) => listedStations(ctx, { ...filter, retired }, args),
    },
    { name: 'StationConnection', description: 'A page of stations.' },
    { name: 'StationEdge', description: 'A station in a list.' },
  ),
  stationsIn: t.field({
    type: MapRef,
    description:
      'How many stations are where in a part of the map, and which they are where one stands alone. Cells are 64 by 64 points of a ' +
      'map at this zoom, larger where the box would have more than 2,048 of them.',
    args: {
      box: t.arg({ type: BoxInput, description: 'The part of the map.' }),
      zoom: t.arg.int({
        description: 'Zoom of the map, 0 to 22: at 0 the world is 256 points wide, and twice as wide with each step.',
        validate: z.int().min(0, 'Not below 0.').max(22, 'At most 22.'),
      }),
      filter: t.arg({ type: FilterInput, required: false, description: 'Which stations; all without it.' }),
    },
    resolve: (_root, { box, zoom, filter }, ctx) => stationsIn(ctx, box, zoom, filter ?? {}),
  }),
}))
