import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { testChain, type TestChain } from '../test/chain.ts'
import { until } from '../test/until.ts'
import { openRewards } from './rewards/world.ts'

const REWARDS = 5_000
const ONE_BY_ONE = 200
const CHAINS = [31_337, 31_338, 31_339]
const UNITS = 10n ** 16n

/**
 * Rewards a second from waiting to final, by the chain's own word, on one chain and on three at once. Beside it, on the same chain, what the
 * batches replace: a plain transfer for each reward, sent when the one before is in a block.
 */
export async function run(): Promise<void> {
  const reference = await transfers()
  console.log('| how | rewards | seconds to final | rewards a second | × |')
  console.log('|---|---|---|---|---|')
  const line = (how: string, count: number, ms: number) => {
    const times = count / ms / (ONE_BY_ONE / reference)
    console.log(
      `| ${how} | ${count.toLocaleString('en')} | ${(ms / 1000).toFixed(1)} | **${(count / (ms / 1000)).toFixed(0)}** | ${times.toFixed(1)} |`,
    )
  }
  line('one transfer after the other', ONE_BY_ONE, reference)
  line('batches, one chain', REWARDS, await settle(CHAINS.slice(0, 1)))
  line('batches, three chains at once', REWARDS, await settle(CHAINS))
}

async function settle(ids: readonly number[]): Promise<number> {
  await using stack = new AsyncDisposableStack()
  const terms = { limits: { weeklyBudget: 10n ** 24n, rewardMaximum: 10n ** 21n } }
  // A block each second, as a quick chain has them; so the chain goes on, and calls blocks final.
  const chains = await Promise.all(ids.map(async (chainId) => stack.use(await testChain({ chainId, terms }))))
  for (const { provider } of chains) await provider.send('evm_setIntervalMining', [1])
  const [first, ...others] = chains
  if (!first) throw new Error('no chain')
  const { database } = await openRewards(stack, [first, ...others])
  await fill(database, ids)
  const begun = performance.now()
  await database.query("UPDATE reward SET status = 'EARNED', released_at = now()")
  const left = async (): Promise<number> =>
    Number(
      (
        await database.query<{ left: string }>(`SELECT (SELECT count(*) FROM reward WHERE status <> 'SETTLED')
          + (SELECT count(*) FROM nonce_outcome WHERE NOT finalized) AS left`)
      ).rows[0]?.left,
    )
  await until(async () => (await left()) === 0, { timeoutMs: 300_000 })
  return performance.now() - begun
}

/** Rewards of as many new users, held until they are let go together. */
async function fill(database: pg.Client, ids: readonly number[]): Promise<void> {
  const seed = randomBytes(4).toString('hex')
  await database.query(`
    WITH users AS (
      INSERT INTO wallet (user_id, derivation_index, address)
      SELECT gen_random_uuid(), 1000000 + i, '0x' || substr(encode(sha256(('${seed}' || i)::bytea), 'hex'), 1, 40) FROM generate_series(1, ${REWARDS}) AS i
      RETURNING user_id, derivation_index AS i, address)
    INSERT INTO reward (id, user_id, rule_id, rule_name, source_type, source_id, key, chain_id, quantity, amount, payout, granted, held_reason, status, earned_at)
    SELECT gen_random_uuid(), user_id, r.id, r.name, 'CHARGING_SESSION', gen_random_uuid(), '0x' || substr(encode(sha256(address::bytea), 'hex'), 1, 32),
      (ARRAY[${ids.join(',')}])[1 + i % ${ids.length}], 1000, ${UNITS}, ${UNITS}, 0, 'ALL', 'HELD', now()
    FROM users, (SELECT id, name FROM reward_rule WHERE name = 'charging.energy' LIMIT 1) AS r`)
}

async function transfers(): Promise<number> {
  await using chain: TestChain = await testChain()
  const { settler } = chain.keys
  await chain.provider.send('evm_setIntervalMining', [1])
  const begun = performance.now()
  let last = 0
  for (let i = 0; i < ONE_BY_ONE; i++) {
    const sent = await settler.sendTransaction({ to: `0x${randomBytes(20).toString('hex')}`, value: 1n })
    // As fast as it can be: the chain mines on demand for this one.
    await chain.provider.send('anvil_mine', ['0x1'])
    last = (await sent.wait())?.blockNumber ?? last
  }
  await until(async () => ((await chain.provider.getBlock('finalized'))?.number ?? 0) >= last, { timeoutMs: 60_000 })
  return performance.now() - begun
}
