/** Keccak-256 of bytes, both in hex with 0x: `keccak256` of ethers or viem. */
export type Keccak = (bytes: string) => string

/** What `eth_getProof` answers (EIP-1186), as far as it is used. */
export interface StateProof {
  accountProof: readonly string[]
  storageProof: readonly { key: string; proof: readonly string[] }[]
}

/** The fields of a block, as `eth_getBlockByNumber` gives them in hex. */
export type Header = Record<string, unknown> & { hash: string; number: string; stateRoot: string }

/** What a header is made of, in its order; later forks added at its end. */
const FIELDS =
  'parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed timestamp extraData mixHash nonce baseFeePerGas withdrawalsRoot blobGasUsed excessBlobGas parentBeaconBlockRoot requestsHash'.split(
    ' ',
  )
const NUMBERS = new Set([
  'difficulty',
  'number',
  'gasLimit',
  'gasUsed',
  'timestamp',
  'baseFeePerGas',
  'blobGasUsed',
  'excessBlobGas',
])

/** The hash of a block by its own fields: a state root that is not of this block has another. */
export function hashOf(header: Header, keccak: Keccak): string {
  const items = FIELDS.flatMap((field) => {
    const value = header[field]
    if (typeof value !== 'string') return []
    return [encoded(NUMBERS.has(field) ? minimal(value) : bytesOf(value))]
  })
  return keccak(hexOf(withLength(0xc0, joined(items))))
}

/** A storage slot of a contract, by the state root of a block: its value, or null where the proof proves nothing. */
export function storageAt(
  { stateRoot, contract, slot }: { stateRoot: string; contract: string; slot: string },
  { accountProof, storageProof }: StateProof,
  keccak: Keccak,
): bigint | null {
  const account = valueIn(stateRoot, contract, accountProof, keccak)
  if (!account) return null
  // Nonce, balance, root of the storage, hash of the code.
  const fields = decoded(account)
  const root = Array.isArray(fields) ? fields[2] : undefined
  const own = storageProof.find(({ key }) => BigInt(key) === BigInt(slot))
  if (!(root instanceof Uint8Array) || !own) return null
  const value = valueIn(hexOf(root), slot, own.proof, keccak)
  if (value === null) return null
  const bytes = value.length === 0 ? value : decoded(value)
  return bytes instanceof Uint8Array ? BigInt(`0x0${hexOf(bytes).slice(2)}`) : null
}

type Item = Uint8Array | Item[]

/**
 * What a Merkle Patricia trie has under a key: nothing (no bytes) where the proof shows that it has none. Null where a node is missing, or is
 * another than the one above it names.
 */
function valueIn(root: string, key: string, proof: readonly string[], keccak: Keccak): Uint8Array | null {
  const nothing = new Uint8Array()
  let path = nibblesOf(bytesOf(keccak(key)))
  let place: Item = bytesOf(root)
  for (const nodes = [...proof]; ;) {
    if (place instanceof Uint8Array) {
      if (place.length === 0) return nothing
      const node = nodes.shift()
      if (node === undefined || !same(keccak(node), hexOf(place))) return null
      place = decoded(bytesOf(node))
    }
    if (!Array.isArray(place)) return null
    if (place.length === 17) {
      const [next, ...rest] = path
      if (next === undefined) return place[16] instanceof Uint8Array ? place[16] : null
      path = rest
      place = place[next] ?? nothing
      continue
    }
    const [shared, below]: Item[] = place
    if (place.length !== 2 || !(shared instanceof Uint8Array) || below === undefined) return null
    const [flag = 0, ...nibbles] = nibblesOf(shared)
    const own = flag % 2 === 1 ? nibbles : nibbles.slice(1)
    if (own.some((nibble, i) => path[i] !== nibble)) return nothing
    path = path.slice(own.length)
    if (flag < 2) place = below
    else return path.length > 0 ? nothing : below instanceof Uint8Array ? below : null
  }
}

/** An RLP item; what comes after it is not looked at. */
const decoded = (bytes: Uint8Array): Item => itemAt(bytes, 0).item

function itemAt(bytes: Uint8Array, at: number): { item: Item; end: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { item: bytes.slice(at, at + 1), end: at + 1 }
  const isList = first >= 0xc0
  const short = first - (isList ? 0xc0 : 0x80)
  const sizeBytes = short > 55 ? short - 55 : 0
  const size = sizeBytes > 0 ? Number(`0x${hexOf(bytes.slice(at + 1, at + 1 + sizeBytes)).slice(2)}`) : short
  const begin = at + 1 + sizeBytes
  const end = begin + size
  if (!isList) return { item: bytes.slice(begin, end), end }
  const items: Item[] = []
  for (let next = begin; next < end && next < bytes.length;) {
    const { item, end: after } = itemAt(bytes, next)
    items.push(item)
    next = after
  }
  return { item: items, end }
}

const encoded = (bytes: Uint8Array): Uint8Array => (bytes.length === 1 && (bytes[0] ?? 0) < 0x80 ? bytes : withLength(0x80, bytes))

function withLength(kind: number, content: Uint8Array): Uint8Array {
  if (content.length <= 55) return joined([Uint8Array.of(kind + content.length), content])
  const size = minimal(`0x${content.length.toString(16)}`)
  return joined([Uint8Array.of(kind + 55 + size.length), size, content])
}

/** A number without zeros before it; 0 is no bytes. */
const minimal = (hex: string): Uint8Array => (BigInt(hex) === 0n ? new Uint8Array() : bytesOf(`0x${BigInt(hex).toString(16)}`))

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const nibblesOf = (bytes: Uint8Array): number[] => [...bytes].flatMap((byte) => [byte >> 4, byte & 15])
const hexOf = (bytes: Uint8Array): string => `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
function bytesOf(hex: string): Uint8Array {
  const digits = hex.length % 2 === 0 ? hex.slice(2) : `0${hex.slice(2)}`
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
