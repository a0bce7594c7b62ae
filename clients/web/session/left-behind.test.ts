import { expect, test } from 'vitest'
import { forgetReader } from './left-behind.ts'

/** A browser's storage has its keys as its own, and its methods not. */
function storageOf(values: Record<string, string>): Storage {
  const methods = { removeItem: (key: string) => delete (storage as Record<string, string>)[key] }
  const storage: object = Object.assign(Object.create(methods) as object, values)
  return storage as Storage
}

test('of who has left, a tab keeps nothing that was typed, no secret of a mail and no place; wishes stay one', () => {
  const storage = storageOf({
    'evergraph.draft/ada/station': '{"name":"Home"}',
    'evergraph.letter/new-password': 'secret',
    'evergraph.left-from': '/stations/1',
    'evergraph.intent/fill/2500/new': 'key',
    'of-another-library': 'x',
  })
  forgetReader(storage)
  expect(Object.keys(storage)).toEqual(['evergraph.intent/fill/2500/new', 'of-another-library'])
})
