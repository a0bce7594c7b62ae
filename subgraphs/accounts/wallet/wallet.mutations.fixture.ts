import type { MutationCase } from '../../../test/mutation-case.ts'

const wallet = { address: `0x${'a'.repeat(40)}`, chainId: 31337 }
const password = 'a-long-enough-password'

export const walletMutations: Record<string, MutationCase> = {
  beginWalletSignIn: {
    input: wallet,
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ address: '0x12' }, ['input', 'address']],
      [{ chainId: 0 }, ['input', 'chainId']],
      [{ chainId: 7 }, ['input', 'chainId']],
      [{ origin: 'https://evil.example' }, ['input', 'origin']],
    ],
  },
  beginWalletLink: { input: wallet, stranger: 'FINE', bad: [[{ address: 'mine' }, ['input', 'address']]] },
  signInWithWallet: {
    input: { message: 'Sign in.', signature: '0x00' },
    stranger: 'FINE',
    anonymous: true,
    bad: [
      [{ message: '' }, ['input', 'message']],
      [{ message: 'no\0text' }, ['input', 'message']],
      [{ signature: 'forged' }, ['input', 'signature']],
      [{ signature: '0x123' }, ['input', 'signature']],
    ],
  },
  linkWallet: {
    input: { message: 'Link.', signature: '0x00', password },
    stranger: 'FINE',
    bad: [
      [{ signature: '0x' }, ['input', 'signature']],
      [{ password: '' }, ['input', 'password']],
    ],
  },
  unlinkWallet: { input: { password }, stranger: 'FINE', bad: [[{ password: 'x'.repeat(1025) }, ['input', 'password']]] },
}
