import { getAddress, isAddress, isHexString, parseUnits } from 'ethers'
import { z } from 'zod'
import { env } from '#lib/config.ts'

/** A chain as the configuration names it. */
export interface ChainRow {
  id: number
  name: string
  /** JSON-RPC of its nodes. */
  urls: string[]
  /** So many nodes at least must say the same, two at least where there are two. Of those that answer, more than half must in any case. */
  quorum: number
  privateKey: string
  distributor: string
  token: string
  startBlock: number
  /** How many blocks, with its own, a payment needs to count as settled; or until the chain itself says so. */
  confirmations: number | 'finalized'
  /** How gas is paid for: by EIP-1559, or by one price. */
  fees: 'EIP1559' | 'LEGACY'
  /** The most to pay for gas, in wei. Above it a batch waits. */
  maxFeeWei: bigint
  /** When a transaction that nobody has mined gets a higher fee. */
  replaceAfterMs: number
  /** When a batch that nobody has mined is given up, and its nonce filled. */
  expireAfterMs: number
  /** A site with a page for each transaction (`/tx/`) and address (`/address/`); null where there is none. */
  explorerUrl: string | null
}

const MOST_NODES = 5
const isHttp = (text: string) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
const areUrls = (urls: readonly string[]) => urls.length > 0 && urls.length <= MOST_NODES && urls.every(isHttp)
const URLS = `must be one to ${MOST_NODES} URLs with http: or https:`

/** Parts of a row, which the variables of the standard chain and the rows of REWARDS_CHAINS share. */
export const parts = {
  urls: z
    .string()
    .transform((text) => text.split(',').map((url) => url.trim()))
    .refine(areUrls, `${URLS}, by commas`),
  address: z.string().refine(isAddress, 'must be an address, 0x and 40 hex digits, with a right checksum').transform(getAddress),
  privateKey: z.string().refine((text) => isHexString(text, 32), 'must be 32 bytes in hex with 0x'),
  startBlock: z.coerce.number().int().min(0).default(0),
  confirmations: z
    .string()
    .regex(/^([1-9]|[1-5]\d|6[0-4]|finalized)$/, 'must be a number of blocks from 1 to 64, or finalized')
    .default('1')
    .transform((text) => (text === 'finalized' ? text : Number(text))),
  fees: z.enum(['EIP1559', 'LEGACY']).default('EIP1559'),
  maxFeeGwei: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,9})?$/, 'must be a number of gwei')
    .default('200')
    .transform((text) => parseUnits(text, 'gwei')),
  replaceAfterMs: env.milliseconds(60_000),
  expireAfterMs: env.milliseconds(3_600_000),
  quorum: z.coerce.number().int().min(1).max(MOST_NODES).optional(),
  name: z.string().regex(/^[\p{L}\p{N} .-]{1,40}$/u, 'must be 1 to 40 letters, digits, spaces, dots or hyphens'),
  id: z.coerce.number().int().positive().max(2_147_483_647),
  explorerUrl: z.string().refine(isHttp, 'must be a URL with http: or https:').optional(),
}

/** One node alone must not move money where there are others to ask. */
export const quorumOf = (given: number | undefined, urls: readonly string[]): number => given ?? Math.min(2, urls.length)

/** Numbers may stand in JSON as they are. */
const word = <Part extends z.ZodType<unknown, string | undefined>>(part: Part) =>
  z.preprocess((given) => (typeof given === 'number' ? String(given) : given), part)

const row = z.strictObject({
  id: parts.id,
  name: parts.name,
  urls: z.array(z.string()).refine(areUrls, URLS),
  quorum: parts.quorum,
  /** The settler's key there; the standard chain's when left out. */
  privateKey: parts.privateKey.optional(),
  distributor: parts.address,
  token: parts.address,
  startBlock: parts.startBlock,
  confirmations: word(parts.confirmations),
  fees: parts.fees,
  maxFeeGwei: word(parts.maxFeeGwei),
  replaceAfterMs: parts.replaceAfterMs,
  expireAfterMs: parts.expireAfterMs,
  explorerUrl: parts.explorerUrl,
})

/** REWARDS_CHAINS: a JSON list of rows. A fault names the row and the field, and never shows a value: keys and URLs are secret. */
export const moreChains = z
  .string()
  .default('[]')
  .transform((text, ctx): z.output<typeof row>[] => {
    const read = z.array(row).max(20).safeParse(jsonOf(text))
    if (read.success) return read.data
    for (const { path, message } of read.error.issues)
      ctx.addIssue({ code: 'custom', message: `[${path.join('.')}] ${message}`, input: null })
    return z.NEVER
  })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
