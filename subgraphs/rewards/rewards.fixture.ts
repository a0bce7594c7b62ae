import { randomBytes } from 'node:crypto'
import { HDNodeWallet, Mnemonic } from 'ethers'
import { connect } from '#db/connect.ts'
import { startMessaging } from '#db/messaging.ts'
import { emit, type MessagingTables } from '#db/outbox.ts'
import type { Caller } from '#lib/auth.ts'
import type { Bus } from '#lib/bus.ts'
import { createLocalBus } from '#lib/bus-local.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { createLog } from '#lib/log.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { testChain, type TestChain } from '../../test/chain.ts'
import { testDatabase } from '../../test/postgres.ts'
import { ask } from '../../test/subgraph.ts'
import { until } from '../../test/until.ts'
import { createRewardsApp } from './app.ts'
import { createChain, type Chain } from './chain.ts'
import { rewardsConfig } from './config.ts'
import { insertLimit } from './limit.queries.ts'
import { openWallet } from './wallet.service.ts'
import { rewardSession } from './earn.service.ts'
import type { Settlement } from './settlement.ts'
import type { Db, RewardsTables } from './tables.ts'

const CUSTODY = HDNodeWallet.fromMnemonic(
  Mnemonic.fromPhrase('test test test test test test test test test test test junk'),
  "m/44'/60'/1'/0",
)
export const CUSTODY_XPUB = CUSTODY.neuter().extendedKey

export const environment = (databaseUrl: string, chain: TestChain, more: Record<string, string> = {}) => ({
  DATABASE_URL: databaseUrl,
  CALLER_PUBLIC_KEY: callerPublicKeyPem,
  REWARDS_CHAIN_URL: chain.url,
  REWARDS_CHAIN_PRIVATE_KEY: chain.keys.settler.privateKey,
  REWARDS_DISTRIBUTOR_ADDRESS: chain.distributor.address,
  REWARDS_TOKEN_ADDRESS: chain.token.address,
  REWARDS_CUSTODY_XPUB: CUSTODY_XPUB,
  REWARDS_SETTLE_INTERVAL_MS: '50',
  ...more,
})

/** Limits that are in nobody's way, and no rest, unless the test says otherwise. Tokens. */
export async function limit(
  db: Db,
  {
    perUser = 1e9,
    perStation = 1e9,
    budget = 1e9,
    settlingSeconds = 0,
  }: Partial<Record<'perUser' | 'perStation' | 'budget' | 'settlingSeconds', number>> = {},
): Promise<void> {
  const units = (tokens: number) => (BigInt(tokens) * 10n ** 18n).toString()
  await db.transaction().execute((trx) =>
    insertLimit(trx, {
      id: newId(),
      per_user: units(perUser),
      per_station: units(perStation),
      budget: units(budget),
      settling_seconds: settlingSeconds,
      created_by: null,
      idempotency_key: null,
    }),
  )
}

const log = createLog('rewards', { level: process.env['TEST_LOG'] ?? 'silent' })

/** A running rewards subgraph on a database and a chain of its own, with producers to speak for the boxes that it hears. */
export async function testRewards(more: Record<string, string> = {}) {
  await using stack = new AsyncDisposableStack()
  const [database, chain] = await Promise.all([testDatabase('rewards'), testChain()])
  stack.use(database)
  stack.use(chain)
  const bus = stack.use(createLocalBus())
  const counting = countListeners(bus)
  const config = rewardsConfig(environment(database.url, chain, more))
  const app = stack.use(await createRewardsApp({ config, bus: counting.bus, log }))
  const db = stack.adopt(connect<RewardsTables>({ url: database.url, schema: 'rewards', log }), (opened) => opened.destroy())
  await limit(db)
  const producer = async (box: 'accounts' | 'charging' | 'odometer' | 'community') => {
    const url = database.urlOf(box)
    const of = stack.adopt(connect<MessagingTables>({ url, schema: box, log }), (opened) => opened.destroy())
    stack.use(await startMessaging({ db: of, url, box, bus, handlers: {}, ctx: {}, log }))
    return of
  }
  const [accounts, charging] = [await producer('accounts'), await producer('charging')]
  const [odometer, community] = [await producer('odometer'), await producer('community')]
  const opened = stack.move()
  return {
    app,
    bus,
    /** How many watch at the moment. */
    listening: counting.listening,
    chain,
    db,
    database,
    ask: <Data = Record<string, never>>(caller: Caller, query: string, variables: Record<string, unknown> = {}) =>
      ask<Data>(app, caller, query, variables),
    /** Every event sent so far has been handled. */
    allHandled: () =>
      until(async () => {
        const open = await Promise.all(
          [accounts, charging, odometer, community].map((of) =>
            of.selectFrom('outbox').select('id').where('published_at', 'is', null).execute(),
          ),
        )
        return open.flat().length === 0
      }),
    /** A new user, registered with accounts. */
    async register(userId = newId()): Promise<Caller & { kind: 'user' }> {
      const data = { userId, displayName: 'Ada', roles: ['DRIVER'] }
      await accounts.transaction().execute((trx) => emit(trx, 'accounts.user.registered', userId, data))
      return { kind: 'user', userId, roles: ['DRIVER'] }
    },
    /** Charging says that a session has ended. */
    async complete(over: Partial<EventCatalogue['charging.session.completed']> = {}): Promise<string> {
      const data = completed(over)
      await charging.transaction().execute((trx) => emit(trx, 'charging.session.completed', data.sessionId, data))
      return data.sessionId
    },
    /** Odometer says that a reading has been approved; gives back the reading's id. */
    async approveReading(over: Partial<EventCatalogue['odometer.reading.approved']> = {}): Promise<string> {
      const data = reading(over)
      await odometer.transaction().execute((trx) => emit(trx, 'odometer.reading.approved', data.uploadId, data))
      return data.readingId
    },
    /** Community says that a deed has been approved; gives back the deed's id. */
    async approveDeed(over: Partial<EventCatalogue['community.deed.approved']> = {}): Promise<string> {
      const data = deed(over)
      await community.transaction().execute((trx) => emit(trx, 'community.deed.approved', data.submissionId, data))
      return data.submissionId
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function countListeners(bus: Bus): { bus: Bus; listening: () => number } {
  let count = 0
  const listen: Bus['listen'] = (names, heard) => {
    const ears = bus.listen(names, heard)
    count++
    return {
      [Symbol.dispose]: () => {
        count--
        ears[Symbol.dispose]()
      },
    }
  }
  return { bus: { ...bus, listen }, listening: () => count }
}

export type TestRewards = Awaited<ReturnType<typeof testRewards>>

export const completed = (
  over: Partial<EventCatalogue['charging.session.completed']> = {},
): EventCatalogue['charging.session.completed'] => ({
  sessionId: newId(),
  userId: newId(),
  stationId: newId(),
  connectorId: newId(),
  startedAt: new Date(Date.now() - 3_600_000).toISOString(),
  endedAt: new Date().toISOString(),
  energyWh: 12_345,
  held: false,
  ...over,
})

const reading = (over: Partial<EventCatalogue['odometer.reading.approved']>): EventCatalogue['odometer.reading.approved'] => ({
  readingId: newId(),
  uploadId: newId(),
  photoId: newId(),
  userId: newId(),
  vehicleId: newId(),
  readingM: 42_000_000,
  distanceM: 123_000,
  takenAt: new Date().toISOString(),
  approvedAt: new Date().toISOString(),
  ...over,
})

const deed = (over: Partial<EventCatalogue['community.deed.approved']>): EventCatalogue['community.deed.approved'] => ({
  submissionId: newId(),
  photoId: newId(),
  userId: newId(),
  task: 'RECYCLING',
  takenAt: new Date().toISOString(),
  approvedAt: new Date().toISOString(),
  ...over,
})

/** The settlement alone, with no loop: tests run its rounds, and let workers die between their steps. */
export async function testSettlement(options: { more?: Record<string, string>; args?: readonly string[] } = {}) {
  await using stack = new AsyncDisposableStack()
  const [database, chain] = await Promise.all([testDatabase('rewards'), testChain(options.args ? { args: options.args } : {})])
  stack.use(database)
  stack.use(chain)
  const db = stack.adopt(connect<RewardsTables>({ url: database.url, schema: 'rewards', log }), (opened) => opened.destroy())
  await limit(db)
  const config = rewardsConfig(environment(database.url, chain, options.more ?? {}))
  const services = { db, bus: stack.use(createLocalBus()), log, custodyXpub: CUSTODY_XPUB }
  const opened = stack.move()
  return {
    chain,
    database,
    db,
    config,
    /** A worker of its own; `wrap` stands between it and the chain. */
    worker(wrap: (real: Chain) => Partial<Chain> = () => ({})): Settlement {
      const real = opened.use(createChain(config.chain))
      return { db, log, settings: config.settlement, holder: newId(), chain: { ...real, ...wrap(real) } }
    },
    /** Users with one reward each; gives back the sessions. */
    async earn(count: number, over: Partial<EventCatalogue['charging.session.completed']> = {}): Promise<string[]> {
      const sessions: string[] = []
      for (let i = 0; i < count; i++) {
        const data = completed(over)
        const userId = data.userId ?? newId()
        await db.transaction().execute(async (trx) => {
          await openWallet(trx, envelope('accounts.user.registered', { userId, displayName: 'Ada', roles: [] }), services)
          await rewardSession(trx, envelope('charging.session.completed', data))
        })
        sessions.push(data.sessionId)
      }
      return sessions
    },
    /** Many waiting rewards at once, of users with addresses out of the air. */
    async fill(count: number): Promise<void> {
      const rule = await db
        .selectFrom('reward_rule')
        .select(['id', 'name'])
        .where('name', '=', 'charging.energy')
        .executeTakeFirstOrThrow()
      const users = Array.from({ length: count }, (_, i) => ({ userId: newId(), sessionId: newId(), index: 1_000_000 + i }))
      const hex = (bytes: number) => `0x${randomBytes(bytes).toString('hex')}`
      await db
        .insertInto('wallet')
        .values(users.map(({ userId, index }) => ({ user_id: userId, derivation_index: index, address: hex(20) })))
        .execute()
      const reward = {
        rule_id: rule.id,
        rule_name: rule.name,
        source_type: 'CHARGING_SESSION' as const,
        quantity: 1000,
        amount: '1000000000000000000',
        payout: '1000000000000000000',
        granted: '1000000000000000000',
        station_id: null,
        held_reason: null,
        released_at: null,
      }
      const waiting = { batch_id: null, batch_position: null, earned_at: new Date(), settled_at: null }
      await db
        .insertInto('reward')
        .values(
          users.map(({ userId, sessionId }) => ({
            ...reward,
            ...waiting,
            id: newId(),
            user_id: userId,
            source_id: sessionId,
            key: hex(16),
          })),
        )
        .execute()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

export type TestSettlement = Awaited<ReturnType<typeof testSettlement>>

export const envelope = <Name extends 'accounts.user.registered' | 'charging.session.completed'>(
  name: Name,
  data: EventCatalogue[Name],
) => ({
  id: newId(),
  name,
  aggregateId: newId(),
  occurredAt: new Date().toISOString(),
  requestId: null,
  data,
})
