import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { newId } from '#lib/id.ts'
import { releasedDatabase } from '../../db/upgrade.fixture.ts'
import { saveChains } from './chains/chain.queries.ts'
import { rewardSession } from './earning/earn.handler.ts'
import { completed, envelope, token } from './rewards.fixture.ts'
import type { RewardsTables } from './tables.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const RULE = '019aa000-0000-7000-8000-000000000001'
const CONTRACT = '0x4e59b44847b379578588920cA78FbF26c0B4956C'
const chain = (id: number) => ({
  id,
  name: 'Ours',
  distributor: CONTRACT,
  token: CONTRACT,
  explorerUrl: null,
  urls: ['http://x'],
  quorum: 1,
})

/** A database of a release with one chain: a reward that waits, and one that is paid where something was sent. */
async function upgraded({ sent }: { sent: boolean }) {
  const { adminUrl, passwords, log, admin, open, urlOf } = await releasedDatabase(stack, ['community', 'rewards', 'verification'])
  const batch = newId()
  const reward = (status: string, more: string, values: string) => `
    INSERT INTO reward (id, user_id, rule_id, rule_name, source_type, source_id, key, quantity, amount, payout, granted, status, earned_at${more})
    VALUES ('${newId()}', '${newId()}', '${RULE}', 'charging.energy', 'CHARGING_SESSION', '${newId()}', '0x${newId().replaceAll('-', '')}', 7, 9, 9, 9,
      '${status}', '2026-03-01T10:00Z'${values});`
  await sql
    .raw(
      `SET search_path TO rewards; ${reward('EARNED', '', '')}
      ${
        sent
          ? `INSERT INTO batch (id, number, distributor, keys_hash, total, count, status, transaction_hash, block_number, mined_at)
               VALUES ('${batch}', 1, '${CONTRACT}', '0x1', 9, 1, 'MINED', '0xa', 3, now());
             INSERT INTO chain_transaction (id, chain_id, signer, nonce, attempt, kind, batch_id, raw, hash, max_fee_wei, max_tip_wei, gas_limit)
               VALUES ('${newId()}', 137, '0xb', 0, 0, 'BATCH', '${batch}', '0x', '0xa', 1, 1, 1);
             INSERT INTO chain_cursor VALUES ('${CONTRACT}', 3, '0xc');
             ${reward('SETTLED', ', batch_id, batch_position, settled_at', `, '${batch}', 0, now()`)}`
          : ''
      } SET search_path TO public;`,
    )
    .execute(admin)
  await migrate({ adminUrl, passwords, log })
  return open<RewardsTables>(urlOf('rewards'), 'rewards')
}

describe('where something was sent', () => {
  let db: Awaited<ReturnType<typeof upgraded>>
  beforeAll(async () => {
    db = await upgraded({ sent: true })
  })

  test('what was there before belongs to the chain on which something was sent', async () => {
    await saveChains(db, [chain(137)])
    const rows = await db.selectFrom('reward').select(['status', 'chain_id']).orderBy('status').execute()
    expect(rows).toEqual([
      { status: 'EARNED', chain_id: 137 },
      { status: 'SETTLED', chain_id: 137 },
    ])
    expect(await db.selectFrom('chain_cursor').select('chain_id').execute()).toEqual([{ chain_id: 137 }])
    expect(await db.selectFrom('chain').select(['id', 'name', 'standard']).execute()).toEqual([
      { id: 137, name: 'Ours', standard: true },
    ])
  })

  test('the rules that were there hold as they did, and have the budget of the day', async () => {
    const { rows } = await sql<{ n: number; held: number; budget: string; period: string }>`
      SELECT count(*)::int AS n, count(*) FILTER (WHERE EXISTS (SELECT FROM rule_now(r.name)))::int AS held, min(r.budget) AS budget,
      min(r.period) AS period
      FROM reward_rule AS r JOIN reward_rule_publication AS p ON p.rule_id = r.id AND p.at = r.valid_from AND p.actor_id IS NULL`.execute(
      db,
    )
    expect(rows).toEqual([{ n: 8, held: 8, budget: '100000000000000000000000', period: 'DAY' }])
  })

  test('the places on leaderboards are those of the rewards that were there', async () => {
    const { rows } = await sql<{ board: string; total: string; users: number }>`
      SELECT board, sum(total) AS total, count(*) AS users FROM standing WHERE period = 'DAY' GROUP BY 1 ORDER BY 1`.execute(db)
    expect(rows).toEqual([
      { board: 'ENERGY', total: '14', users: 2 },
      { board: 'TOKENS', total: '18', users: 2 },
    ])
    expect(
      (
        await sql<{
          users: number
        }>`SELECT sum(users)::int AS users FROM standing_score WHERE board = 'ENERGY' AND period = 'ALL'`.execute(db)
      ).rows,
    ).toEqual([{ users: 2 }])
  })

  test('what waited is corrected as before, and what is earned now keeps to every limit', async () => {
    const old = await db
      .selectFrom('reward')
      .select(['id', 'user_id', 'source_id'])
      .where('status', '=', 'EARNED')
      .executeTakeFirstOrThrow()
    const say = (over: object) =>
      db.transaction().execute((trx) => rewardSession(trx, envelope('charging.session.completed', completed(over))))
    await say({ sessionId: old.source_id, userId: old.user_id, energyWh: 0 })
    await say({ userId: old.user_id, energyWh: 1_000 })
    const rows = await db
      .selectFrom('reward')
      .select(['status', 'payout_address', 'campaign_id', 'chain_id'])
      .where('user_id', '=', old.user_id)
      .orderBy('chain_index')
      .execute()
    const bare = { payout_address: null, campaign_id: null, chain_id: 137 }
    expect(rows).toEqual([
      { status: 'CANCELLED', ...bare },
      { status: 'EARNED', ...bare },
    ])
    const { rows: drawn } = await sql<{ scope: string }>`
      SELECT scope FROM reward_allowance WHERE granted >= ${token(1)} ORDER BY scope`.execute(db)
    expect(drawn.map(({ scope }) => scope)).toEqual(['ALL', 'RULE', 'STATION', 'USER'])
  })
})

test('where nothing was sent yet, it belongs to the chain that the box names at its start', async () => {
  const db = await upgraded({ sent: false })
  expect(await db.selectFrom('reward').select('chain_id').execute()).toEqual([{ chain_id: 0 }])
  await saveChains(db, [chain(56), { ...chain(1), name: 'Another' }])
  expect(await db.selectFrom('reward').select('chain_id').execute()).toEqual([{ chain_id: 56 }])
  expect(await db.selectFrom('chain').select('id').orderBy('id').execute()).toEqual([{ id: 1 }, { id: 56 }])
})
