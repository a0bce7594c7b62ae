import { audit } from '#db/audit.ts'
import { requireUser } from '#lib/access.ts'
import { refuse } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import type { Context } from '../context.ts'
import { walletGivenUp } from '../ledger/journals.ts'
import type { Wallet } from '../tables.ts'
import { requireSelf } from './access.ts'
import { findGivenUp, lockWallet, walletOf, walletsOfUsers } from './wallet.queries.ts'

/** What a user has in wallets: for themselves and those who keep the books. */
export function walletsOf({ caller, loaders }: Context, userId: string): Promise<Wallet[]> {
  requireSelf(caller, userId)
  return loaders.walletsOfUser.load(userId)
}

/** The caller's wallets, then each that changes. */
export function watchWallets({ bus, db, caller }: Context): AsyncGenerator<Wallet, void, void> {
  const { userId } = requireUser(caller)
  const mine = () => walletsOfUsers(db, [userId])
  return liveStream({
    bus,
    names: ['payments.wallet.changed'],
    matches: ({ data }) => data.userId === userId,
    things: { first: async () => (await mine()).map(({ currency }) => currency), of: ({ data }) => data.currency },
    read: async (currency) => (await mine()).find((wallet) => wallet.currency === currency) ?? null,
  })
}

export interface GiveUpInput {
  currency: string
  amountMinor: number
  idempotencyKey: string
}

/** The caller gives up all that is in a wallet: who leaves may not leave money behind. What is blocked stays blocked. */
export async function giveUpWallet({ caller, db }: Context, input: GiveUpInput): Promise<Wallet> {
  const { userId } = requireUser(caller)
  const { currency, amountMinor, idempotencyKey } = input
  const givenUpId = `${userId} ${idempotencyKey}`
  return db.transaction().execute(async (trx) => {
    const balance = await lockWallet(trx, userId, currency)
    const before = await findGivenUp(trx, givenUpId)
    if (before && (before.currency !== currency || before.amount_minor !== amountMinor))
      throw refuse('CONFLICT', 'This key was used for another wallet or amount.', ['input', 'idempotencyKey'])
    if (!before) {
      if (balance === 0) throw refuse('NOT_FOUND', 'There is nothing in a wallet of yours in this currency.', ['input', 'currency'])
      if (balance !== amountMinor) throw refuse('CONFLICT', 'This is not what is in the wallet now.', ['input', 'amountMinor'])
      await walletGivenUp(trx, { givenUpId, userId, currency, amountMinor })
      await audit(trx, userId, 'wallet.emptied', userId, { currency, amountMinor })
    }
    return walletOf(trx, userId, currency)
  })
}
