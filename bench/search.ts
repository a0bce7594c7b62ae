import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { createClient } from '../clients/sdk/client.ts'
import { wipe } from '../deploy/embedded/platform.ts'
import { before } from './search/before.ts'
import { fillWorld, STATIONS } from './search/world.ts'
import { freePorts, openDatabase, startPlatform, stop } from './storm/platform.ts'

const ASKED = 200
const ADMIN = { email: 'bench@evergraph.test', password: 'bench-password-long' }
const FIELDS = `edges { node { id name address city location { latitude longitude } } } pageInfo { endCursor }`
const NEAREST = `query Nearest($input: NearestConnectorsInput!) { nearestConnectors(input: $input) {
  edges { distanceM node { id standard maxPowerW status station { id name location { latitude longitude } } } } pageInfo { endCursor } } }`
const STATIONS_OF = `query Stations($filter: StationFilter) { stations(filter: $filter) { ${FIELDS} } }`
const MAP = `query Map($box: BoxInput!, $zoom: Int!, $filter: StationFilter) { stationsIn(box: $box, zoom: $zoom, filter: $filter) {
  count clusters { count location { latitude longitude } } } }`
const COUNTRY = { south: 47.2, west: 5.9, north: 55, east: 15 }

type Station = { name: string; city: string; latitude: number; longitude: number }
interface Row {
  what: string
  goalMs: number
  ask: (station: Station) => readonly [query: string, variables: object]
  before?: (database: pg.Client, station: Station) => Promise<unknown>
}

const nearest = (withinM: number, more: object = {}): Row => ({
  what: `nearest connectors within ${withinM / 1000} km${Object.keys(more).length > 0 ? ', free now, 150 kW, CCS' : ''}`,
  goalMs: 30,
  ask: ({ latitude, longitude }) => [NEAREST, { input: { latitude, longitude, withinM, ...more } }],
  before: (database, place) => before.nearest(database, place, withinM, 0),
})
const CHOSEN = { minPowerW: 150_000, standards: ['IEC_62196_T2_COMBO'], onlyAvailable: true }
const wordOf = ({ name }: Station, from: number, to: number) => name.split(' ').slice(from, to).join(' ')

const ROWS: Row[] = [
  nearest(25_000),
  nearest(100_000),
  nearest(500_000),
  nearest(500_000, CHOSEN),
  {
    what: 'by a part of the name that few have',
    goalMs: 20,
    ask: ({ name }) => [STATIONS_OF, { filter: { nameContains: name.slice(-12) } }],
    before: (database, { name }) => before.name(database, name.slice(-12)),
  },
  {
    what: 'by city',
    goalMs: 20,
    ask: ({ city }) => [STATIONS_OF, { filter: { city } }],
    before: (database, { city }) => before.city(database, city),
  },
  { what: 'by text: a brand', goalMs: 20, ask: (station) => [STATIONS_OF, { filter: { text: wordOf(station, 0, 1) } }] },
  {
    what: 'by text: name and city',
    goalMs: 20,
    ask: (station) => [STATIONS_OF, { filter: { text: `${wordOf(station, 1, 2)} ${station.city}` } }],
  },
  {
    what: 'by a word that a tenth have, late in the order of names',
    goalMs: 20,
    ask: () => [STATIONS_OF, { filter: { text: 'charge' } }],
    before: (database) => before.name(database, 'charge'),
  },
  {
    what: 'clusters of a whole country',
    goalMs: 50,
    ask: () => [MAP, { box: COUNTRY, zoom: 6 }],
    before: (database) => before.clusters(database, COUNTRY),
  },
  {
    what: 'clusters of a whole country, free now, 150 kW, CCS',
    goalMs: 50,
    ask: () => [MAP, { box: COUNTRY, zoom: 6, filter: CHOSEN }],
  },
  {
    what: 'stations of a town on the map',
    goalMs: 50,
    ask: ({ latitude: s, longitude: w }) => [
      MAP,
      { box: { south: s - 0.05, west: w - 0.1, north: s + 0.05, east: w + 0.1 }, zoom: 14 },
    ],
  },
]

/**
 * Searches over 200,000 stations through the gateway, two at a time, beside the searches as they were, which are asked of the same database
 * without a gateway. `npm run bench -- search`
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'evergraph-search-'))
  // PostgreSQL's own user must reach it.
  chmodSync(folder, 0o755)
  const ports = await freePorts()
  const platform = startPlatform(folder, ports, {
    ACCOUNTS_ADMIN_EMAIL: ADMIN.email,
    ACCOUNTS_ADMIN_PASSWORD: ADMIN.password,
    // Searches are measured, not the memory of the gateway.
    GATEWAY_CACHE_BYTES: '0',
    GATEWAY_REQUESTS_PER_HOUR: 'off',
  })
  try {
    await platform.ready
    const database = await openDatabase(folder)
    await fillWorld(database)
    const { rows: stations } = await database.query<Station>(
      `SELECT name, city, latitude, longitude FROM stations.station ORDER BY hashtext(identity) LIMIT ${ASKED}`,
    )
    const url = `http://127.0.0.1:${ports.GATEWAY_PORT}/graphql`
    await using client = createClient({ url })
    await client.signIn(ADMIN)
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${client.tokens()?.accessToken}` }
    const ask = async (query: string, variables: object) => {
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
      const answer = (await response.json()) as { errors?: unknown }
      if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    }
    console.log(`| ${STATIONS} stations, on ${availableParallelism()} cores | ms: p50 | p99 | before: p50 | p99 | goal |`)
    console.log('|---|---|---|---|---|---|')
    for (const { what, goalMs, ...row } of ROWS) {
      // The first ones fill caches: of plans, documents and pages.
      for (const station of stations.slice(0, 20)) await ask(...row.ask(station))
      const now = await timed(stations, 2, (station) => ask(...row.ask(station)))
      const { before: old } = row
      const then = old ? await timed(stations.slice(0, 60), 1, (station) => old(database, station)) : null
      const figures = [...quantiles(now), ...(then ? quantiles(then) : ['', ''])]
      console.log(`| ${[what, ...figures, `p99 ≤ ${goalMs}`].join(' | ')} |`)
    }
    await database.end()
  } finally {
    await stop(platform.child)
    await wipe(folder).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of each, so many at once. */
async function timed(
  stations: readonly Station[],
  atOnce: number,
  work: (station: Station) => Promise<unknown>,
): Promise<number[]> {
  const waiting = [...stations]
  const took: number[] = []
  const worker = async () => {
    for (let station = waiting.pop(); station; station = waiting.pop()) {
      const begun = performance.now()
      await work(station)
      took.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return took
}

const quantiles = (took: readonly number[]): string[] =>
  [0.5, 0.99].map((share) => (took.toSorted((a, b) => a - b)[Math.floor(took.length * share)] ?? Number.NaN).toFixed(1))
