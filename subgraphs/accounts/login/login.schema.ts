import { z } from 'zod'
import { builder } from '../builder.ts'
import { changePassword, refreshLogin, signIn, signOut } from './login.service.ts'
import type { Challenge, SignedIn } from './login.ts'
import type { LoginTokens } from './token.ts'
import { Role, User } from '../user.schema.ts'

const Login = builder.objectRef<LoginTokens>('Login').implement({
  description: 'What a client keeps to speak for a user.',
  fields: (t) => ({
    accessToken: t.exposeString('accessToken', {
      description: 'Goes with every request as "Authorization: Bearer …", and with a socket\'s connection_init.',
    }),
    accessTokenExpiresAt: t.expose('accessTokenExpiresAt', {
      type: 'DateTime',
      description: 'When the access token ends; refresh the login before.',
    }),
    refreshToken: t.exposeString('refreshToken', {
      description: 'Trades once for the next tokens by `refreshLogin`. Keep it secret.',
    }),
    refreshTokenExpiresAt: t.expose('refreshTokenExpiresAt', {
      type: 'DateTime',
      description: 'When the refresh token ends if it stays unused.',
    }),
  }),
})

const SignInChallenge = builder.objectRef<Challenge>('SignInChallenge').implement({
  description: 'The second step of a sign-in.',
  fields: (t) => ({
    challenge: t.exposeString('challenge', { description: 'Goes with the code to confirmSignIn. Keep it secret.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be answered; then sign in again.' }),
  }),
})

export const SignedInPayload = builder.objectRef<SignedIn>('SignedInPayload')
SignedInPayload.implement({
  description:
    'A user, and the login that has been opened or refreshed for them. Or, after the first of two steps, only a challenge.',
  fields: (t) => ({
    user: t.field({
      type: User,
      nullable: true,
      description: 'The user who is signed in; null while a challenge is to be answered.',
      resolve: ({ user }) => user,
    }),
    login: t.field({
      type: Login,
      nullable: true,
      description: 'The tokens of the login; null while a challenge is to be answered.',
      resolve: ({ login }) => login,
    }),
    challenge: t.field({
      type: SignInChallenge,
      nullable: true,
      description: 'What to answer by confirmSignIn. Null for users without a second factor: they are signed in.',
      resolve: ({ challenge }) => challenge,
    }),
    withheldRoles: t.field({
      type: [Role],
      nullable: true,
      description:
        'Roles of the user that hold only in a login with a second factor, which this one is not. Null with a challenge.',
      resolve: ({ withheldRoles }) => withheldRoles,
    }),
    session: t.field({
      type: Login,
      nullable: true,
      resolve: ({ login }) => login,
      description: 'The same as login.',
      deprecationReason: 'A session is a charge. Ask for login.',
    }),
  }),
})

/** Ours are shorter. The limit keeps hashing cheap. */
export const secret = z.string().min(1).max(1024)

const SignInInput = builder.inputType('SignInInput', {
  description: 'Who signs in.',
  fields: (t) => ({
    email: t.field({ type: 'Email', description: 'The address of the account.', validate: z.string().max(254) }),
    password: t.string({ description: 'Its password.', validate: secret }),
  }),
})

const RefreshInput = (name: string) =>
  builder.inputType(name, {
    description: 'The login to go on with.',
    fields: (t) => ({ refreshToken: t.string({ description: 'The latest refresh token of the login.', validate: secret }) }),
  })
const RefreshLoginInput = RefreshInput('RefreshLoginInput')
const RefreshSessionInput = RefreshInput('RefreshSessionInput')

const SignOutInput = builder.inputType('SignOutInput', {
  description: 'The login to end.',
  fields: (t) => ({
    refreshToken: t.string({ description: 'The latest refresh token of the login.', validate: secret }),
    everywhere: t.boolean({ required: false, description: "End all of the user's logins, on every device. Standard: false." }),
  }),
})

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'A new password for the signed-in user.',
  fields: (t) => ({
    currentPassword: t.string({ description: 'The password as it is now.', validate: secret }),
    newPassword: t.string({ description: 'At least 12 characters, and not the e-mail address.' }),
  }),
})

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload').implement({
  description: 'What signing out has done.',
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut', { description: 'True when the login was open until now.' }) }),
})

builder.mutationFields((t) => ({
  signIn: t.field({
    type: SignedInPayload,
    description:
      'Opens a login, or answers with a challenge where the user has a second factor. BAD_CREDENTIALS for an unknown address as for a wrong password; ACCOUNT_BLOCKED for a blocked account, with the right password; RATE_LIMITED after too many attempts.',
    args: { input: t.arg({ type: SignInInput, description: 'Who signs in.' }) },
    resolve: (_root, { input }, ctx) => signIn(ctx, input),
  }),
  refreshLogin: t.field({
    type: SignedInPayload,
    description:
      'Trades a refresh token for the next tokens. SESSION_ENDED when it is unknown, expired, revoked or used up; a used one that comes again later ends the whole login, because it has been stolen.',
    args: { input: t.arg({ type: RefreshLoginInput, description: 'The login to go on with.' }) },
    resolve: (_root, { input }, ctx) => refreshLogin(ctx, input),
  }),
  refreshSession: t.field({
    type: SignedInPayload,
    description: 'The same as refreshLogin.',
    deprecationReason: 'A session is a charge. Use refreshLogin.',
    args: { input: t.arg({ type: RefreshSessionInput, description: 'The login to go on with.' }) },
    resolve: (_root, { input }, ctx) => refreshLogin(ctx, input),
  }),
  signOut: t.field({
    type: SignOutPayload,
    description: 'Ends a login: its tokens are refused from now on.',
    args: { input: t.arg({ type: SignOutInput, description: 'The login to end.' }) },
    resolve: async (_root, { input }, ctx) => ({
      signedOut: await signOut(ctx, { refreshToken: input.refreshToken, everywhere: input.everywhere ?? false }),
    }),
  }),
  changePassword: t.field({
    type: SignedInPayload,
    description:
      'Sets a new password, ends all logins of the user, and opens a new one. BAD_CREDENTIALS when the current one is wrong.',
    args: { input: t.arg({ type: ChangePasswordInput, description: 'The old and the new password.' }) },
    resolve: (_root, { input }, ctx) => changePassword(ctx, input),
  }),
}))
