import { z } from 'zod'
import { WITHOUT_NUL } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { freshPassword } from '../login/fresh-password.ts'
import { SignedInPayload } from '../login/login.schema.ts'
import type { WalletRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import {
  beginWalletLink,
  beginWalletSignIn,
  linkWallet,
  signInWithWallet,
  unlinkWallet,
  walletOf,
  type WalletMessage,
} from './wallet.service.ts'

const Wallet = builder.objectRef<WalletRow>('Wallet').implement({
  description: "A user's own wallet: signs them in, and rewards are paid to it.",
  fields: (t) => ({
    address: t.exposeString('address', { description: 'Its address: 0x and 40 hex digits.' }),
    chainId: t.exposeInt('chain_id', { description: 'Id of the chain on which it was verified (EIP-155).' }),
    contract: t.exposeBoolean('contract', {
      description: 'True for a contract (ERC-1271), which is on that chain alone; false for a key, which is on all.',
    }),
    linkedAt: t.expose('linked_at', { type: 'DateTime', description: 'When it was linked.' }),
  }),
})

builder.objectField(User, 'wallet', (t) =>
  t.field({
    type: Wallet,
    nullable: true,
    description: 'The wallet that the user has linked; private. Null when there is none.',
    resolve: ({ id }, _args, ctx) => walletOf(ctx, id),
  }),
)

const WalletMessagePayload = builder.objectRef<WalletMessage>('WalletMessagePayload').implement({
  description: 'What a wallet is to sign.',
  fields: (t) => ({
    message: t.exposeString('message', { description: 'A message of EIP-4361, to be signed as it is by personal_sign.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when the signature is taken, once.' }),
  }),
})

const WalletPayload = builder.objectRef<{ wallet: WalletRow }>('WalletPayload').implement({
  description: 'A wallet as it is now, or as it was when it was unlinked.',
  fields: (t) => ({ wallet: t.expose('wallet', { type: Wallet, description: 'The wallet.' }) }),
})

const WantedInput = (name: string) =>
  builder.inputType(name, {
    description: 'Which wallet is to sign, and where.',
    fields: (t) => ({
      address: t.string({
        description: 'Its address: 0x and 40 hex digits.',
        validate: z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'An address has 0x and 40 hex digits.'),
      }),
      chainId: t.int({ description: 'Id of its chain (EIP-155): one of those that are taken here.', validate: z.number().min(1) }),
      origin: t.string({
        required: false,
        description: 'Origin of the page that asks, e.g. https://app.example.org; the first of ours by default.',
        validate: z.string().max(255).nullish(),
      }),
    }),
  })
const BeginWalletSignInInput = WantedInput('BeginWalletSignInInput')
const BeginWalletLinkInput = WantedInput('BeginWalletLinkInput')

const message = {
  description: 'The message as it was to be signed.',
  validate: z
    .string()
    .min(1)
    .max(4_096)
    .refine(...WITHOUT_NUL),
} as const
const signature = {
  description: 'The signature: 0x and hex digits. That of a contract which is not deployed yet is wrapped after ERC-6492.',
  validate: z
    .string()
    .max(32_768)
    .regex(/^0x([0-9a-fA-F]{2})+$/, 'A signature has 0x and hex digits.'),
} as const

const SignInWithWalletInput = builder.inputType('SignInWithWalletInput', {
  description: 'What a wallet has signed.',
  fields: (t) => ({ message: t.string(message), signature: t.string(signature) }),
})
const LinkWalletInput = builder.inputType('LinkWalletInput', {
  description: 'What a wallet has signed.',
  fields: (t) => ({ message: t.string(message), signature: t.string(signature), password: t.string(freshPassword) }),
})
const UnlinkWalletInput = builder.inputType('UnlinkWalletInput', {
  description: 'That it is the user who asks.',
  fields: (t) => ({ password: t.string(freshPassword) }),
})

builder.mutationFields((t) => ({
  beginWalletSignIn: t.field({
    type: WalletMessagePayload,
    description: 'Makes the message that signs in by a wallet, for anybody. RATE_LIMITED after many from one client address.',
    args: { input: t.arg({ type: BeginWalletSignInInput, description: 'The wallet.' }) },
    resolve: (_root, { input }, ctx) => beginWalletSignIn(ctx, input),
  }),
  signInWithWallet: t.field({
    type: SignedInPayload,
    description:
      'Opens a login. WALLET_REFUSED when the signature does not hold, or the message is not the one of beginWalletSignIn, used once and within five minutes; WALLET_NOT_LINKED when no account has the wallet.',
    args: { input: t.arg({ type: SignInWithWalletInput, description: 'What the wallet has signed.' }) },
    resolve: (_root, { input }, ctx) => signInWithWallet(ctx, input),
  }),
  beginWalletLink: t.field({
    type: WalletMessagePayload,
    description: 'Makes the message that links a wallet to the account of the signed-in user.',
    args: { input: t.arg({ type: BeginWalletLinkInput, description: 'The wallet.' }) },
    resolve: (_root, { input }, ctx) => beginWalletLink(ctx, input),
  }),
  linkWallet: t.field({
    type: WalletPayload,
    description:
      'Links a wallet: what is earned from now on is paid to it. WALLET_REFUSED as above; WALLET_TAKEN when another account has it, or the account has another; SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: LinkWalletInput, description: 'What the wallet has signed.' }) },
    resolve: async (_root, { input }, ctx) => ({ wallet: await linkWallet(ctx, input) }),
  }),
  unlinkWallet: t.field({
    type: WalletPayload,
    description:
      'Takes the wallet away: what is earned from now on is paid to payoutAddress. SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: UnlinkWalletInput, description: 'That it is the user who asks.' }) },
    resolve: async (_root, { input }, ctx) => ({ wallet: await unlinkWallet(ctx, input) }),
  }),
}))
