import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { SignedInPayload } from '../login/login.schema.ts'
import { freshPassword } from '../login/fresh-password.ts'
import type { PasskeyRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import {
  beginPasskeyRegistration,
  beginPasskeySignIn,
  passkeysOf,
  registerPasskey,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
  type PasskeyOptions,
} from './passkey.service.ts'

const Passkey = builder.objectRef<PasskeyRow>('Passkey').implement({
  description: 'A passkey (WebAuthn): signs its user in by a device and a finger, a face or a PIN.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the passkey.' }),
    name: t.exposeString('name', { description: 'What the user calls it.' }),
    transports: t.exposeStringList('transports', {
      description: 'How browsers reach its authenticator, in the words of WebAuthn, e.g. internal, usb, hybrid.',
    }),
    backedUp: t.exposeBoolean('backed_up', { description: 'True when it is synchronised, and survives the loss of the device.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was added.' }),
    lastUsedAt: t.expose('last_used_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last signed its user in; null when it never did.',
    }),
  }),
})

builder.objectField(User, 'passkeys', (t) =>
  t.field({
    type: [Passkey],
    nullable: true,
    description: "The user's passkeys, the oldest first; private.",
    resolve: ({ id }, _args, ctx) => passkeysOf(ctx, id),
  }),
)

const PasskeyOptionsPayload = builder.objectRef<PasskeyOptions>('PasskeyOptionsPayload').implement({
  description: 'What a browser is to ask of an authenticator.',
  fields: (t) => ({
    options: t.expose('options', {
      type: 'JSONObject',
      description:
        'For PublicKeyCredential.parseCreationOptionsFromJSON (registration) or parseRequestOptionsFromJSON (sign-in) of WebAuthn.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when the answer is taken, once.' }),
  }),
})

const PasskeyPayload = builder.objectRef<{ passkey: PasskeyRow }>('PasskeyPayload').implement({
  description: 'A passkey as it is now, or as it was when it was removed.',
  fields: (t) => ({ passkey: t.expose('passkey', { type: Passkey, description: 'The passkey.' }) }),
})

const response = { type: 'JSONObject', description: 'The credential as its toJSON() gives it.' } as const
const passkeyId = { type: 'UUID', description: 'Id of the passkey.' } as const
const name = { description: 'What to call it, 1 to 60 characters.', validate: someText(60) } as const

const RegisterPasskeyInput = builder.inputType('RegisterPasskeyInput', {
  description: 'A passkey that an authenticator has made.',
  fields: (t) => ({ response: t.field(response), name: t.string(name), password: t.string(freshPassword) }),
})
const SignInWithPasskeyInput = builder.inputType('SignInWithPasskeyInput', {
  description: 'What an authenticator has signed.',
  fields: (t) => ({ response: t.field(response) }),
})
const RenamePasskeyInput = builder.inputType('RenamePasskeyInput', {
  description: 'Another name for a passkey.',
  fields: (t) => ({ passkeyId: t.field(passkeyId), name: t.string(name) }),
})
const RemovePasskeyInput = builder.inputType('RemovePasskeyInput', {
  description: 'A passkey to remove.',
  fields: (t) => ({ passkeyId: t.field(passkeyId), password: t.string(freshPassword) }),
})

builder.mutationFields((t) => ({
  beginPasskeyRegistration: t.field({
    type: PasskeyOptionsPayload,
    description: 'Begins to add a passkey to the account of the signed-in user.',
    resolve: (_root, _args, ctx) => beginPasskeyRegistration(ctx),
  }),
  registerPasskey: t.field({
    type: PasskeyPayload,
    description:
      'Adds a passkey. PASSKEY_REFUSED when it does not answer what beginPasskeyRegistration asked of this user within five minutes; LIMIT_REACHED after 20; SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: RegisterPasskeyInput, description: 'The passkey.' }) },
    resolve: async (_root, { input }, ctx) => ({ passkey: await registerPasskey(ctx, input) }),
  }),
  beginPasskeySignIn: t.field({
    type: PasskeyOptionsPayload,
    description: 'Begins a sign-in by a passkey, for anybody. RATE_LIMITED after many from one client address.',
    resolve: (_root, _args, ctx) => beginPasskeySignIn(ctx),
  }),
  signInWithPasskey: t.field({
    type: SignedInPayload,
    description:
      'Opens a login. PASSKEY_REFUSED when the passkey is unknown, or does not answer what beginPasskeySignIn asked within five minutes.',
    args: { input: t.arg({ type: SignInWithPasskeyInput, description: 'The answer of the authenticator.' }) },
    resolve: (_root, { input }, ctx) => signInWithPasskey(ctx, input),
  }),
  renamePasskey: t.field({
    type: PasskeyPayload,
    description: "Gives a passkey of the signed-in user another name. NOT_FOUND for others' as for unknown ones.",
    args: { input: t.arg({ type: RenamePasskeyInput, description: 'Its new name.' }) },
    resolve: async (_root, { input }, ctx) => ({ passkey: await renamePasskey(ctx, input) }),
  }),
  removePasskey: t.field({
    type: PasskeyPayload,
    description:
      "Removes a passkey of the signed-in user. NOT_FOUND for others' as for unknown ones; SIGN_IN_AGAIN without a recent sign-in or the password.",
    args: { input: t.arg({ type: RemovePasskeyInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ passkey: await removePasskey(ctx, input) }),
  }),
}))
