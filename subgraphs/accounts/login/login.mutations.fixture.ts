import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const password = 'a-long-enough-password'

export const loginMutations: Record<string, MutationCase> = {
  signIn: {
    input: { email: 'new@evergraph.test', password },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ email: 'nobody' }, ['input', 'email']]],
  },
  refreshLogin: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: null }, ['input', 'refreshToken']]],
  },
  refreshSession: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: null }, ['input', 'refreshToken']]],
  },
  signOut: {
    input: { refreshToken: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ refreshToken: 7 }, ['input', 'refreshToken']]],
  },
  changePassword: {
    input: { currentPassword: password, newPassword: `${password}-2` },
    stranger: 'FINE',
    bad: [[{ newPassword: 'short' }, ['input', 'newPassword']]],
  },
  endLogin: { input: { loginId: id }, stranger: 'NOT_FOUND', bad: [[{ loginId: NOT_A_UUID }, ['input', 'loginId']]] },
  endLogins: { input: { userId: id }, stranger: 'NOT_FOUND', bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]] },
  requestPasswordReset: {
    input: { email: 'new@evergraph.test' },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ email: 'nobody' }, ['input', 'email']]],
  },
  resetPassword: {
    input: { token: 'x', newPassword: password },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ token: '' }, ['input', 'token']],
      [{ token: 'x'.repeat(1025) }, ['input', 'token']],
      [{ newPassword: 7 }, ['input', 'newPassword']],
    ],
  },
  requestEmailVerification: { input: null, stranger: 'FINE', bad: [] },
  verifyEmail: { input: { token: 'x' }, stranger: 'FINE', bad: [[{ token: '' }, ['input', 'token']]] },
  confirmSignIn: {
    input: { challenge: 'x', code: '000000' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ code: '1' }, ['input', 'code']],
      [{ challenge: '' }, ['input', 'challenge']],
    ],
  },
  proposeSecondFactor: {
    input: { password },
    stranger: 'FINE',
    bad: [[{ password: '' }, ['input', 'password']]],
  },
  confirmSecondFactor: { input: { code: '000000' }, stranger: 'NOT_FOUND', bad: [[{ code: '0' }, ['input', 'code']]] },
  renewRecoveryCodes: { input: { code: '000000' }, stranger: 'FINE', bad: [[{ code: 'x'.repeat(33) }, ['input', 'code']]] },
  disableSecondFactor: {
    input: { code: '000000', password },
    stranger: 'FINE',
    bad: [
      [{ code: '0' }, ['input', 'code']],
      [{ password: 7 }, ['input', 'password']],
    ],
  },
  resetSecondFactor: {
    input: { userId: id },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]],
  },
  setSecondFactorRoles: {
    input: { roles: [] },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ roles: ['EMPEROR'] }, ['input', 'roles', 0]]],
  },
}
