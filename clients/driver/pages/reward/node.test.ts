import { expect, test } from 'vitest'
import { isAllowed } from './node.ts'

const NODES = ['https://rpc.example.org/v1', 'http://127.0.0.1:8545']

test.each([
  ['https://rpc.example.org/v2/key', true],
  ['http://127.0.0.1:8545', true],
  ['http://127.0.0.1:8546', false],
  ['http://rpc.example.org/', false],
  ['https://rpc.example.org.evil.example/', false],
  ['rpc.example.org', false],
  ['', false],
])('a page may ask %s: %s', (url, allowed) => {
  expect(isAllowed(url, NODES)).toBe(allowed)
})
