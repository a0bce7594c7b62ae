import {
  AbiCoder,
  ContractFactory,
  ZeroHash,
  concat,
  hexlify,
  keccak256,
  parseEther,
  randomBytes,
  toBeHex,
  type Wallet,
} from 'ethers'
import { packBatch } from '../contracts/batch.ts'
import { compile } from '../contracts/compile.ts'
import { testChain, type TestChain } from '../test/chain.ts'

/**
 * What a token cannot avoid paying per recipient: storing the balance (22,100 for a new holder, 5,000 for a returning one), the
 * Transfer event (1,756), a word of calldata (446), hashing the storage key (42).
 */
export const FLOOR = { new: 24_344, returning: 7_244 }
export const GOAL = { new: 1.05, returning: 1.15 }

const PLAIN = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
contract Plain is ERC20, AccessControl {
    constructor() ERC20("Plain", "PLN") { _grantRole(DEFAULT_ADMIN_ROLE, msg.sender); }
    function mint(address to, uint256 amount) external onlyRole(DEFAULT_ADMIN_ROLE) { _mint(to, amount); }
}`

export interface GasRow {
  path: string
  recipients: number
  new: number
  returning: number
}

/** Gas per recipient of our batches and of OpenZeppelin's plain mint, on a chain of their own. */
export async function measureGas(): Promise<GasRow[]> {
  await using chain = await testChain()
  return [await batches(chain, 100, 1n), await batches(chain, 500, 3n), await plainMint(chain)]
}

/** `npm run bench -- gas` */
export async function run(): Promise<void> {
  const rows = await measureGas()
  const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line('path', 'new', 'returning', '× floor')
  line('---', '---', '---', '---')
  const gas = (value: number) => Math.round(value).toLocaleString('en')
  line('floor', gas(FLOOR.new), gas(FLOOR.returning), '1.00 / 1.00')
  for (const row of rows) {
    line(
      row.path,
      gas(row.new),
      gas(row.returning),
      `${(row.new / FLOOR.new).toFixed(3)} / ${(row.returning / FLOOR.returning).toFixed(3)}`,
    )
  }
  process.stdout.write(`Goal at N = 500: ${GOAL.new} new, ${GOAL.returning} returning.\n`)
}

/** Two batches for the same people: the first finds them new, the second returning. A batch before both warms nothing that a real one would not find. */
async function batches(chain: TestChain, recipients: number, firstBatch: bigint): Promise<GasRow> {
  const accounts = Array.from({ length: recipients }, () => account())
  const perRecipient = async (number: bigint) => {
    const start = number * 10_000n
    const payouts = accounts.map((address, i) => ({
      index: start + BigInt(i),
      account: address,
      amount: parseEther('12.345678'),
      key: hexlify(randomBytes(16)),
    }))
    const { words, payouts: packed, keys } = packBatch(payouts)
    const data = chain.distributor.encode('payBatch', number, words, packed, keys)
    return (await gasUsed(chain.keys.settler, chain.distributor.address, data)) / recipients
  }
  const whenNew = await perRecipient(firstBatch)
  return { path: `EVcoin batch, N = ${recipients}`, recipients, new: whenNew, returning: await perRecipient(firstBatch + 1n) }
}

async function plainMint(chain: TestChain): Promise<GasRow> {
  const output = compile({ 'Plain.sol': PLAIN })['Plain.sol']?.Plain
  if (!output) throw new Error('The compiler returned no Plain token.')
  const token = await new ContractFactory(output.abi, output.evm.bytecode.object, chain.keys.deployer).deploy()
  await token.waitForDeployment()
  const [first, to] = [account(), account()]
  const mint = (recipient: string) =>
    concat([
      keccak256(new TextEncoder().encode('mint(address,uint256)')).slice(0, 10),
      AbiCoder.defaultAbiCoder().encode(['address', 'uint256'], [recipient, parseEther('12.345678')]),
    ])
  const address = await token.getAddress()
  // The first mint of all also creates the total supply; leave it out.
  await gasUsed(chain.keys.deployer, address, mint(first))
  const whenNew = await gasUsed(chain.keys.deployer, address, mint(to))
  return {
    path: "OpenZeppelin's plain mint, one by one",
    recipients: 1,
    new: whenNew,
    returning: await gasUsed(chain.keys.deployer, address, mint(to)),
  }
}

async function gasUsed(from: Wallet, to: string, data: string): Promise<number> {
  const receipt = await (await from.sendTransaction({ to, data, gasLimit: 16_777_216n })).wait()
  if (receipt?.status !== 1) throw new Error('A transaction of the measurement was refused.')
  return Number(receipt.gasUsed)
}

const account = (): string => toBeHex(BigInt(keccak256(concat([ZeroHash, randomBytes(32)]))) >> 96n, 20)
