import { parseEther } from 'ethers'
import { newId } from '#lib/id.ts'
import { testChain, type TestChain } from '../../../test/chain.ts'
import { until } from '../../../test/until.ts'
import type { ChainRow } from '../chains/chain-rows.ts'
import { chooseChain } from '../chains/chain.queries.ts'
import { lyingNode } from './lying-node.fixture.ts'
import { reconcile } from './reconcile.ts'
import { holdSigner, settleOnce } from './round.ts'
import type { Settlement } from './settlement.ts'
import { lapse, testSettlement } from './settlement.fixture.ts'

const IDS = [31_337, 31_338, 31_339] as const
/** What each session of these tests earns. */
export const EACH = parseEther('12.345')

export interface Place {
  row: ChainRow
  chain: TestChain
  node: Awaited<ReturnType<typeof lyingNode>>
}

/** Three anvils, each behind a node that can be away. They are started once for a file, and `world` puts them back to how they were. */
export async function severalChains() {
  await using stack = new AsyncDisposableStack()
  const chains = await Promise.all(IDS.map(async (chainId) => stack.use(await testChain({ chainId }))))
  const nodes = await Promise.all(chains.map(async ({ url }) => stack.use(await lyingNode(url))))
  const snapshots = await Promise.all(chains.map(snapshotOf))
  const opened = stack.move()
  return {
    /** The settlement over the three on a database of its own: the standard chain, and two of REWARDS_CHAINS. */
    async world(row: Record<string, unknown> = {}) {
      for (const [i, chain] of chains.entries()) {
        await chain.provider.send('anvil_dropAllTransactions', [])
        await chain.provider.send('evm_setAutomine', [true])
        await chain.provider.send('evm_revert', [snapshots[i]])
        snapshots[i] = await snapshotOf(chain)
        // A revert leaves the fee of the next block as a test has set it.
        const head = await chain.provider.getBlock('latest')
        await chain.provider.send('anvil_setNextBlockBaseFeePerGas', [`0x${(head?.baseFeePerGas ?? 1n).toString(16)}`])
      }
      for (const { state } of nodes) Object.assign(state, { away: false, lies: {} })
      return worldOn(chains, nodes, row)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const snapshotOf = ({ provider }: TestChain) => provider.send('evm_snapshot', []) as Promise<string>

async function worldOn(chains: readonly TestChain[], nodes: readonly Place['node'][], more: Record<string, unknown>) {
  const rows = chains.slice(1).map((chain, i) => ({
    id: IDS[i + 1],
    name: `Chain ${i + 2}`,
    urls: [nodes[i + 1]?.url],
    distributor: chain.distributor.address,
    token: chain.token.address,
    confirmations: 'finalized',
    ...more,
  }))
  const world = await testSettlement({ chain: chains[0], more: { REWARDS_CHAINS: JSON.stringify(rows) } })
  const [standard, second, third] = world.config.chains.map((row, i): Place => {
    const [chain, node] = [chains[i], nodes[i]]
    if (!chain || !node) throw new Error('Three chains were wanted.')
    return { row, chain, node }
  })
  if (!standard || !second || !third) throw new Error('Three chains were wanted.')
  const everywhere = [standard, second, third]
  const workerOn = ({ row }: Pick<Place, 'row'>) => world.worker(undefined, row)
  const rewards = () => world.db.selectFrom('reward').selectAll().orderBy('chain_index').execute()
  /** A new user who is paid there. */
  const userOn = async ({ row }: Pick<Place, 'row'>): Promise<string> => {
    const userId = newId()
    await world.db.transaction().execute((trx) => chooseChain(trx, userId, row.id))
    return userId
  }
  /** Lets blocks pass, so that a chain calls its last payments final. */
  const finalize = (chain: TestChain) => chain.provider.send('anvil_mine', ['0x5'])
  return {
    ...world,
    standard,
    second,
    third,
    everywhere,
    workerOn,
    rewards,
    userOn,
    finalize,
    earnOn: async (place: Pick<Place, 'row'>, count = 1) => {
      const sessions: string[] = []
      for (let i = 0; i < count; i++) sessions.push(...(await world.earn(1, { userId: await userOn(place) })))
      return sessions
    },
    /** Rounds on all chains, until every reward is settled. A round may be idle before that: another chain has moved under it, and it looks again. */
    async settleAll(): Promise<void> {
      await lapse(world.db)
      const workers = everywhere.map(workerOn)
      await compared(workers)
      await until(
        async () => {
          for (const { chain } of [second, third]) await finalize(chain)
          const states: string[] = []
          for (const worker of workers) states.push(await settleOnce(worker))
          return states.every((state) => state === 'idle') && (await rewards()).every(({ status }) => status === 'SETTLED')
        },
        { timeoutMs: 60_000 },
      )
    },
  }
}
export type SeveralChains = Awaited<ReturnType<typeof worldOn>>

export const supply = ({ chain }: Pick<Place, 'chain'>) => chain.token.read.totalSupply()

/** As every settler does at its start: takes the lease, and compares. */
export async function compared(workers: readonly Settlement[]): Promise<void> {
  for (const worker of workers) await holdSigner(worker)
  for (const worker of workers) await reconcile(worker)
}
