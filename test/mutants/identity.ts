import type { Mutant } from './mutant.ts'

const WALLET = 'subgraphs/accounts/wallet/wallet.test.ts'
const OIDC = 'subgraphs/accounts/oidc/oidc.test.ts'
const PASSKEY = 'subgraphs/accounts/passkey/passkey.test.ts'

export const identity: readonly Mutant[] = [
  {
    name: 'passkey-of-anybody-there',
    file: 'subgraphs/accounts/passkey/passkey.ts',
    before: 'requireUserVerification: true',
    after: 'requireUserVerification: false',
    why: 'Whoever finds an unlocked security key signs in with it.',
    red: [PASSKEY],
  },
  {
    name: 'passkey-for-another-user',
    file: 'subgraphs/accounts/passkey/passkey.service.ts',
    before: 'if (!taken || taken.userId !== userId) throw refused()',
    after: 'if (!taken) throw refused()',
    why: "A stranger's passkey gets into an account by a challenge that was meant for another.",
    red: [PASSKEY],
  },
  {
    name: 'passkey-copied',
    file: 'subgraphs/accounts/passkey/passkey.queries.ts',
    before: ".where(({ or, and, eb }) => or([eb('counter', '<', counter), and([eb('counter', '=', 0), eb.val(counter === 0)])]))",
    after: '',
    why: 'Two authenticators with one key sign in side by side.',
    red: [PASSKEY],
  },
  {
    name: 'challenge-twice',
    file: 'subgraphs/accounts/challenge/challenge.queries.ts',
    before:
      ".deleteFrom('challenge')\n    .where('hash', '=', hash)\n    .where('kind', '=', kind)\n    .where('expires_at', '>', sql<Date>`now()`)\n    .returning(['user_id', 'data'])",
    after:
      ".selectFrom('challenge')\n    .where('hash', '=', hash)\n    .where('kind', '=', kind)\n    .where('expires_at', '>', sql<Date>`now()`)\n    .select(['user_id', 'data'])",
    why: 'What was seen on its way signs in again.',
    red: [PASSKEY],
  },
  {
    name: 'challenge-of-another-kind',
    file: 'subgraphs/accounts/challenge/challenge.queries.ts',
    before: "    .where('hash', '=', hash)\n    .where('kind', '=', kind)\n",
    after: "    .where('hash', '=', hash)\n",
    why: 'What was asked of a user who adds a passkey signs a stranger in.',
    red: [PASSKEY],
  },
  {
    name: 'wallet-signs-anything',
    file: 'subgraphs/accounts/wallet/wallet.ts',
    before: ' || data.message !== message) throw',
    after: ') throw',
    why: 'A message of another site, another chain or another time signs in, if it has a nonce of ours.',
    red: [WALLET],
  },
  {
    name: 'wallet-for-another-user',
    file: 'subgraphs/accounts/wallet/wallet.service.ts',
    before: 'if (proved.userId !== userId) throw walletRefused()',
    after: '',
    why: 'What somebody has signed for their own account links their wallet to a stranger.',
    red: [WALLET],
  },
  {
    name: 'wallet-by-a-stolen-token',
    file: 'subgraphs/accounts/login/login.queries.ts',
    before: ".where('created_at', '>', ago(ACCOUNTS_LIMITS.freshSeconds * 1_000))",
    after: '',
    why: 'Whoever has stolen an access token has the rewards paid to themselves.',
    red: [WALLET],
  },
  {
    name: 'chain-of-another-id',
    file: 'subgraphs/accounts/wallet/signature.ts',
    before: 'if (answering !== chainId)',
    after: 'if (answering < 0)',
    why: 'A contract of the same address on another chain signs in.',
    red: [WALLET],
  },
  {
    name: 'pending-moves-along',
    file: 'subgraphs/rewards/settlement/batch.queries.ts',
    before: "fn.coalesce('reward.payout_address', 'wallet.address')",
    after: "fn.coalesce('wallet.address', 'reward.payout_address')",
    why: 'What a linked wallet has earned is paid elsewhere.',
    red: ['subgraphs/rewards/earning/linked-wallet.test.ts'],
  },
  {
    name: 'oidc-of-another-client',
    file: 'subgraphs/accounts/oidc/oidc.ts',
    before: " || !timingSafeEqual(hashOf(binding), Buffer.from(flow.binding, 'hex'))) throw",
    after: ') throw',
    why: 'Who opens the link of a stranger is signed in as the stranger.',
    red: [OIDC],
  },
  {
    name: 'oidc-to-another-place',
    file: 'subgraphs/accounts/oidc/oidc.ts',
    before: 'if (`${callbackUrl.origin}${callbackUrl.pathname}` !== flow.redirectUri) throw oidcRefused()',
    after: '',
    why: 'The code of one issuer is brought to another, where no issuer names itself.',
    red: [OIDC],
  },
  {
    name: 'oidc-takes-an-account-over',
    file: 'subgraphs/accounts/oidc/oidc.service.ts',
    before: 'if (!found || found.password_hash !== null) throw linkNeeded()',
    after: 'if (!found) throw linkNeeded()',
    why: 'Whoever runs an issuer, or an address there, opens the account of somebody who has a password here.',
    red: [OIDC],
  },
  {
    name: 'oidc-unverified-address',
    file: 'subgraphs/accounts/oidc/issuers.ts',
    before: 'verified === true ? (email ?? null) : null',
    after: 'email ?? null',
    why: 'An account is made for an address that is not theirs.',
    red: [OIDC],
  },
]
