import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'
const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }
const registration = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }
const assertion = { ...credential, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } }
const password = 'a-long-enough-password'

export const passkeyMutations: Record<string, MutationCase> = {
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
}
