import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parseEther, type JsonRpcProvider } from 'ethers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startAnvil } from '../deploy/embedded/anvil.ts'
import { connectChain, key } from '../test/chain.ts'
import { contractAt } from './contract.ts'
import { FACTORY, addressesFor, deployContracts, type Terms } from './deploy.ts'
import { EVcoin } from './generated/EVcoin.ts'
import { RewardDistributor } from './generated/RewardDistributor.ts'

const MNEMONIC = 'test test test test test test test test test test test junk'

let stack: AsyncDisposableStack
let provider: JsonRpcProvider
let url: string
let deployerKey: string
let terms: Terms
beforeEach(() => {
  stack = new AsyncDisposableStack()
})
afterEach(() => stack.disposeAsync())

/** A chain without the CREATE2 factory unless wanted, as a private network would be. */
async function open(args: string[] = []): Promise<void> {
  const anvil = stack.use(await startAnvil({ mnemonic: MNEMONIC, args }))
  url = anvil.url
  provider = stack.adopt(connectChain(anvil.url), (p) => p.destroy())
  deployerKey = key(0, provider).privateKey
  terms = {
    treasury: key(1, provider).address,
    guardian: key(2, provider).address,
    settler: key(3, provider).address,
    adminDelay: 86_400n,
    cap: parseEther('1000'),
    limits: { weeklyBudget: parseEther('10'), rewardMaximum: parseEther('1') },
  }
}

const nonce = () => provider.getTransactionCount(key(0, provider).address)

describe('deploying', () => {
  test('twice gives the same contracts and sends nothing the second time', async () => {
    await open()
    const first = await deployContracts({ provider, deployerKey, terms })
    const count = await nonce()
    expect(first.sent).toBeGreaterThan(0)
    expect(await deployContracts({ provider, deployerKey, terms })).toEqual({ ...first, sent: 0 })
    expect(await nonce()).toBe(count)
  })

  test('from two processes at once ends with one pair of contracts', async () => {
    await open(['--block-time', '1'])
    const other = key(5, provider).privateKey
    const [one, two] = await Promise.all([
      deployContracts({ provider, deployerKey, terms }),
      deployContracts({ provider, deployerKey: other, terms }),
    ])
    expect({ ...one, sent: 0 }).toEqual({ ...two, sent: 0 })
  })

  test('brings the factory to a chain that lacks it', async () => {
    await open(['--disable-default-create2-deployer'])
    expect(await provider.getCode(FACTORY)).toBe('0x')
    const { token, distributor } = await deployContracts({ provider, deployerKey, terms })
    expect({ token, distributor }).toEqual({ token: addressesFor(terms).token, distributor: addressesFor(terms).distributor })
    expect(await contractAt(RewardDistributor, distributor, provider).read.token()).toBe(token)
  })

  test.each([1, 2, 3])('that died after its %s. transaction is finished by the next run', async (after) => {
    await open(['--disable-default-create2-deployer'])
    await expect(deployContracts({ provider: dyingAfter(after, provider), deployerKey, terms })).rejects.toThrow('died')
    const { token, distributor, sent } = await deployContracts({ provider, deployerKey, terms })
    expect(sent).toBe(3 - after)
    expect(await contractAt(EVcoin, token, provider).read.cap()).toBe(terms.cap)
    expect(await contractAt(RewardDistributor, distributor, provider).read.token()).toBe(token)
  })

  test('leaves every role with the one it was meant for, and none with the deployer', async () => {
    await open()
    const addresses = await deployContracts({ provider, deployerKey, terms })
    const token = contractAt(EVcoin, addresses.token, provider)
    const distributor = contractAt(RewardDistributor, addresses.distributor, provider)
    const holders = [
      key(0, provider).address,
      terms.treasury,
      terms.guardian,
      terms.settler,
      addresses.distributor,
      addressesFor(terms).deployment,
    ]
    const ADMIN = await token.read.DEFAULT_ADMIN_ROLE()
    const holding = async (contract: Pick<typeof token | typeof distributor, 'read'>, role: string) => {
      const has = await Promise.all(holders.map((holder) => contract.read.hasRole(role, holder)))
      return holders.filter((_, i) => has[i])
    }
    expect(await holding(token, ADMIN)).toEqual([terms.treasury])
    expect(await holding(distributor, ADMIN)).toEqual([terms.treasury])
    expect(await holding(token, await token.read.MINTER_ROLE())).toEqual([addresses.distributor])
    expect(await holding(distributor, await distributor.read.SETTLER_ROLE())).toEqual([terms.settler])
    expect(await holding(token, await token.read.GUARDIAN_ROLE())).toEqual([terms.guardian])
    expect(await holding(distributor, await distributor.read.GUARDIAN_ROLE())).toEqual([terms.guardian])
  })

  test('fits one transaction of at most 2^24 gas', async () => {
    await open(['--enable-tx-gas-limit'])
    const { distributor } = await deployContracts({ provider, deployerKey, terms })
    const block = await provider.getBlock('latest')
    expect(block?.gasUsed).toBeLessThan(2n ** 24n)
    expect(await provider.getCode(distributor)).not.toBe('0x')
  })

  test('from the command line prints the addresses, the same when it is run again', async () => {
    await open()
    const env = {
      ...process.env,
      DEPLOY_CHAIN_URL: url,
      DEPLOY_PRIVATE_KEY: deployerKey,
      DEPLOY_TREASURY: terms.treasury,
      DEPLOY_GUARDIAN: terms.guardian,
      DEPLOY_SETTLER: terms.settler,
      DEPLOY_WEEKLY_BUDGET: '1000',
      DEPLOY_REWARD_MAXIMUM: '12.5',
    }
    const main = fileURLToPath(new URL('main.ts', import.meta.url))
    const run = async (variables: NodeJS.ProcessEnv) =>
      JSON.parse((await promisify(execFile)(process.execPath, [main], { env: variables })).stdout) as {
        token: string
        distributor: string
        sent: number
      }
    const first = await run(env)
    expect(await run(env)).toEqual({ ...first, sent: 0 })
    const distributor = contractAt(RewardDistributor, first.distributor, provider)
    expect([...(await distributor.read.limits())]).toEqual([parseEther('1000'), parseEther('12.5')])
    await expect(run({ ...env, DEPLOY_TREASURY: 'me', DEPLOY_WEEKLY_BUDGET: 'all' })).rejects.toMatchObject({
      code: 78,
      stderr: expect.stringMatching(/DEPLOY_TREASURY[^]*DEPLOY_WEEKLY_BUDGET/) as string,
    })
  })

  test('refuses the settler as the deployer, whose nonces it would use up', async () => {
    await open()
    await expect(deployContracts({ provider, deployerKey: key(3, provider).privateKey, terms })).rejects.toThrow('two keys')
  })

  describe('with a record', () => {
    let folder: string
    beforeEach(async () => {
      folder = stack.adopt(await mkdtemp(join(tmpdir(), 'evergraph-')), (path) => rm(path, { recursive: true }))
    })

    test('keeps the contracts it names, though other terms would give others', async () => {
      await open()
      const record = join(folder, 'contracts.json')
      const first = await deployContracts({ provider, deployerKey, terms, record })
      const changed = { ...terms, cap: terms.cap * 2n }
      expect(await deployContracts({ provider, deployerKey, terms: changed, record })).toEqual({ ...first, sent: 0 })
      expect(JSON.parse(await readFile(record, 'utf8'))).toEqual({ token: first.token, distributor: first.distributor })
    })

    test.each(['{"token": "0x', JSON.stringify({ token: FACTORY, distributor: '0x000000000000000000000000000000000000dEaD' })])(
      'believes the chain and not a record like %s',
      async (text) => {
        await open()
        const record = join(folder, 'contracts.json')
        await writeFile(record, text)
        const { token } = await deployContracts({ provider, deployerKey, terms, record })
        expect(token).toBe(addressesFor(terms).token)
      },
    )
  })
})

/** A provider whose process dies right after it has broadcast its n-th transaction. */
function dyingAfter(n: number, real: JsonRpcProvider): JsonRpcProvider {
  let sent = 0
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'broadcastTransaction') return typeof value === 'function' ? (value.bind(target) as unknown) : value
      return async (raw: string) => {
        await target.broadcastTransaction(raw)
        if (++sent === n) throw new Error('died')
        return { hash: '0x' }
      }
    },
  })
}
