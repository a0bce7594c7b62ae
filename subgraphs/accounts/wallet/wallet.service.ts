import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { isSelfOr, requireUser } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { requireFresh } from '../login/fresh.ts'
import { enter, signedIn, type SignedIn } from '../login/login.ts'
import type { WalletRow } from '../tables.ts'
import { linked } from '../told.ts'
import { lockOwner } from '../user.queries.ts'
import { keepAWay } from '../ways.ts'
import { deleteWallet, findWallet, insertWallet, lockWalletOf } from './wallet.queries.ts'
import { newMessage, provedWallet, walletRefused, type SignedMessage, type Wanted } from './wallet.ts'
import { lockAccount } from '../user.ts'

/** What a wallet is to sign, and until when. */
export interface WalletMessage {
  message: string
  expiresAt: Date
}

/** Begins a sign-in by a wallet, for everybody: it does not ask whether anybody has the wallet. */
export const beginWalletSignIn = (ctx: Context, wanted: Wanted): Promise<WalletMessage> =>
  newMessage(ctx, 'WALLET_SIGN_IN', wanted, null)

/**
 * Opens a login for everybody who signs with a wallet that is linked to an account. WALLET_NOT_LINKED tells the wallet's owner alone that
 * it is linked to none.
 */
export async function signInWithWallet(ctx: Context, signed: SignedMessage): Promise<SignedIn> {
  await ctx.attempts.count('signInByAddress', ctx.clientAddress)
  const { address, chainId, contract } = await provedWallet(ctx, 'WALLET_SIGN_IN', signed)
  const entered = await ctx.db.transaction().execute(async (trx) => {
    const found = await findWallet(trx, address)
    // The user before the wallet, as where it is linked. Otherwise the two could wait for each other. It may have gone in the meantime.
    if (found) await lockOwner(trx, found.user_id)
    const wallet = found && (await findWallet(trx, address))
    // A contract with this address may be somebody else's on another chain.
    if (wallet?.user_id !== found?.user_id || !wallet || (contract && wallet.chain_id !== chainId))
      throw refuse('WALLET_NOT_LINKED', 'This wallet is linked to no account. Sign in another way, and link it.')
    return enter(ctx, trx, wallet.user_id, 'WALLET')
  })
  await ctx.attempts.forgive('signInByAddress', ctx.clientAddress)
  return signedIn(ctx, entered)
}

/** Begins to link a wallet to the caller's account. */
export function beginWalletLink(ctx: Context, wanted: Wanted): Promise<WalletMessage> {
  const { userId } = requireUser(ctx.caller)
  return newMessage(ctx, 'WALLET_LINK', wanted, userId)
}

/**
 * Links a wallet to the account of the caller, who has signed in a short while ago or gives their password: rewards go there from now on.
 * WALLET_TAKEN if it is somebody else's, or the account has another one. The same wallet again changes nothing.
 */
export async function linkWallet(
  ctx: Context,
  input: SignedMessage & { password?: string | null | undefined },
): Promise<WalletRow> {
  const { userId } = await requireFresh(ctx, input.password)
  const proved = await provedWallet(ctx, 'WALLET_LINK', input)
  if (proved.userId !== userId) throw walletRefused()
  const { address, chainId, contract } = proved
  return ctx.db.transaction().execute(async (trx) => {
    await lockAccount(trx, userId)
    const own = await lockWalletOf(trx, userId)
    if (own?.address.toLowerCase() === address.toLowerCase()) return own
    if (own) throw refuse('WALLET_TAKEN', 'Your account has another wallet. Unlink it first.')
    const row = await insertWallet(trx, { user_id: userId, address, chain_id: chainId, contract })
    if (!row) throw refuse('WALLET_TAKEN', 'This wallet is linked to another account. Unlink it there first.')
    await emit(trx, 'accounts.wallet.linked', userId, linked(row))
    await audit(trx, userId, 'wallet.linked', userId, { address, chainId, contract })
    return row
  })
}

/** Takes the wallet of the caller away, who has signed in a short while ago or gives their password. Returns it as it was. */
export async function unlinkWallet(ctx: Context, input: { password?: string | null | undefined }): Promise<WalletRow> {
  const { userId } = await requireFresh(ctx, input.password)
  return ctx.db.transaction().execute(async (trx) => {
    await lockOwner(trx, userId)
    const row = await lockWalletOf(trx, userId)
    if (!row) throw notFound('wallet')
    await deleteWallet(trx, userId)
    await keepAWay(trx, userId)
    await emit(trx, 'accounts.wallet.unlinked', userId, { userId, address: row.address })
    await audit(trx, userId, 'wallet.unlinked', userId, { address: row.address })
    return row
  })
}

/** A user's wallet; null for those who may not see it, and where there is none. */
export async function walletOf({ caller, loaders }: Context, userId: string): Promise<WalletRow | null> {
  return isSelfOr(caller, userId, 'ADMIN') ? loaders.wallet.load(userId) : null
}
