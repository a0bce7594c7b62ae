import { forgetDetails } from '#db/forgotten.ts'
import type { Person } from '#db/person.ts'
import type { Services } from '../context.ts'
import type { AccountsTables } from '../tables.ts'
import { isLastAdmin, partOfUser } from './person.queries.ts'

export const person: Person<Services, AccountsTables> = {
  about: 'Your account: name and address, vehicles, cards, wallets, logins and what you agreed to.',
  tables: {
    account_deletion: 'shows that the wish was fulfilled, and when; an id and times',
    challenge: 'gone',
    contact: 'gone',
    customer: 'gone: those of a partner who leaves',
    consent: 'shows what was agreed to, should it be doubted; an id, versions and times',
    id_token: 'gone',
    letter_request: 'gone',
    letter_token: 'gone',
    login: 'gone',
    notification_preference: 'gone',
    oidc_identity: 'gone',
    passkey: 'gone',
    person_export: 'gone',
    preference: 'gone',
    recovery_code: 'gone',
    second_factor: 'gone',
    sign_in_challenge: 'gone',
    user_role: 'gone: of others whom the user has given roles, an id stays',
    vehicle: 'gone',
    wallet: 'gone',
  },
  part: partOfUser,
  holds: async (trx, userId) =>
    (await isLastAdmin(trx, userId))
      ? { text: 'You are the last admin. Make somebody else one first, by grantRole.', passes: false }
      : null,
  // The rest was gone with the word that it is: see `deleteUser`.
  forget: (trx, userId) => forgetDetails(trx, userId, 'wallet.%', 'account.cleared'),
}
