import { builder } from '../builder.ts'
import type { LoginRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import { endLogin, endLoginsOf, loginsOf } from './logins.service.ts'

const LoginMethod = builder.enumType('LoginMethod', {
  description: 'By what somebody has signed in.',
  values: {
    PASSWORD: { description: 'E-mail address and password.' },
    LETTER: { description: 'The link of a letter to the e-mail address.' },
    PASSKEY: { description: 'A passkey.' },
    WALLET: { description: 'A signature of a wallet.' },
    OIDC: { description: 'Another provider that knows the user.' },
    GUEST: { description: 'Nothing: a guest.' },
  },
})

const OpenLogin = builder.objectRef<LoginRow>('OpenLogin').implement({
  description: 'A device on which a user is signed in.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the login.' }),
    device: t.exposeString('device', {
      nullable: true,
      description: 'The device by its own word, e.g. "Firefox on Linux"; null if it has said nothing.',
    }),
    addressBlock: t.exposeString('address_block', {
      nullable: true,
      description: 'Block of the addresses it was last used from, e.g. 203.0.113.0/24; /48 of IPv6.',
    }),
    method: t.expose('method', { type: LoginMethod, description: 'By what it was opened.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was opened.' }),
    lastUsedAt: t.expose('last_used_at', {
      type: 'DateTime',
      description: 'When it last got an access token, which is good for 15 minutes.',
    }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'When it ends, however much it is used.' }),
    secondFactor: t.boolean({
      description: 'True if it was opened, or gone on with, by a second factor.',
      resolve: ({ second_factor_at }) => second_factor_at !== null,
    }),
    current: t.boolean({
      description: 'True for the login that asks.',
      resolve: ({ id }, _args, { caller }) => caller.kind === 'user' && caller.loginId === id,
    }),
  }),
})

builder.objectField(User, 'logins', (t) =>
  t.connection(
    {
      type: OpenLogin,
      nullable: true,
      description: 'Where the user is signed in, the newest first; private.',
      resolve: (user, args, ctx) => loginsOf(ctx, user, args),
    },
    { description: 'A page of logins.' },
    { description: 'A login in its place.' },
  ),
)

const EndLoginInput = builder.inputType('EndLoginInput', {
  description: 'A login to end.',
  fields: (t) => ({ loginId: t.field({ type: 'UUID', description: 'Id of the login.' }) }),
})

const EndLoginsInput = builder.inputType('EndLoginsInput', {
  description: 'Whose logins to end.',
  fields: (t) => ({
    userId: t.field({ type: 'UUID', required: false, description: 'Another user, for admins: all of theirs. Standard: your own.' }),
    thisToo: t.boolean({ required: false, description: 'End the login that asks as well. Standard: false.' }),
  }),
})

const EndedLoginsPayload = builder.objectRef<{ ended: number }>('EndedLoginsPayload').implement({
  description: 'What ending logins has done.',
  fields: (t) => ({ ended: t.exposeInt('ended', { description: 'How many were open until now.' }) }),
})

builder.mutationFields((t) => ({
  endLogin: t.field({
    type: EndedLoginsPayload,
    description:
      "Ends one of your logins on whatever device; an admin anybody's. Its tokens are refused at once. NOT_FOUND for others' as for unknown ones.",
    args: { input: t.arg({ type: EndLoginInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ ended: (await endLogin(ctx, input)) ? 1 : 0 }),
  }),
  endLogins: t.field({
    type: EndedLoginsPayload,
    description: 'Ends all of your logins but the one that asks. NOT_FOUND for other users, unless you are an admin.',
    args: { input: t.arg({ type: EndLoginsInput, description: 'Whose, and whether this one too.' }) },
    resolve: async (_root, { input }, ctx) => ({ ended: await endLoginsOf(ctx, input) }),
  }),
}))
