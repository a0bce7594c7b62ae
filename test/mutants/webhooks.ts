import type { Mutant } from './mutant.ts'

export const webhooks: readonly Mutant[] = [
  {
    name: 'literal-private-address',
    file: 'lib/http/public-agent.ts',
    before: ' || !(literal ? mayReach(host) : isPublicHost(host)))',
    after: ')',
    why: 'A URL with an address in it reaches our own network: no name is looked up, so the look-up cannot refuse it.',
    red: ['lib/http/public-agent.test.ts'],
  },
  {
    name: 'one-public-address-is-enough',
    file: 'lib/http/public-agent.ts',
    before: '!addresses.every(',
    after: '!addresses.some(',
    why: 'A name with a public and a private address leads to the private one.',
    red: ['lib/http/public-agent.test.ts'],
  },
  {
    name: 'tunnelled-address',
    file: 'lib/http/public-address.ts',
    before: " && !closed6.check(address, 'ipv6')",
    after: '',
    why: 'IPv6 that carries a private IPv4 address inside is taken for public.',
    red: ['lib/http/public-agent.test.ts'],
  },
  {
    name: 'endless-answer',
    file: 'lib/http/post.ts',
    before: '      if (bytes >= answerBytes) break\n',
    after: '',
    why: 'An answer without end is read until the time is up, and fills the memory.',
    red: ['lib/http/public-agent.test.ts'],
  },
]
