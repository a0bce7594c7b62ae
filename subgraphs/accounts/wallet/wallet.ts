import { createSiweMessage } from 'viem/siwe'
import { z } from 'zod'
import { badInput } from '#lib/errors.ts'
import { sentenceOf } from '#lib/work/outage.ts'
import { consumeChallenge, newChallenge, type Taken } from '../challenge/challenge.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import { signerOf } from './signature.ts'

/** Who is to sign, and where. */
export interface Wanted {
  address: string
  chainId: number
  origin?: string | null | undefined
}

/** What a wallet has signed. */
export interface SignedMessage {
  message: string
  signature: string
}

type Purpose = 'WALLET_SIGN_IN' | 'WALLET_LINK'

/** A wallet that has proved itself. */
export interface Proved {
  address: string
  chainId: number
  contract: boolean
}

const STATEMENTS: Record<Purpose, string> = {
  WALLET_SIGN_IN: 'Sign in to Evergraph.',
  WALLET_LINK: 'Link this wallet to my Evergraph account. It will sign me in, and rewards will be paid to it.',
}

/** Makes the message (EIP-4361) that a wallet is to sign. All of it is ours: domain, URI, statement, chain, nonce and times. */
export async function newMessage(
  ctx: Context,
  purpose: Purpose,
  { address, chainId, origin }: Wanted,
  userId: string | null,
): Promise<{ message: string; expiresAt: Date }> {
  const { origins, chains } = ctx.config
  const uri = origin ?? origins[0] ?? ''
  if (!origins.includes(uri)) throw badInput(['input', 'origin'], 'This is no origin of ours.')
  if (!chains.has(chainId)) throw badInput(['input', 'chainId'], 'Wallets of this chain are not taken here.')
  const issuedAt = new Date()
  const expirationTime = new Date(issuedAt.getTime() + ACCOUNTS_LIMITS.challengeSeconds * 1_000)
  // The input was read as an address.
  const common = { domain: new URL(uri).host, address: address as `0x${string}`, uri, version: '1', chainId } as const
  const messageWith = (nonce: string) =>
    createSiweMessage({ ...common, statement: STATEMENTS[purpose], nonce, issuedAt, expirationTime })
  const { value, expiresAt } = await newChallenge(ctx, purpose, {
    userId,
    data: (nonce) => ({ address, chainId, message: messageWith(nonce) }),
  })
  return { message: messageWith(value), expiresAt }
}

const made = z.object({ address: z.string(), chainId: z.number(), message: z.string() })

/**
 * The wallet that has signed a message of ours, and for whom the message was made. WALLET_REFUSED for everything that is not to the letter
 * what we have made, is over, was used before, or is signed by somebody else. UNAVAILABLE if a contract has signed and the chain is away.
 */
export async function provedWallet(
  ctx: Context,
  purpose: Purpose,
  { message, signature }: SignedMessage,
): Promise<Proved & Pick<Taken, 'userId'>> {
  const [, nonce] = /^Nonce: ([0-9a-f]{64})$/m.exec(message) ?? []
  const taken = nonce === undefined ? null : await consumeChallenge(ctx.db, purpose, nonce)
  const { data } = made.safeParse(taken?.data)
  const url = data && ctx.config.chains.get(data.chainId)
  if (!taken || !data || url === undefined || data.message !== message) throw walletRefused()
  const { address, chainId } = data
  const signer = await signerOf({ address, chainId, message, signature }, url).catch((error: unknown) => {
    ctx.log.warn({ fault: sentenceOf(error), chainId }, 'a chain could not be asked for the word of a contract')
    throw refuse('UNAVAILABLE', 'The chain cannot be asked at the moment. Begin anew in a while.')
  })
  if (signer === null) throw walletRefused()
  return { address, chainId, contract: signer === 'CONTRACT', userId: taken.userId }
}

export const walletRefused = () =>
  refuse('WALLET_REFUSED', 'The signature does not hold, or the message is not the one that was to be signed. Begin anew.')
