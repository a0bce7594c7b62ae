import { expect, test } from 'vitest'
import { blockOf, networkOf } from './addresses.ts'

test.each([
  ['203.0.113.7', '203.0.113.7/32'],
  [' 203.0.113.7/24 ', '203.0.113.0/24'],
  ['10.255.255.255/1', '0.0.0.0/1'],
  ['2001:DB8::1', '2001:db8::1/128'],
  ['2001:db8:1:2:3::/48', '2001:db8:1::/48'],
  ['::ffff:203.0.113.7', '203.0.113.7/32'],
  ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
])('%s is the block %s', (text, block) => {
  expect(blockOf(text)).toBe(block)
})

test.each([
  '',
  'localhost',
  '203.0.113',
  '127.1',
  '0x7f.0.0.1',
  '017.0.0.1',
  '256.1.1.1',
  '1.2.3.4/33',
  '1.2.3.4/',
  '1.2.3.4/-1',
  '1.2.3.4/8/8',
  '0.0.0.0/0',
  '::/0',
  '::/129',
  'fe80::1%eth0',
  '::ffff:1.2.3.4/95',
  '1.2.3.4\0',
  '2001:db8::1::2',
  '1.2.3.4/1e1',
])('%j is none', (text) => {
  expect(blockOf(text)).toBeNull()
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['nowhere', null],
])('of %s no more is kept than %s', (text, network) => {
  expect(networkOf(text)).toBe(network)
})
