import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
const registration = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }
const assertion = { ...credential, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } }
const wallet = { address: `0x${'a'.repeat(40)}`, chainId: 31337 }
const password = 'a-long-enough-password'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
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
      [{ emailToken: '' }, ['input', 'emailToken']],
    ],
  },
  signIn: {
    input: { email: 'new@evergraph.test', password },
    stranger: 'FINE',
    anonymous: true,
    bad: [[{ email: 'nobody' }, ['input', 'email']]],
  },
  requestRegistration: {
    input: { email: 'new@evergraph.test' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
    ],
  },
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
  requestEmailChange: {
    input: { email: 'other@evergraph.test', password },
    stranger: 'FINE',
    bad: [
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  confirmEmailChange: {
    input: { token: 'x' },
    stranger: 'FINE',
    bad: [
      [{ token: '' }, ['input', 'token']],
      [{ token: 'x'.repeat(1025) }, ['input', 'token']],
    ],
  },
  undoEmailChange: {
    input: { token: 'x', newPassword: password },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ token: '' }, ['input', 'token']],
      [{ newPassword: 7 }, ['input', 'newPassword']],
    ],
  },
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
  updateProfile: {
    input: { displayName: 'Driver', locale: 'en-GB', units: 'METRIC', timeZone: 'Europe/Amsterdam' },
    stranger: 'FINE',
    bad: [
      [{ displayName: ' ' }, ['input', 'displayName']],
      [{ displayName: null }, ['input', 'displayName']],
      [{ displayName: 'no\0text' }, ['input', 'displayName']],
      [{ locale: 'not a language' }, ['input', 'locale']],
      [{ units: 'CUBITS' }, ['input', 'units']],
      [{ timeZone: 'Middle/Earth' }, ['input', 'timeZone']],
    ],
  },
  recordConsent: {
    input: { kind: 'MARKETING', version: '1', given: true, idempotencyKey: id },
    stranger: 'FINE',
    bad: [
      [{ kind: 'EVERYTHING' }, ['input', 'kind']],
      [{ version: '' }, ['input', 'version']],
      [{ kind: 'TERMS', given: false }, ['input', 'given']],
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
    ],
  },
  setUserBlocked: {
    input: { userId: id, blocked: true },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]],
  },
  endLogin: { input: { loginId: id }, stranger: 'NOT_FOUND', bad: [[{ loginId: NOT_A_UUID }, ['input', 'loginId']]] },
  endLogins: { input: { userId: id }, stranger: 'NOT_FOUND', bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]] },
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
  beginPasskeyRegistration: { input: null, stranger: 'FINE', bad: [] },
  registerPasskey: {
    input: { response: registration, name: 'Phone', password },
    stranger: 'FINE',
    bad: [
      [{ name: ' ' }, ['input', 'name']],
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ name: 'x'.repeat(61) }, ['input', 'name']],
      [{ response: 'text' }, ['input', 'response']],
      [{ response: { ...registration, id: 'no/base64url' } }, ['input', 'response', 'id']],
      [{ response: { ...registration, type: 'password' } }, ['input', 'response', 'type']],
      [{ response: { ...registration, response: {} } }, ['input', 'response', 'response', 'clientDataJSON']],
    ],
  },
  beginPasskeySignIn: { input: null, stranger: 'FINE', anonymous: true, bad: [] },
  signInWithPasskey: {
    input: { response: assertion },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ response: null }, ['input', 'response']],
      [{ response: {} }, ['input', 'response', 'id']],
      [
        { response: { ...assertion, response: { ...assertion.response, signature: 7 } } },
        ['input', 'response', 'response', 'signature'],
      ],
    ],
  },
  renamePasskey: {
    input: { passkeyId: id, name: 'Phone' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ passkeyId: NOT_A_UUID }, ['input', 'passkeyId']],
      [{ name: '' }, ['input', 'name']],
    ],
  },
  removePasskey: {
    input: { passkeyId: id, password },
    stranger: 'FINE',
    bad: [[{ passkeyId: NOT_A_UUID }, ['input', 'passkeyId']]],
  },
  beginWalletSignIn: {
    input: wallet,
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ address: '0x12' }, ['input', 'address']],
      [{ chainId: 0 }, ['input', 'chainId']],
      [{ chainId: 7 }, ['input', 'chainId']],
      [{ origin: 'https://evil.example' }, ['input', 'origin']],
    ],
  },
  beginWalletLink: { input: wallet, stranger: 'FINE', bad: [[{ address: 'mine' }, ['input', 'address']]] },
  signInWithWallet: {
    input: { message: 'Sign in.', signature: '0x00' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ message: '' }, ['input', 'message']],
      [{ message: 'no\0text' }, ['input', 'message']],
      [{ signature: 'forged' }, ['input', 'signature']],
      [{ signature: '0x123' }, ['input', 'signature']],
    ],
  },
  linkWallet: {
    input: { message: 'Link.', signature: '0x00', password },
    stranger: 'FINE',
    bad: [
      [{ signature: '0x' }, ['input', 'signature']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  unlinkWallet: { input: { password }, stranger: 'FINE', bad: [[{ password: 'x'.repeat(1025) }, ['input', 'password']]] },
  beginOidcSignIn: {
    input: { issuer: 'unknown' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ issuer: 'unknown' }, ['input', 'issuer']],
      [{ issuer: 'x'.repeat(32) }, ['input', 'issuer']],
      [{ origin: 'https://evil.example' }, ['input', 'origin']],
    ],
  },
  beginOidcLink: { input: { issuer: 'unknown' }, stranger: 'FINE', bad: [[{ issuer: 'unknown' }, ['input', 'issuer']]] },
  signInWithOidc: {
    input: { callbackUrl: 'http://localhost:4000/sign-in/x?state=1', binding: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ callbackUrl: 'nowhere' }, ['input', 'callbackUrl']],
      [{ callbackUrl: `http://localhost/${'x'.repeat(8_200)}` }, ['input', 'callbackUrl']],
      [{ binding: '' }, ['input', 'binding']],
    ],
  },
  linkOidc: {
    input: { callbackUrl: 'http://localhost:4000/sign-in/x?state=1', binding: 'x', password },
    stranger: 'FINE',
    bad: [[{ callbackUrl: 7 }, ['input', 'callbackUrl']]],
  },
  unlinkOidc: {
    input: { issuer: 'https://issuer.example', password },
    stranger: 'FINE',
    bad: [[{ issuer: 'x'.repeat(256) }, ['input', 'issuer']]],
  },
  addVehicle: {
    input: { name: 'Car' },
    stranger: 'FINE',
    bad: [
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ name: '' }, ['input', 'name']],
      [{ batteryCapacityWh: -1 }, ['input', 'batteryCapacityWh']],
      [{ batteryCapacityWh: 10 }, ['input', 'batteryCapacityWh']],
      [{ consumptionWhPerKm: 0 }, ['input', 'consumptionWhPerKm']],
    ],
  },
  updateVehicle: {
    input: { vehicleId: id, name: 'Car' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ name: '' }, ['input', 'name']],
    ],
  },
  removeVehicle: { input: { vehicleId: id }, stranger: 'NOT_FOUND', bad: [[{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']]] },
  issueIdToken: {
    input: { uid: '04A2B3C4' },
    stranger: 'FINE',
    bad: [
      [{ uid: 'not hex' }, ['input', 'uid']],
      [{ type: 'LOCAL', value: 'and a uid' }, ['input', 'uid']],
      [{ uid: null }, ['input', 'value']],
      [{ uid: null, value: 'of no type' }, ['input', 'type']],
      [{ uid: null, type: 'NO_AUTHORIZATION', value: 'x' }, ['input', 'type']],
      [{ uid: null, type: 'APP', value: 'EG0123456789ABCDEFGH' }, ['input', 'type']],
      [{ uid: null, type: 'EMAID', value: 'DE-8AA' }, ['input', 'value']],
      [{ uid: null, type: 'LOCAL', value: 'no\0text' }, ['input', 'value']],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt']],
      [{ expiresAt: 'tomorrow' }, ['input', 'expiresAt']],
      [{ group: ' ' }, ['input', 'group']],
      [{ group: 'no\0text' }, ['input', 'group']],
      [{ group: 'x'.repeat(61) }, ['input', 'group']],
    ],
  },
  setConcurrentSessions: {
    input: { idTokenId: id, sessions: 2 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']],
      [{ sessions: 0 }, ['input', 'sessions']],
      [{ sessions: 101 }, ['input', 'sessions']],
    ],
  },
  blockIdToken: { input: { idTokenId: id }, stranger: 'NOT_FOUND', bad: [[{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']]] },
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
}
