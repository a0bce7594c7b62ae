import { concat, getAddress, toBeHex } from 'ethers'

/** One reward as the contract sees it. */
export interface Payout {
  /** The reward's place in the bitmap. */
  index: bigint
  account: string
  /** Base units, below 2^96. */
  amount: bigint
  /** 16 bytes, hex with 0x: what the payout is for. */
  key: string
}

export interface BatchArguments {
  words: { position: bigint; mask: bigint }[]
  payouts: bigint[]
  keys: string
}

const KEY_CHARACTERS = 32

/** The contract's arguments for these payouts, in the order of their indices. Throws when two have one index or an amount does not fit. */
export function packBatch(payouts: readonly Payout[]): BatchArguments {
  const ordered = payouts.toSorted((a, b) => (a.index < b.index ? -1 : 1))
  const masks = new Map<bigint, bigint>()
  for (const { index, amount, account } of ordered) {
    const [position, bit] = [index >> 8n, 1n << (index & 255n)]
    const mask = masks.get(position) ?? 0n
    if (mask & bit) throw new RangeError(`Two payouts have the index ${index}.`)
    if (amount < 0n || amount >> 96n) throw new RangeError(`The amount for ${account} does not fit 96 bits.`)
    masks.set(position, mask | bit)
  }
  return {
    words: [...masks].map(([position, mask]) => ({ position, mask })),
    payouts: ordered.map(({ account, amount }) => (BigInt(account) << 96n) | amount),
    keys: concat(ordered.map(({ key }) => key)),
  }
}

/** The payouts behind a batch's calldata arguments: the inverse of `packBatch`. */
export function unpackBatch({
  words,
  payouts,
  keys,
}: {
  words: readonly { position: bigint; mask: bigint }[]
  payouts: readonly bigint[]
  keys: string
}): Payout[] {
  const indices = words.flatMap(({ position, mask }) => bitsOf(mask).map((bit) => (position << 8n) + bit))
  return payouts.map((payout, i) => ({
    index: indices[i] ?? -1n,
    account: getAddress(toBeHex(payout >> 96n, 20)),
    amount: payout & ((1n << 96n) - 1n),
    key: `0x${keys.slice(2 + i * KEY_CHARACTERS, 2 + (i + 1) * KEY_CHARACTERS)}`,
  }))
}

function bitsOf(mask: bigint): bigint[] {
  const bits: bigint[] = []
  for (let bit = 0n; mask >> bit; bit++) if ((mask >> bit) & 1n) bits.push(bit)
  return bits
}
