import type { Kysely } from 'kysely'
import { hash } from '@node-rs/argon2'
import { passwordText } from '#lib/charger-password.ts'
import type { Bus } from '#lib/bus.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { connectChargePoint, type ChargePoint, type ChargePointOptions } from '../test/charge-point.ts'
import { testBox } from '../test/box.ts'
import type { Teller } from '../test/teller.ts'
import { until } from '../test/until.ts'
import { box } from './box.ts'
import type { OcppConfig } from './config.ts'
import { parseFrame } from './wire/frame.ts'
import { messagesOf } from './wire/messages.ts'
import type { ChargePointPort } from './connections/serve.ts'
import type { OcppTables } from './tables.ts'

export const PASSWORD = 'a charger password'
const hashOf = (password: string) => hash(passwordText(password), { memoryCost: 8192, timeCost: 1, parallelism: 1 })
const hashed = hashOf(PASSWORD)

const openBridge = (config: Partial<OcppConfig>) =>
  testBox<OcppTables, OcppConfig, object, ChargePointPort>(box, { variables: { OCPP_PORT: '0', OCPP_SWEEP_MS: '50' }, config })
type Running = Awaited<ReturnType<typeof openBridge>>

export type BridgeApp = Awaited<ReturnType<typeof box.open>>

/** A bridge on a database of its own, with the other boxes played by the test: their events go in, the bridge's come out. */
export interface TestBridge extends AsyncDisposable {
  app: BridgeApp
  db: Kysely<OcppTables>
  databaseUrl: string
  bus: Bus
  config: OcppConfig
  /** Another node over the same database. */
  addNode(config?: Partial<OcppConfig>): Promise<BridgeApp>
  /** What another box says; resolves when the bridge has handled it. */
  tell: Teller['tell']
  /** Says an event once more, or a changed one. */
  again: Teller['again']
  /** A station of two EVSEs is registered; its password is PASSWORD, or another, or it has none. */
  register(
    identity?: string,
    options?: { password?: string | false; operatorId?: string },
  ): Promise<{ stationId: string; identity: string; operatorId: string }>
  issue(value: string, status?: 'ACTIVE' | 'BLOCKED', more?: Partial<EventCatalogue['accounts.id-token.issued']>): Promise<void>
  /** Asks its graph, and watches it. */
  ask: Running['ask']
  watch: Running['watch']
  /** What the bridge has said so far, in order. */
  events(): Promise<EventEnvelope[]>
  said<Name extends EventName>(name: Name): Promise<EventCatalogue[Name][]>
  /** Waits until the bridge has said it; the last such event. */
  waitFor<Name extends EventName>(name: Name, match?: (data: EventCatalogue[Name]) => boolean): Promise<EventCatalogue[Name]>
  connect(identity: string, options?: Partial<ChargePointOptions>): Promise<ChargePoint>
}

export async function testBridge(overrides: Partial<OcppConfig> = {}): Promise<TestBridge> {
  const stack = new AsyncDisposableStack()
  const running = stack.use(await openBridge(overrides))
  const { app, db, database, config, tell, again, said } = running
  const events = async (): Promise<EventEnvelope[]> => {
    const rows = await db.selectFrom('outbox').selectAll().where('addressee', 'is', null).orderBy('position').execute()
    // Written by `emit`, which ties name and data together.
    return rows.map(
      (row) => ({ id: row.id, name: row.name, aggregateId: row.aggregate_id, data: row.data }) as unknown as EventEnvelope,
    )
  }
  return {
    app,
    bus: running.bus,
    db,
    databaseUrl: database.url,
    config,
    addNode: async (more = {}) => stack.use(await running.open({ config: more, bus: stack.use(createLocalBus()) })),
    tell,
    again,
    register: async (identity = `CP-${newId().slice(-8)}`, { password = PASSWORD, operatorId = newId() } = {}) => {
      const stationId = newId()
      const passwordHash = password === false ? null : await (password === PASSWORD ? hashed : hashOf(password))
      const connectors = () => [1, 2].map((number) => ({ connectorId: newId(), number, maxPowerW: 50_000, tariffId: null }))
      const evses = [1, 2].map((number) => ({ evseId: newId(), number, connectors: connectors() }))
      await tell('stations.station.saved', stationId, {
        stationId,
        operatorId,
        identity,
        passwordHash,
        place: { latitude: 52.5, longitude: 13.4 },
        evses,
      })
      return { stationId, identity, operatorId }
    },
    issue: async (value, status = 'ACTIVE', more = {}) => {
      // The tests show one card at many chargers. What that is about says how many it may be.
      const concurrentSessions = 1_000
      const token = { idTokenId: newId(), userId: newId(), value, type: 'RFID' as const, status, concurrentSessions, ...more }
      await tell('accounts.id-token.issued', token.idTokenId, token)
    },
    ask: running.ask,
    watch: running.watch,
    events,
    said,
    waitFor: (name, match = () => true) => until(async () => (await said(name)).findLast(match)),
    connect: async (identity, options = {}) =>
      stack.use(await connectChargePoint({ url: app.url, identity, password: PASSWORD, meterIntervalMs: 0, ...options })),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** What breaks the specification's schemas in what either side has said on the charger's present line; should be nothing. */
export function violations(charger: ChargePoint): string[] {
  const messages = messagesOf(charger.version)
  const asked = new Map<string, string>()
  return charger.wire.frames.flatMap(({ text }) => {
    const frame = parseFrame(text, charger.version)
    if (frame.kind === 'call') asked.set(frame.messageId, frame.action)
    const action = 'messageId' in frame ? asked.get(frame.messageId) : undefined
    if (action === undefined || !messages.has(action) || (frame.kind !== 'call' && frame.kind !== 'result')) return []
    const violation = messages.violation(action, frame.kind === 'call' ? 'request' : 'response', frame.payload)
    return violation === null ? [] : [`${action} (${frame.kind}): ${violation.description}`]
  })
}
