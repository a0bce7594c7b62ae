import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { curlLine, EXAMPLE, EXAMPLE_MANIFEST, sdkText } from './first-call.ts'

const call = { url: 'http://127.0.0.1:4000/graphql', version: EXAMPLE.version, hash: EXAMPLE.hash, variables: EXAMPLE.variables }

test('the example is sent by the hash of what is uploaded', () => {
  expect(createHash('sha256').update(EXAMPLE.body).digest('hex')).toBe(EXAMPLE.hash)
  expect(EXAMPLE_MANIFEST).toEqual({ [`sha256:${EXAMPLE.hash}`]: EXAMPLE.body })
})

test('a key that is not shown any more is read from the environment, in a line that a shell fills in', () => {
  expect(curlLine({ ...call, key: null })).toContain('"authorization: Bearer $EVERGRAPH_KEY"')
  expect(sdkText({ ...call, key: null })).toContain('process.env.EVERGRAPH_KEY')
  expect(curlLine({ ...call, key: 'eg_key' })).toContain("'authorization: Bearer eg_key'")
  expect(sdkText({ ...call, key: 'eg_key' })).toContain("key: 'eg_key'")
})
