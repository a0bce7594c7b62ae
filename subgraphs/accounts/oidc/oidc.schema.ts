import { z } from 'zod'
import { builder } from '../builder.ts'
import { freshPassword } from '../login/fresh-password.ts'
import { SignedInPayload } from '../login/login.schema.ts'
import type { OidcIdentityRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import type { OidcStart } from './oidc.ts'
import { beginOidcLink, beginOidcSignIn, identitiesOf, issuerNames, linkOidc, signInWithOidc, unlinkOidc } from './oidc.service.ts'

const Identity = builder.objectRef<OidcIdentityRow>('OidcIdentity').implement({
  description: 'An issuer (OpenID Connect) at which a user signs in.',
  fields: (t) => ({
    issuer: t.exposeString('issuer', { description: 'The issuer, as it calls itself, e.g. https://accounts.google.com.' }),
    linkedAt: t.expose('linked_at', { type: 'DateTime', description: 'When it was linked.' }),
  }),
})

builder.objectField(User, 'oidcIdentities', (t) =>
  t.field({
    type: [Identity],
    nullable: true,
    description: 'Issuers at which the user signs in, the oldest first; private.',
    resolve: ({ id }, _args, ctx) => identitiesOf(ctx, id),
  }),
)

builder.queryField('signInIssuers', (t) =>
  t.stringList({
    description: 'Names of the issuers (OpenID Connect) at which one may sign in.',
    resolve: (_root, _args, ctx) => [...issuerNames(ctx)],
  }),
)

const OidcStartPayload = builder.objectRef<OidcStart>('OidcStartPayload').implement({
  description: 'Where to send the browser.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description:
        'The page of the issuer. The browser comes back to /sign-in/ and the issuer’s name, on the origin that was given.',
    }),
    binding: t.exposeString('binding', {
      description: 'A secret that the client keeps, and gives with the callback: so nobody finishes what another has begun.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when the callback is taken, once.' }),
  }),
})

const OidcIdentityPayload = builder.objectRef<{ identity: OidcIdentityRow }>('OidcIdentityPayload').implement({
  description: 'An identity as it is now, or as it was when it was unlinked.',
  fields: (t) => ({ identity: t.expose('identity', { type: Identity, description: 'The identity.' }) }),
})

const BeginInput = (name: string) =>
  builder.inputType(name, {
    description: 'Where to sign in.',
    fields: (t) => ({
      issuer: t.string({ description: 'Name of the issuer: one of signInIssuers.', validate: z.string().max(31) }),
      origin: t.string({
        required: false,
        description: 'Origin of the page that asks, e.g. https://app.example.org; the first of ours by default.',
        validate: z.string().max(255).nullish(),
      }),
    }),
  })
const BeginOidcSignInInput = BeginInput('BeginOidcSignInInput')
const BeginOidcLinkInput = BeginInput('BeginOidcLinkInput')

const UnlinkOidcInput = builder.inputType('UnlinkOidcInput', {
  description: 'An identity to take away.',
  fields: (t) => ({
    issuer: t.string({ description: 'The issuer, as it calls itself.', validate: z.string().max(255) }),
    password: t.string(freshPassword),
  }),
})

const callbackUrl = {
  type: 'URL',
  description: 'The whole address to which the issuer has sent the browser, with its parameters.',
  validate: z.instanceof(URL).refine(({ href }) => href.length <= 8_192, 'At most 8,192 characters.'),
} as const
const binding = { description: 'The secret that came with the start.', validate: z.string().min(1).max(100) } as const
const LinkOidcInput = builder.inputType('LinkOidcInput', {
  description: 'What the browser has come back with.',
  fields: (t) => ({ callbackUrl: t.field(callbackUrl), binding: t.string(binding), password: t.string(freshPassword) }),
})
const SignInWithOidcInput = builder.inputType('SignInWithOidcInput', {
  description: 'What the browser has come back with.',
  fields: (t) => ({ callbackUrl: t.field(callbackUrl), binding: t.string(binding) }),
})
builder.mutationFields((t) => ({
  unlinkOidc: t.field({
    type: OidcIdentityPayload,
    description:
      'Takes an issuer away. LAST_WAY when the user could not sign in any more. One that the platform trusts for the domain of your address still knows you by it.',
    args: { input: t.arg({ type: UnlinkOidcInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ identity: await unlinkOidc(ctx, input) }),
  }),
  linkOidc: t.field({
    type: OidcIdentityPayload,
    description:
      'Links an issuer. OIDC_REFUSED as for signInWithOidc; IDENTITY_TAKEN when another account has the identity; SIGN_IN_AGAIN without a recent sign-in or the password.',
    args: { input: t.arg({ type: LinkOidcInput, description: 'The callback.' }) },
    resolve: async (_root, { input }, ctx) => ({ identity: await linkOidc(ctx, input) }),
  }),
  beginOidcLink: t.field({
    type: OidcStartPayload,
    description: 'Begins to link an issuer to the account of the signed-in user.',
    args: { input: t.arg({ type: BeginOidcLinkInput, description: 'The issuer.' }) },
    resolve: (_root, { input }, ctx) => beginOidcLink(ctx, input),
  }),
  signInWithOidc: t.field({
    type: SignedInPayload,
    description:
      'Opens a login; makes an account for who comes for the first time. OIDC_REFUSED when the callback is not to what this client has begun within ten minutes; EMAIL_UNVERIFIED when the issuer vouches for no address; LINK_NEEDED when an account has the address and this issuer is not linked to it; an issuer that the platform trusts for the domain of a proven address is linked at once.',
    args: { input: t.arg({ type: SignInWithOidcInput, description: 'The callback.' }) },
    resolve: (_root, { input }, ctx) => signInWithOidc(ctx, input),
  }),
  beginOidcSignIn: t.field({
    type: OidcStartPayload,
    description: 'Begins a sign-in at an issuer, for anybody. UNAVAILABLE when it does not answer.',
    args: { input: t.arg({ type: BeginOidcSignInInput, description: 'The issuer.' }) },
    resolve: (_root, { input }, ctx) => beginOidcSignIn(ctx, input),
  }),
}))
