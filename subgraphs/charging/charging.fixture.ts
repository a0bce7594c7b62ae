import type { RawBuilder } from 'kysely'
import { connect } from '#db/connect.ts'
import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue, EventEnvelope, MeterSample } from '#lib/events.ts'
import type { TariffData } from '#lib/tariff/tariff.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { newIdToken } from '#lib/id-token.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import { watch } from '../../test/sse.ts'
import { ask, type GraphQLAnswer } from '../../test/subgraph.ts'
import { box as charging } from './box.ts'
import type { Config } from './config.ts'
import type { ChargingTables, Session } from './tables.ts'

export const admin = userCaller(['ADMIN'])
export type User = Caller & { kind: 'user' }
export interface Driver {
  caller: User
  userId: string
  idToken: string
  idTokenId: string
}
export interface Place {
  stationId: string
  operator: User
  tariffId: string | null
  timeZone?: string
  connectors: { connectorId: string; evseNumber: number; connectorNumber: number }[]
}

/** 50 cents a kWh and 12 euro an hour of parking in steps of 5 minutes, 19 % VAT, 1 euro to begin with. */
export const TARIFF: TariffData = {
  currency: 'EUR',
  elements: [
    {
      components: [
        { type: 'FLAT', price: 1, vat: 19, stepSize: 1 },
        { type: 'ENERGY', price: 0.5, vat: 19, stepSize: 1 },
        { type: 'PARKING_TIME', price: 12, vat: 19, stepSize: 300 },
      ],
    },
  ],
}

const SESSION = `id status failureReason requestedAt startedAt endedAt endReason stopRequestedAt energyWh powerW socPercent minutesLeft held flags
  runningCost { amountMinor currency } station { id } connector { id } user { id } vehicle { id }
  chargeDetailRecord { id revision totalEnergyWh totalTimeSeconds totalParkingTimeSeconds totalCostExclVat { amountMinor } totalCostInclVat { amountMinor currency } tariffVersion }`
const START = `mutation ($input: StartChargingInput!) { startCharging(input: $input) { ${SESSION} } }`
const STOP = `mutation ($input: StopChargingInput!) { stopCharging(input: $input) { ${SESSION} } }`
const READ = `query ($id: UUID!) { chargingSession(id: $id) { ${SESSION} } }`
const WATCH = `subscription ($id: UUID!) { sessionUpdated(sessionId: $id) { ${SESSION} } }`

export interface Shown {
  id: string
  status: Session['status']
  failureReason: string | null
  startedAt: string | null
  endedAt: string | null
  stopRequestedAt: string | null
  energyWh: number
  powerW: number | null
  socPercent: number | null
  minutesLeft: number | null
  held: boolean
  flags: string[]
  runningCost: { amountMinor: number; currency: string } | null
  station: { id: string }
  connector: { id: string } | null
  user: { id: string } | null
  vehicle: { id: string } | null
  chargeDetailRecord: {
    id: string
    revision: number
    totalEnergyWh: number
    totalTimeSeconds: number
    totalParkingTimeSeconds: number
    totalCostExclVat: { amountMinor: number }
    totalCostInclVat: { amountMinor: number; currency: string } | null
    tariffVersion: number | null
  } | null
}
interface Transaction {
  transactionId: string
  /** Minutes as of `at`. */
  meter(minute: number, sample: Omit<MeterSample, 'at'>, offline?: boolean): Promise<EventEnvelope<'ocpp.transaction.metered'>>
  suspend(minute: number, by?: 'EV' | 'EVSE' | 'BOOT'): Promise<unknown>
  resume(minute: number): Promise<unknown>
  end(minute: number, meterStopWh: number | null): Promise<EventEnvelope<'ocpp.transaction.ended'>>
}

export type TestCharging = Awaited<ReturnType<typeof testCharging>>

/** Sessions of the tests take place a day ago, so that nothing lies ahead of our clock; minutes count from their usual start. */
const YESTERDAY = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 24 * 3_600_000
export const at = (minute: number): string => new Date(YESTERDAY + minute * 60_000).toISOString()

/** The charging box on a database of its own, with the other boxes played by the test. */
export async function testCharging(variables: Record<string, string> = {}) {
  const running = await testBox<ChargingTables, Config>(charging, {
    variables: { CHARGING_PARKING_GRACE_SECONDS: '0', CHARGING_SWEEP_MS: '50', ...variables },
  })
  const { app, db, tell, said } = running

  const askFor = <Data>(caller: Caller, query: string, input?: Record<string, unknown>) => ask<Data>(app, caller, query, input)
  const box = {
    ...running,
    ask: askFor,
    /** A driver with an identity for the app, which `idTokenId` names, and with a card, whose value is `idToken`. */
    async driver(status: 'ACTIVE' | 'BLOCKED' = 'ACTIVE'): Promise<Driver> {
      const caller = userCaller(['DRIVER'])
      const [idToken, idTokenId, cardId] = [`CARD${newId().slice(-8)}`, newId(), newId()]
      const token = { userId: caller.userId, status }
      const app = { ...token, idTokenId, value: newIdToken(), type: 'APP' as const }
      await tell('accounts.id-token.issued', idTokenId, app, new Date(at(-600)))
      const card = { ...token, idTokenId: cardId, value: idToken, type: 'RFID' as const }
      await tell('accounts.id-token.issued', cardId, card, new Date(at(-600)))
      return { caller, userId: caller.userId, idToken, idTokenId }
    },
    async tariff(tariff: TariffData = TARIFF, tariffId: string = newId(), version = 1, validFrom = at(-600)): Promise<string> {
      await tell('stations.tariff.saved', tariffId, { tariffId, version, validFrom, tariff })
      return tariffId
    },
    /** A station of two EVSEs with one connector each; with TARIFF, unless said otherwise. */
    async station(tariffId?: string | null): Promise<Place> {
      const operator = userCaller(['OPERATOR'])
      const price = tariffId === undefined ? await box.tariff() : tariffId
      const place: Place = {
        stationId: newId(),
        operator,
        tariffId: price,
        connectors: [1, 2].map((evseNumber) => ({ connectorId: newId(), evseNumber, connectorNumber: 1 })),
      }
      await box.sayStation(place)
      return place
    },
    sayStation: (
      { stationId, operator, tariffId, connectors, timeZone = 'Europe/Amsterdam' }: Place,
      occurredAt = new Date(at(-600)),
      more: Partial<EventCatalogue['stations.station.saved']> = {},
    ) =>
      tell(
        'stations.station.saved',
        stationId,
        {
          stationId,
          operatorId: operator.userId,
          identity: `CP-${stationId.slice(-6)}`,
          passwordHash: null,
          place: { latitude: 52.5, longitude: 13.4 },
          address: ADDRESS,
          timeZone,
          evses: connectors.map(({ connectorId, evseNumber, connectorNumber }) => ({
            evseId: newId(),
            number: evseNumber,
            connectors: [{ connectorId, number: connectorNumber, maxPowerW: 50_000, tariffId }],
          })),
          ...more,
        },
        occurredAt,
      ),
    start: (caller: Caller, input: Record<string, unknown>): Promise<GraphQLAnswer<{ startCharging: Shown }>> =>
      askFor(caller, START, { input: { idempotencyKey: newId(), ...input } }),
    stop: (caller: Caller, sessionId: string): Promise<GraphQLAnswer<{ stopCharging: Shown }>> =>
      askFor(caller, STOP, { input: { sessionId } }),
    /** Starts and gives the session; fails the test where it is refused. */
    async started(driver: Driver, place: Place, more: Record<string, unknown> = {}): Promise<Shown> {
      const { data, errors } = await box.start(driver.caller, { connectorId: place.connectors[0]?.connectorId, ...more })
      if (!data) throw new Error(JSON.stringify(errors))
      return data.startCharging
    },
    async read(caller: Caller, id: string): Promise<Shown> {
      const { data, errors } = await askFor<{ chargingSession: Shown }>(caller, READ, { id })
      if (!data) throw new Error(JSON.stringify(errors))
      return data.chargingSession
    },
    watch: (caller: Caller, id: string) => watch<{ sessionUpdated: Shown }>(app, caller, WATCH, { id }),
    /** The commands that were asked for, for one session. */
    commands: async (sessionId: string) => ({
      starts: await said('charging.start.requested', sessionId),
      stops: await said('charging.stop.requested', sessionId),
    }),
    /** The session of a transaction. */
    sessionOf: (transactionId: string): Promise<Session> =>
      db.selectFrom('session').selectAll().where('transaction_id', '=', transactionId).executeTakeFirstOrThrow(),
    /** A charger begins; the rest of the transaction is told through what comes back. */
    async begin(place: Place, fact: Partial<EventCatalogue['ocpp.transaction.started']> = {}): Promise<Transaction> {
      const transactionId = fact.transactionId ?? newId()
      const { evseNumber = 1, connectorNumber = 1 } = place.connectors[0] ?? {}
      await tell('ocpp.transaction.started', transactionId, {
        transactionId,
        stationId: place.stationId,
        evseNumber,
        connectorNumber,
        idToken: null,
        sessionId: null,
        authorised: true,
        startedAt: at(0),
        receivedAt: fact.startedAt ?? at(0),
        meterStartWh: 1_000_000,
        offline: false,
        ...fact,
      })
      return {
        transactionId,
        meter: (minute, sample, offline = false) =>
          tell('ocpp.transaction.metered', transactionId, {
            transactionId,
            samples: [{ at: at(minute), ...sample }],
            receivedAt: at(minute),
            offline,
          }),
        suspend: (minute, by = 'EV') => tell('ocpp.transaction.suspended', transactionId, { transactionId, by, at: at(minute) }),
        resume: (minute) => tell('ocpp.transaction.resumed', transactionId, { transactionId, at: at(minute) }),
        end: (minute, meterStopWh) =>
          tell('ocpp.transaction.ended', transactionId, {
            transactionId,
            endedAt: at(minute),
            receivedAt: at(minute),
            meterStopWh,
            reason: 'Local',
            samples: [],
            offline: false,
          }),
      }
    },
    cdrs: (sessionId: string) =>
      db.selectFrom('cdr').selectAll().where('session_id', '=', sessionId).orderBy('issued_at').orderBy('id').execute(),
    deadLetters: () => db.selectFrom('dead_letter').selectAll().execute(),
  }
  return box
}

/** Where its stations are. */
export const ADDRESS = { name: 'Garage', street: 'Laan 7', city: 'Utrecht', country: 'NL' } as const

/** Does what the box's own role may not. */
export async function asAdministrator({ database }: Pick<TestCharging, 'database'>, statement: RawBuilder<unknown>): Promise<void> {
  const log = createLog('test', { level: 'silent' })
  const db = connect<ChargingTables>({ url: database.adminUrl, schema: 'charging', log, max: 1 })
  try {
    await statement.execute(db)
  } finally {
    await db.destroy()
  }
}

export const refusalOf = ({ errors }: GraphQLAnswer<unknown>) => ({
  code: errors?.[0]?.extensions?.code,
  path: errors?.[0]?.extensions?.issues?.[0]?.path.join('.'),
})
