import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

export const customerMutations: Record<string, MutationCase> = {
  createCustomer: {
    input: { reference: 'fleet-1' },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ reference: ' ' }, ['input', 'reference']],
      [{ reference: 'x'.repeat(101) }, ['input', 'reference']],
      [{ reference: 'no\0text' }, ['input', 'reference']],
      [{ name: '' }, ['input', 'name']],
      [{ name: 'x'.repeat(101) }, ['input', 'name']],
      [{ email: 'nobody' }, ['input', 'email']],
      [{ email: `${'x'.repeat(250)}@evergraph.test` }, ['input', 'email']],
    ],
  },
  updateCustomer: {
    input: { customerId: id, name: 'New' },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ customerId: NOT_A_UUID }, ['input', 'customerId']],
      [{ name: ' ' }, ['input', 'name']],
      [{ email: 'nobody' }, ['input', 'email']],
    ],
  },
  setCustomerBlocked: {
    input: { customerId: id, blocked: true },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ customerId: NOT_A_UUID }, ['input', 'customerId']],
      [{ blocked: 'yes' }, ['input', 'blocked']],
    ],
  },
  issueCustomerIdToken: {
    input: { customerId: id, uid: '04A2F31B' },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ customerId: NOT_A_UUID }, ['input', 'customerId']],
      [{ uid: '04A2' }, ['input', 'uid']],
      [{ type: 'RFID' }, ['input', 'uid']],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt']],
      [{ group: ' ' }, ['input', 'group']],
    ],
  },
  blockCustomerIdToken: {
    input: { idTokenId: id },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [[{ idTokenId: NOT_A_UUID }, ['input', 'idTokenId']]],
  },
}
