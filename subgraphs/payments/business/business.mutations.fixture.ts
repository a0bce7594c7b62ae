import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const address = { street: 'Kade 1', postalCode: '1011 AB', city: 'Amsterdam', country: 'NL', vatId: 'NL123456789B01' }
const badAddress: MutationCase['bad'] = [
  [{ street: '' }, ['input', 'street']],
  [{ street: 'x'.repeat(101) }, ['input', 'street']],
  [{ postalCode: '1'.repeat(17) }, ['input', 'postalCode']],
  [{ city: 'no\0text' }, ['input', 'city']],
  [{ country: 'UK' }, ['input', 'country']],
  [{ country: 'Netherlands' }, ['input', 'country']],
  [{ vatId: 'NL12345' }, ['input', 'vatId']],
  [{ vatId: 'US123456789' }, ['input', 'vatId']],
  [{ language: 'ES' }, ['input', 'language']],
]

export const businessMutations: Record<string, MutationCase> = {
  saveBusiness: {
    input: { legalName: 'Stroom BV', ...address, registrationId: null, timeZone: 'Europe/Amsterdam', language: 'NL', payout: null },
    stranger: 'FORBIDDEN',
    bad: [
      ...badAddress,
      [{ legalName: ' ' }, ['input', 'legalName']],
      [{ vatId: null }, ['input', 'vatId']],
      [{ registrationId: 'x'.repeat(51) }, ['input', 'registrationId']],
      [{ timeZone: 'Mars/Olympus' }, ['input', 'timeZone']],
      [{ payout: { provider: 'STRIPE', account: 'NL91ABNA0417164300' } }, ['input', 'payout', 'account']],
      [{ payout: { provider: 'BANK', account: 'acct_12345678' } }, ['input', 'payout', 'provider']],
    ],
  },
  setOperatorFee: {
    input: { operatorId: newId(), basisPoints: 250 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ operatorId: 'nonsense' }, ['input', 'operatorId']],
      [{ basisPoints: -1 }, ['input', 'basisPoints']],
      [{ basisPoints: 10_001 }, ['input', 'basisPoints']],
      [{ basisPoints: 2.5 }, ['input', 'basisPoints']],
    ],
  },
  saveBillingAddress: {
    input: { name: 'Zoë Łącka', ...address, vatId: null, language: 'NL' },
    stranger: 'FINE',
    bad: [...badAddress, [{ name: '' }, ['input', 'name']]],
  },
  removeBillingAddress: { input: null, stranger: 'FINE', bad: [] },
}
