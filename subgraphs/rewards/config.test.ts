import { HDNodeWallet, Mnemonic } from 'ethers'
import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { callerPublicKeyPem } from '../../test/caller.ts'
import { rewardsConfig } from './config.ts'
import { payoutAddress } from './earning/custody.ts'

const custody = HDNodeWallet.fromMnemonic(
  Mnemonic.fromPhrase('test test test test test test test test test test test junk'),
  "m/44'/60'/1'/0",
)
const good = {
  DATABASE_URL: 'postgres://localhost/evergraph',
  CALLER_PUBLIC_KEY: callerPublicKeyPem,
  REWARDS_CHAIN_URL: 'http://127.0.0.1:8545',
  REWARDS_CHAIN_PRIVATE_KEY: `0x${'11'.repeat(32)}`,
  REWARDS_DISTRIBUTOR_ADDRESS: '0x4e59b44847b379578588920cA78FbF26c0B4956C',
  REWARDS_TOKEN_ADDRESS: '0x4e59b44847b379578588920cA78FbF26c0B4956C',
  REWARDS_CUSTODY_XPUB: custody.neuter().extendedKey,
}

const faultsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    rewardsConfig(variables)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

test('a right configuration is read', () => {
  expect(faultsOf(good)).toEqual([])
})

test('every fault is named at once', () => {
  const faults = faultsOf({})
  for (const name of Object.keys(good)) expect(faults).toContain(`${name} is not set`)
})

test.each([
  ['REWARDS_CUSTODY_XPUB', custody.extendedKey],
  ['REWARDS_CUSTODY_XPUB', 'xpub661MyMwAqRbcF'],
  ['REWARDS_CHAIN_PRIVATE_KEY', '0x1234'],
  ['REWARDS_DISTRIBUTOR_ADDRESS', '0x4E59b44847b379578588920cA78FbF26c0B4956C'],
  ['REWARDS_CHAIN_URL', 'ws://127.0.0.1:8545'],
  ['REWARDS_CHAIN_MAX_FEE_GWEI', 'much'],
])('a wrong %s is refused, and its value is not told', (name, value) => {
  const faults = faultsOf({ ...good, [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(new RegExp(`^${name}: `))
  expect(faults[0]).not.toContain(value)
})

const polygon = {
  id: 137,
  name: 'Polygon',
  urls: ['https://a.example', 'https://b.example/key'],
  distributor: good.REWARDS_DISTRIBUTOR_ADDRESS,
  token: good.REWARDS_TOKEN_ADDRESS,
}

test('the old variables are the standard chain, and others come after it, each with what it leaves out', () => {
  const { chains } = rewardsConfig({
    ...good,
    REWARDS_CHAINS: JSON.stringify([{ ...polygon, confirmations: 'finalized', maxFeeGwei: 500 }]),
  })
  expect(chains).toMatchObject([
    { id: 31337, name: 'Local', urls: ['http://127.0.0.1:8545'], quorum: 1, confirmations: 1, fees: 'EIP1559' },
    {
      id: 137,
      urls: polygon.urls,
      quorum: 2,
      privateKey: good.REWARDS_CHAIN_PRIVATE_KEY,
      confirmations: 'finalized',
      maxFeeWei: 500n * 10n ** 9n,
    },
  ])
})

test.each([
  [{ distributor: '0x12' }, '[0.distributor] must be an address'],
  [{ urls: [] }, '[0.urls] must be one to five URLs'.replace('five', '5')],
  [{ urls: ['ws://x'] }, '[0.urls]'],
  [{ privateKey: 'secret' }, '[0.privateKey] must be 32 bytes'],
  [{ confirmations: 0 }, '[0.confirmations] must be a number of blocks'],
  [{ wrong: 1 }, '[0]'],
  [{ id: 31337 }, 'two chains have the id 31337'],
  [{ name: 'Local' }, 'two chains have the name Local'],
  [{ quorum: 3 }, 'the quorum of chain Polygon is more than its 2 URLs'],
  [{ quorum: 1 }, 'the quorum of chain Polygon must be 2 or more'],
  [{ urls: ['https://a.example', 'https://a.example/'] }, 'chain Polygon has a URL twice'],
])('a row with %j is refused in words', (over, words) => {
  const faults = faultsOf({ ...good, REWARDS_CHAINS: JSON.stringify([{ ...polygon, ...over }]) })
  expect(faults.join()).toContain(words)
  expect(faults.join()).not.toContain('secret')
})

test('rows that are no JSON are refused', () => {
  expect(faultsOf({ ...good, REWARDS_CHAINS: '{' })).toHaveLength(1)
})

test('a wrong number is told, beside what is wanted', () => {
  expect(faultsOf({ ...good, REWARDS_BATCH_SIZE: '601' })).toEqual([
    'REWARDS_BATCH_SIZE must be a whole number up to 600, and is "601"',
  ])
})

test('a payout address belongs to the child of the custody key with its number, and each number has its own', () => {
  const addresses = [0, 1, 2, 77].map((index) => payoutAddress(good.REWARDS_CUSTODY_XPUB, index))
  expect(addresses).toEqual([0, 1, 2, 77].map((index) => custody.deriveChild(index).address))
  expect(new Set(addresses).size).toBe(4)
})
