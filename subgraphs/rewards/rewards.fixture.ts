import { HDNodeWallet, Mnemonic } from 'ethers'
import type { Caller } from '#lib/auth.ts'
import type { EventCatalogue } from '#lib/events.ts'
import { newId } from '#lib/id.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import { testChain, type TestChain } from '../../test/chain.ts'
import { box as rewards } from './box.ts'
import type { Config } from './config.ts'
import { insertLimit } from './rules/limit.queries.ts'
import type { Db, RewardsTables } from './tables.ts'

const CUSTODY = HDNodeWallet.fromMnemonic(
  Mnemonic.fromPhrase('test test test test test test test test test test test junk'),
  "m/44'/60'/1'/0",
)

export const environment = (chain: TestChain) => ({
  REWARDS_CHAIN_URL: chain.url,
  REWARDS_CHAIN_PRIVATE_KEY: chain.keys.settler.privateKey,
  REWARDS_DISTRIBUTOR_ADDRESS: chain.distributor.address,
  REWARDS_TOKEN_ADDRESS: chain.token.address,
  REWARDS_CUSTODY_XPUB: CUSTODY.neuter().extendedKey,
  REWARDS_SETTLE_INTERVAL_MS: '50',
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

export const token = (n: number): string => (BigInt(n) * 10n ** 18n).toString()
export const DRAFT_RULE = 'mutation ($input: DraftRewardRuleInput!) { draftRewardRule(input: $input) { id version publishedAt } }'
export const PUBLISH_RULE =
  'mutation ($input: PublishRewardRuleInput!) { publishRewardRule(input: $input) { version publishedAt } }'
/** A version of the rule of energy as it may be drafted. */
export const ruleDraft = (over: object = {}) => ({
  name: 'CHARGING_ENERGY',
  per: 1000,
  amount: token(1),
  maximum: token(500),
  budget: token(1_000_000),
  period: 'DAY',
  idempotencyKey: newId(),
  ...over,
})

/** A version of a rule that one has drafted and another published; its id. */
export async function publishedRule({ ask }: Pick<TestRewards, 'ask'>, over: object = {}): Promise<string> {
  const draft = await ask<{ draftRewardRule: { id: string } }>(userCaller(['TREASURER']), DRAFT_RULE, { input: ruleDraft(over) })
  const ruleId = draft.data?.draftRewardRule.id
  const { errors } = await ask(userCaller(['ADMIN']), PUBLISH_RULE, { input: { ruleId } })
  if (!ruleId || errors) throw new Error(JSON.stringify(errors ?? draft.errors))
  return ruleId
}

/** A running rewards subgraph on a database and a chain of its own; the test plays the boxes that it hears. */
export async function testRewards(more: Record<string, string> = {}) {
  const chain = await testChain()
  const running = await testBox<RewardsTables, Config>(rewards, { variables: { ...environment(chain), ...more } })
  const { db, tell } = running
  await limit(db)
  return {
    ...running,
    chain,
    /** A new user, registered with accounts. */
    async register(userId = newId()): Promise<Caller & { kind: 'user' }> {
      await tell('accounts.user.registered', userId, { userId, displayName: 'Ada', roles: ['DRIVER'] })
      return { kind: 'user', userId, roles: ['DRIVER'] }
    },
    /** Charging says that a session has ended. */
    async complete(over: Partial<EventCatalogue['charging.session.completed']> = {}): Promise<string> {
      const data = completed(over)
      await tell('charging.session.completed', data.sessionId, data)
      return data.sessionId
    },
    /** Odometer says that a reading has been approved; gives back the reading's id. */
    async approveReading(over: Partial<EventCatalogue['odometer.reading.approved']> = {}): Promise<string> {
      const data = reading(over)
      await tell('odometer.reading.approved', data.uploadId, data)
      return data.readingId
    },
    /** Deeds says that a deed has been approved; gives back the deed's id. */
    async approveDeed(over: Partial<EventCatalogue['deeds.deed.approved']> = {}): Promise<string> {
      const data = deed(over)
      await tell('deeds.deed.approved', data.submissionId, data)
      return data.submissionId
    },
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]()
      await chain[Symbol.asyncDispose]()
    },
  }
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

const deed = (over: Partial<EventCatalogue['deeds.deed.approved']>): EventCatalogue['deeds.deed.approved'] => ({
  submissionId: newId(),
  photoId: newId(),
  userId: newId(),
  task: 'RECYCLING',
  takenAt: new Date().toISOString(),
  approvedAt: new Date().toISOString(),
  ...over,
})

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
