import { expect, test } from 'vitest'
import { billsSearch, stationsSearch, usageSearch, words } from './search.ts'

test('an address says what a page knows, in whatever type it was written, and nothing else comes through', () => {
  expect(words('client', 'version')({ version: 1, client: 'a', other: 'b' })).toEqual({ client: 'a', version: '1' })
  expect(usageSearch({ days: 7, failed: true, operation: 'Mine' })).toEqual({ days: '7', failed: true, operation: 'Mine' })
  expect(usageSearch({ days: '1000', failed: 'yes', client: {} })).toEqual({})
  expect(stationsSearch({ text: 12, connected: 'no' })).toEqual({ text: '12', connected: 'no' })
  expect(stationsSearch({ connected: 'perhaps' })).toEqual({})
  expect(billsSearch({ month: '2026-11', of: 'invoices' })).toEqual({ month: '2026-11', of: 'invoices' })
  expect(billsSearch({ month: '2026-99', of: 'all' })).toEqual({})
})
