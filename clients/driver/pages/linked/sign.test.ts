import { expect, test } from 'vitest'
import type { Provider } from './announced.ts'
import { signWith, type WalletReason } from './sign.ts'

const ADA = `0x${'Aa'.repeat(20)}`
const BOB = `0x${'b0'.repeat(20)}`

type Answer = unknown[]

/** A wallet that answers each method by what is given, one after the other, the last again; a number is an error with that code. */
function wallet(
  answers: Readonly<Record<string, Answer>>,
): Provider & { asked: { method: string; params?: readonly unknown[] }[] } {
  const left = new Map(Object.entries(answers).map(([method, all]) => [method, [...all]]))
  const asked: { method: string; params?: readonly unknown[] }[] = []
  return {
    asked,
    request: (one) => {
      asked.push(one)
      const all = left.get(one.method) ?? [-32_601]
      const answer = all.length > 1 ? all.shift() : all[0]
      return typeof answer === 'number' ? Promise.reject(Object.assign(new Error('no'), { code: answer })) : Promise.resolve(answer)
    },
  }
}

const good = { eth_requestAccounts: [[ADA]], eth_chainId: ['0x7a69'], personal_sign: ['0x12'], eth_accounts: [[ADA.toLowerCase()]] }
const sign = (one: Provider) => signWith(one, 31_337, (address) => Promise.resolve(`é ${address}`))

test('a wallet signs the message of its account, as bytes', async () => {
  const one = wallet(good)
  expect(await sign(one)).toEqual({ address: ADA, message: `é ${ADA}`, signature: '0x12' })
  const hex = `0x${Buffer.from(`é ${ADA}`).toString('hex')}`
  expect(one.asked.find(({ method }) => method === 'personal_sign')?.params).toEqual([hex, ADA])
})

test('a wallet on another chain is asked to change, and signs there', async () => {
  const one = wallet({ ...good, eth_chainId: ['0x1', '0x7a69'], wallet_switchEthereumChain: [null] })
  expect((await sign(one)).signature).toBe('0x12')
  expect(one.asked.find(({ method }) => method === 'wallet_switchEthereumChain')?.params).toEqual([{ chainId: '0x7a69' }])
})

test.each<[WalletReason, Record<string, Answer>]>([
  ['REFUSED', { eth_requestAccounts: [4001] }],
  ['REFUSED', { personal_sign: [4001] }],
  ['BUSY', { eth_requestAccounts: [-32_002] }],
  ['NO_ACCOUNT', { eth_requestAccounts: [[]] }],
  ['WRONG_ACCOUNT', { personal_sign: [4100] }],
  ['WRONG_ACCOUNT', { eth_accounts: [[BOB]] }],
  ['WRONG_CHAIN', { eth_chainId: ['0x1'], wallet_switchEthereumChain: [4001] }],
  ['WRONG_CHAIN', { eth_chainId: ['0x1'], wallet_switchEthereumChain: [null] }],
  ['UNKNOWN_CHAIN', { eth_chainId: ['0x1'], wallet_switchEthereumChain: [4902] }],
  ['BROKEN', { personal_sign: [-32_603] }],
])('says %s of a wallet that answers %j', async (reason, answers) => {
  await expect(sign(wallet({ ...good, ...answers }))).rejects.toMatchObject({ reason })
})

test('nothing is signed on another chain', async () => {
  const one = wallet({ ...good, eth_chainId: ['0x1'], wallet_switchEthereumChain: [4001] })
  await expect(sign(one)).rejects.toThrow()
  expect(one.asked.map(({ method }) => method)).not.toContain('personal_sign')
})
