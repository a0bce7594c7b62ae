import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

export const profileMutations: Record<string, MutationCase> = {
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
}
