import type { Mutant } from './mutant.ts'

const PERSON = 'subgraphs/accounts/person/person.test.ts'

export const person: readonly Mutant[] = [
  {
    name: 'export-of-anybody',
    file: 'subgraphs/accounts/person/export.queries.ts',
    before: ".where('id', '=', id)\n    .where('user_id', '=', userId)\n    .where('ready_at', 'is not', null)",
    after: ".where('id', '=', id)\n    .where('ready_at', 'is not', null)",
    why: 'Whoever learns the id of an export has all that the platform knows of somebody else.',
    red: [PERSON],
  },
  {
    name: 'gone-in-mid-session',
    file: 'subgraphs/accounts/person/deletion.handler.ts',
    before: 'boxes.every((one) => one.hold === null) && ',
    after: '',
    why: 'An account goes while its session runs, and its card with it.',
    red: [PERSON],
  },
  {
    name: 'never-forgotten-again',
    file: 'subgraphs/accounts/person/deletion.queries.ts',
    before: ".where('done_at', '<', ago(ACCOUNTS_LIMITS.forgetAgainMs))",
    after: ".where('done_at', 'is', null)",
    why: 'What a request wrote that was on its way when its user was forgotten stays for good.',
    red: [PERSON],
  },
  {
    name: 'gone-though-back',
    file: 'subgraphs/accounts/login/login.ts',
    before: '  await cancelDeletionOf(trx, userId)\n',
    after: '',
    why: 'Who signs in again within the days of grace loses the account all the same.',
    red: [PERSON],
  },
]
