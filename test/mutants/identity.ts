import type { Mutant } from './mutant.ts'

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
]
