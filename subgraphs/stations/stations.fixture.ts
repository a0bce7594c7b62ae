import type { Kysely } from 'kysely'
import { connect } from '#db/connect.ts'
import type { Caller } from '#lib/auth.ts'
import type { App } from '#lib/app.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventCatalogue, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem, userCaller } from '../../test/caller.ts'
import { testDatabase } from '../../test/postgres.ts'
import { watch } from '../../test/sse.ts'
import { ask, type GraphQLAnswer } from '../../test/subgraph.ts'
import { createTeller, type Teller } from '../../test/teller.ts'
import { createStationsApp } from './app.ts'
import { stationsConfig } from './config.ts'
import type { StationsTables } from './tables.ts'

export interface TestStations extends AsyncDisposable {
  app: Required<App>
  db: Kysely<StationsTables>
  tell: Teller['tell']
  again: Teller['again']
  ask<Data>(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer<Data>>
  watch<Data>(caller: Caller, query: string, variables?: Record<string, unknown>): AsyncGenerator<GraphQLAnswer<Data>, void, void>
  /** How many watch at the moment. */
  listening(): number
  /** What the box has said, in order. */
  said<Name extends EventName>(name: Name): Promise<EventCatalogue[Name][]>
  /** Registers a station; what is given replaces the believable defaults. */
  register(caller: Caller, input?: Record<string, unknown>): Promise<RegisteredStation>
}

export interface RegisteredStation {
  id: string
  identity: string
  password: string
  evses: { id: string; connectors: { id: string }[] }[]
}

export const operator = userCaller(['OPERATOR'])
export const otherOperator = userCaller(['OPERATOR'])
export const driver = userCaller(['DRIVER'])
export const admin = userCaller(['ADMIN'])

let count = 0
/** A new station in the middle of Berlin with one 50 kW CCS connector. */
export function stationInput(input: Record<string, unknown> = {}): Record<string, unknown> {
  count++
  return {
    idempotencyKey: newId(),
    identity: `CP-${count}`,
    name: `Station ${String(count).padStart(3, '0')}`,
    address: 'Alexanderplatz 1',
    city: 'Berlin',
    country: 'DE',
    location: { latitude: 52.5219, longitude: 13.4132 },
    timeZone: 'Europe/Berlin',
    evses: [{ evseId: `DE*EVG*E${count}*1`, connectors: [ccs()] }],
    ...input,
  }
}
export const ccs = (connector: Record<string, unknown> = {}) => ({
  standard: 'IEC_62196_T2_COMBO',
  format: 'CABLE',
  powerType: 'DC',
  maxPowerW: 50_000,
  ...connector,
})

export const REGISTER = `mutation ($input: RegisterStationInput!) {
  registerStation(input: $input) { password station { id identity evses { id connectors { id } } } } }`
export interface Registration {
  registerStation: { password: string | null; station: Omit<RegisteredStation, 'password'> }
}

export async function testStations(): Promise<TestStations> {
  const stack = new AsyncDisposableStack()
  const database = stack.use(await testDatabase('stations'))
  const log = createLog('stations', { level: process.env['LOG_LEVEL'] ?? 'silent' })
  const bus = stack.use(createLocalBus())
  const config = stationsConfig({ DATABASE_URL: database.url, CALLER_PUBLIC_KEY: callerPublicKeyPem })
  let listening = 0
  const counting: typeof bus = {
    ...bus,
    listen: (names, heard) => {
      const ears = bus.listen(names, heard)
      listening++
      return {
        [Symbol.dispose]: () => {
          listening--
          ears[Symbol.dispose]()
        },
      }
    },
  }
  const app = stack.use(await createStationsApp({ config, bus: counting, log }))
  const db = stack.adopt(connect<StationsTables>({ url: database.url, schema: 'stations', log, max: 2 }), (opened) =>
    opened.destroy(),
  )
  const box: TestStations = {
    app,
    db,
    ...createTeller(bus),
    ask: (caller, query, variables) => ask(app, caller, query, variables),
    watch: (caller, query, variables) => watch(app, caller, query, variables),
    listening: () => listening,
    said: async <Name extends EventName>(name: Name) => {
      const rows = await db.selectFrom('outbox').select('data').where('name', '=', name).orderBy('position').execute()
      // Written by `emit`, which ties name and data together.
      return rows.map(({ data }) => data as EventCatalogue[Name])
    },
    register: async (caller, input) => {
      const { data, errors } = await box.ask<Registration>(caller, REGISTER, { input: stationInput(input) })
      if (!data) throw new Error(JSON.stringify(errors))
      return { ...data.registerStation.station, password: data.registerStation.password ?? '' }
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
  return box
}
