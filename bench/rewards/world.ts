import pg from 'pg'
import { custodyXpub } from '../../contracts/keys.ts'
import { createLocalBus } from '../../lib/bus-local.ts'
import { createLog } from '../../lib/log.ts'
import { box } from '../../subgraphs/rewards/box.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import type { TestChain } from '../../test/chain.ts'
import type { Subgraph } from '../../test/subgraph.ts'
import { benchDatabase } from '../database.ts'

const PHRASE = 'test test test test test test test test test test test junk'
const log = createLog('bench', { level: 'silent' })

/** The rewards box in this process, on a database of its own and on these chains, the first one being the standard. */
export async function openRewards(
  stack: AsyncDisposableStack,
  chains: readonly [TestChain, ...TestChain[]],
  more: Record<string, string> = {},
) {
  const { adminUrl: url, urlOf } = await benchDatabase(stack, 'rewards')
  const [first, ...others] = chains
  const rows = await Promise.all(
    others.map(async ({ url, distributor, token, provider }) => ({
      id: Number((await provider.getNetwork()).chainId),
      name: `chain ${String((await provider.getNetwork()).chainId)}`,
      urls: [url],
      distributor: distributor.address,
      token: token.address,
      confirmations: 1,
    })),
  )
  const config = box.config({
    DATABASE_URL: urlOf('rewards'),
    CALLER_PUBLIC_KEY: callerPublicKeyPem,
    REWARDS_CHAIN_URL: first.url,
    REWARDS_CHAIN_PRIVATE_KEY: first.keys.settler.privateKey,
    REWARDS_DISTRIBUTOR_ADDRESS: first.distributor.address,
    REWARDS_TOKEN_ADDRESS: first.token.address,
    REWARDS_CUSTODY_XPUB: custodyXpub(PHRASE),
    REWARDS_CHAINS: JSON.stringify(rows),
    ...more,
  })
  const app = stack.use(await box.open({ config, bus: stack.use(createLocalBus()), log }))
  if (!app.fetch) throw new Error('Rewards serves no graph.')
  const database = new pg.Client({ connectionString: url, options: '-c search_path=rewards' })
  await database.connect()
  stack.defer(() => database.end())
  return { graph: { name: 'rewards', fetch: app.fetch } as Subgraph, database, chainIds: config.chains.map(({ id }) => id) }
}
