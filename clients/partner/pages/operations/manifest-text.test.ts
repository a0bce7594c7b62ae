import { expect, test } from 'vitest'
import { EvergraphError } from '../../../sdk/errors.ts'
import { faultsIn, manifestOf } from './manifest-text.ts'

const refused = (...paths: (string | number)[][]) =>
  new EvergraphError('BAD_USER_INPUT', 'No.', { issues: paths.map((path) => ({ path: ['input', ...path], message: 'No.' })) })

test('only an object is a manifest', () => {
  for (const text of ['', '[]', '1', 'null', '{"a": ']) expect(manifestOf(text)).toBeNull()
  expect(manifestOf('{"a": "b"}')).toEqual({ a: 'b' })
})

test('each fault says which operation it is of, by the name that a person knows', () => {
  const codegen = { 'sha256:ab': 'fragment F on Query { me { id } } query Mine { ...F }' }
  expect(faultsIn(refused(['manifest', 'sha256:ab'], ['manifest'], ['version']), codegen)).toEqual([
    { operation: 'Mine', message: 'No.' },
    { operation: null, message: 'No.' },
  ])
  const apollo = { operations: [{ name: 'One' }, { body: 'mutation Two { x }' }, null] }
  const paths = [0, 1, 2].map((i) => ['manifest', 'operations', i, 'id'])
  expect(faultsIn(refused(...paths), apollo).map(({ operation }) => operation)).toEqual(['One', 'Two', '№ 3'])
  expect(faultsIn(null, null)).toEqual([])
})
