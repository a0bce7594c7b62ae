import { testChain, type TestChain } from '../../../test/chain.ts'
import { lyingNode } from './lying-node.fixture.ts'
import { testSettlement } from './settlement.fixture.ts'

export const IDS = [31_338, 31_339] as const

/** The settlement over three chains at once: the standard one, and two of REWARDS_CHAINS, each an anvil of its own behind a node that can be away. */
export async function severalChains(row: Record<string, unknown> = {}) {
  await using stack = new AsyncDisposableStack()
  const others: TestChain[] = await Promise.all(IDS.map(async (chainId) => stack.use(await testChain({ chainId }))))
  const nodes = await Promise.all(others.map(async ({ url }) => stack.use(await lyingNode(url))))
  const rows = others.map((chain, i) => ({
    id: IDS[i],
    name: `Chain ${i + 2}`,
    urls: [nodes[i]?.url],
    distributor: chain.distributor.address,
    token: chain.token.address,
    confirmations: 'finalized',
    ...row,
  }))
  const world = stack.use(await testSettlement({ more: { REWARDS_CHAINS: JSON.stringify(rows) } }))
  const [, second, third] = world.config.chains
  const [a, b] = others
  const [nodeA, nodeB] = nodes
  if (!second || !third || !a || !b || !nodeA || !nodeB) throw new Error('Three chains were wanted.')
  const opened = stack.move()
  return {
    ...world,
    second: { row: second, chain: a, node: nodeA },
    third: { row: third, chain: b, node: nodeB },
    /** Lets blocks pass, so that a chain calls its last payments final. */
    finalize: (chain: TestChain) => chain.provider.send('anvil_mine', ['0x5']),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
