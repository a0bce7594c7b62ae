import type { MutationCase } from '../../../test/mutation-case.ts'

const password = 'a-long-enough-password'

export const oidcMutations: Record<string, MutationCase> = {
  beginOidcSignIn: {
    input: { issuer: 'unknown' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ issuer: 'unknown' }, ['input', 'issuer']],
      [{ issuer: 'x'.repeat(32) }, ['input', 'issuer']],
      [{ origin: 'https://evil.example' }, ['input', 'origin']],
    ],
  },
  beginOidcLink: { input: { issuer: 'unknown' }, stranger: 'FINE', bad: [[{ issuer: 'unknown' }, ['input', 'issuer']]] },
  signInWithOidc: {
    input: { callbackUrl: 'http://localhost:4000/sign-in/x?state=1', binding: 'x' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ callbackUrl: 'nowhere' }, ['input', 'callbackUrl']],
      [{ callbackUrl: `http://localhost/${'x'.repeat(8_200)}` }, ['input', 'callbackUrl']],
      [{ binding: '' }, ['input', 'binding']],
    ],
  },
  linkOidc: {
    input: { callbackUrl: 'http://localhost:4000/sign-in/x?state=1', binding: 'x', password },
    stranger: 'FINE',
    bad: [[{ callbackUrl: 7 }, ['input', 'callbackUrl']]],
  },
  unlinkOidc: {
    input: { issuer: 'https://issuer.example', password },
    stranger: 'FINE',
    bad: [[{ issuer: 'x'.repeat(256) }, ['input', 'issuer']]],
  },
}
