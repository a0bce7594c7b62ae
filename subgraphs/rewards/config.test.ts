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
