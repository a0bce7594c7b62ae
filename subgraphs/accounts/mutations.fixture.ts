import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'
import { loginMutations } from './login/login.mutations.fixture.ts'
import { emailMutations } from './email/email.mutations.fixture.ts'
import { profileMutations } from './profile/profile.mutations.fixture.ts'
import { passkeyMutations } from './passkey/passkey.mutations.fixture.ts'
import { walletMutations } from './wallet/wallet.mutations.fixture.ts'
import { oidcMutations } from './oidc/oidc.mutations.fixture.ts'
import { vehicleMutations } from './vehicle/vehicle.mutations.fixture.ts'
import { customerMutations } from './customer/customer.mutations.fixture.ts'
import { idTokenMutations } from './id-token/id-token.mutations.fixture.ts'
import { preferenceMutations } from './preference/preference.mutations.fixture.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const password = 'a-long-enough-password'

/** Every mutation of the box, as a well-formed client asks it and as others do: here what is in no room. */
export const mutations: Record<string, MutationCase> = {
  ...loginMutations,
  ...emailMutations,
  ...profileMutations,
  ...passkeyMutations,
  ...walletMutations,
  ...oidcMutations,
  ...vehicleMutations,
  ...idTokenMutations,
  ...customerMutations,
  ...preferenceMutations,
  register: {
    input: { email: 'new@evergraph.test', password, displayName: 'New' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ displayName: 'no\0text' }, ['input', 'displayName']],
      [{ email: 'nobody' }, ['input', 'email']],
      [{ password: 'short' }, ['input', 'password']],
      [{ displayName: '' }, ['input', 'displayName']],
      [{ displayName: 'x'.repeat(61) }, ['input', 'displayName']],
      [{ displayName: '\u202Etroppus' }, ['input', 'displayName']],
      [{ displayName: 'two\nlines' }, ['input', 'displayName']],
      [{ displayName: '\u200B\u3164' }, ['input', 'displayName']],
      [{ emailToken: '' }, ['input', 'emailToken']],
    ],
  },
  continueAsGuest: {
    input: {},
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
    ],
  },
  requestRegistration: {
    input: { email: 'new@evergraph.test', locale: 'nl-NL' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ locale: 'not a language' }, ['input', 'locale']],
      [{ locale: 'x'.repeat(36) }, ['input', 'locale']],
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
    ],
  },
  setUserBlocked: {
    input: { userId: id, blocked: true },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]],
  },
  grantRole: {
    input: { userId: id, role: 'ADMIN' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ userId: NOT_A_UUID }, ['input', 'userId']],
      [{ role: 'EMPEROR' }, ['input', 'role']],
    ],
  },
  revokeRole: {
    input: { userId: id, role: 'ADMIN' },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ role: 'EMPEROR' }, ['input', 'role']]],
  },
  requestPersonExport: { input: { password }, stranger: 'FINE', bad: [[{ password: '' }, ['input', 'password']]] },
  downloadPersonExport: {
    input: { exportId: id },
    stranger: 'NOT_FOUND',
    bad: [
      [{ exportId: NOT_A_UUID }, ['input', 'exportId']],
      [{ from: -1 }, ['input', 'from']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  deleteAccount: {
    input: { userId: id },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ userId: NOT_A_UUID }, ['input', 'userId']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  cancelAccountDeletion: { input: null, stranger: 'NOT_FOUND', bad: [] },
}
