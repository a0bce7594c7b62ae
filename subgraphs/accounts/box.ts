import { defineBox } from '#box/define.ts'
import { createAttempts, pruneAttempts } from './login/attempts.ts'
import { pruneChallenges } from './challenge/challenge.queries.ts'
import { builder } from './builder.ts'
import { accountsConfig } from './config.ts'
import { tellAnew, tellContacts } from './contact/contact.handler.ts'
import type { Context, Services } from './context.ts'
import { ensureAdmin } from './first-admin.ts'
import { letGuestsGo } from './guest/guest.handler.ts'
import { createLoaders } from './loaders.ts'
import { writeLetters } from './letters/letter.handler.ts'
import { pruneLetters } from './letters/letter.queries.ts'
import { tellPayoutAccount } from './letters/payout-account.handler.ts'
import { pruneSignIns } from './login/factor.queries.ts'
import { pruneLogins } from './login/login.queries.ts'
import { prepareVerification } from './login/password.ts'
import { createIssuers } from './oidc/issuers.ts'
import { past } from './past.ts'
import { person } from './person/person.ts'
import { askAgain, forgetAgain, noteForgotten, noteJudgement } from './person/deletion.handler.ts'
import { finishLate, takePart } from './person/export.handler.ts'
import { pruneExports } from './person/export.queries.ts'
import { tokenKeys } from './login/token.ts'
import { declineMails } from './preference/declined.handler.ts'
import './customer/customer.schema.ts'
import './email/email.schema.ts'
import './guest/guest.schema.ts'
import './id-token/id-token.schema.ts'
import './login/denial.schema.ts'
import './login/factor.schema.ts'
import './login/login.schema.ts'
import './oidc/oidc.schema.ts'
import './passkey/passkey.schema.ts'
import './login/logins.schema.ts'
import './login/reset.schema.ts'
import './audit/audit.schema.ts'
import './preference/preference.schema.ts'
import './person/deletion.schema.ts'
import './person/export.schema.ts'
import './profile/profile.schema.ts'
import './registration.schema.ts'
import './role.schema.ts'
import './user.schema.ts'
import './vehicle/vehicle.schema.ts'
import './wallet/wallet.schema.ts'

/** Users, their logins, vehicles and identities. */
export const box = defineBox<Services, Context['loaders']>({
  name: 'accounts',
  config: accountsConfig,
  services: async ({ db, config, log }) => {
    await ensureAdmin(db, config.firstAdmin, log)
    await prepareVerification()
    const keys = tokenKeys(config)
    return { keys, attempts: createAttempts(db, keys), issuers: createIssuers(config.issuers) }
  },
  past,
  person,
  consumers: {
    'payments.payout-account.changed': (trx, { data }, services) => tellPayoutAccount(trx, data, services),
    'notifications.mail.declined': (trx, { data }) => declineMails(trx, data),
    'person.part.told': takePart,
    'person.leaving.judged': noteJudgement,
    'person.user.forgotten': noteForgotten,
  },
  sandbox: [
    'customers',
    'customer',
    'createCustomer',
    'updateCustomer',
    'setCustomerBlocked',
    'issueCustomerIdToken',
    'blockCustomerIdToken',
  ],
  builder,
  loaders: ({ db }) => createLoaders(db),
  repeats: (services) => [
    { what: 'writing letters', everyMs: services.config.lettersMs, task: () => writeLetters(services) },
    { what: 'telling how users are reached', everyMs: services.config.lettersMs, task: () => tellContacts(services) },
    { what: 'asking whether somebody can leave now', everyMs: services.config.leavingMs, task: () => askAgain(services) },
    { what: 'letting guests go', everyMs: services.config.leavingMs, task: () => letGuestsGo(services) },
    { what: 'forgetting again who has left', everyMs: services.config.leavingMs, task: () => forgetAgain(services) },
    { what: 'finishing exports', everyMs: services.config.leavingMs, task: () => finishLate(services) },
  ],
  prune: ({ db, config }) =>
    Promise.all([
      pruneAttempts(db),
      pruneLogins(db),
      pruneChallenges(db),
      pruneSignIns(db),
      pruneLetters(db),
      pruneExports(db),
      tellAnew({ db, config }),
    ]),
})

if (import.meta.main) await box.run()
