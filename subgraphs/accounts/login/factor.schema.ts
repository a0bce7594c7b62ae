import { z } from 'zod'
import type { Role as RoleName } from '#lib/auth.ts'
import { builder } from '../builder.ts'
import { Role, User } from '../user.schema.ts'
import {
  confirmSecondFactor,
  confirmSignIn,
  disableSecondFactor,
  proposeSecondFactor,
  recoveryCodesOf,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorOf,
  secondFactorRoles,
  setSecondFactorRoles,
} from './factor.service.ts'
import { secret, SignedInPayload } from './login.schema.ts'

builder.objectFields(User, (t) => ({
  secondFactor: t.boolean({
    nullable: true,
    description: 'True if signing in needs a code of an authenticator app; private.',
    resolve: (user, _args, ctx) => secondFactorOf(ctx, user),
  }),
  recoveryCodesLeft: t.int({
    nullable: true,
    description: 'How many recovery codes have not been used; for the user alone.',
    resolve: (user, _args, ctx) => recoveryCodesOf(ctx, user),
  }),
}))

const code = (description: string) => ({ description, validate: z.string().min(6).max(32) })
const PASSWORD = {
  required: false,
  description: 'The password. It may be left out for ten minutes after a sign-in.',
  validate: secret.nullish(),
} as const

const ConfirmSignInInput = builder.inputType('ConfirmSignInInput', {
  description: 'The second step of a sign-in.',
  fields: (t) => ({
    challenge: t.string({ description: 'The challenge of signIn.', validate: secret }),
    code: t.string(code('The six digits that the app shows, or a recovery code.')),
  }),
})

const ProposeSecondFactorInput = builder.inputType('ProposeSecondFactorInput', {
  description: 'A second factor to be set up.',
  fields: (t) => ({ password: t.string(PASSWORD) }),
})

const ConfirmSecondFactorInput = builder.inputType('ConfirmSecondFactorInput', {
  description: 'What shows that the app has the secret.',
  fields: (t) => ({ code: t.string(code('The six digits that the app shows.')) }),
})

const RenewRecoveryCodesInput = builder.inputType('RenewRecoveryCodesInput', {
  description: 'What shows that it is the user who asks.',
  fields: (t) => ({ code: t.string(code('The six digits that the app shows, or a recovery code.')) }),
})

const DisableSecondFactorInput = builder.inputType('DisableSecondFactorInput', {
  description: 'What shows that it is the user who asks: a code, and the password or a sign-in of the last ten minutes.',
  fields: (t) => ({
    code: t.string(code('The six digits that the app shows, or a recovery code.')),
    password: t.string(PASSWORD),
  }),
})

const ResetSecondFactorInput = builder.inputType('ResetSecondFactorInput', {
  description: 'Whose second factor to take away.',
  fields: (t) => ({ userId: t.field({ type: 'UUID', description: 'Id of the user.' }) }),
})

const SetSecondFactorRolesInput = builder.inputType('SetSecondFactorRolesInput', {
  description: 'Roles that hold only in logins with a second factor.',
  fields: (t) => ({ roles: t.field({ type: [Role], description: 'All of them; an empty list asks it of nobody.' }) }),
})

const ProposedSecondFactor = builder.objectRef<{ uri: string; secret: string }>('ProposedSecondFactor').implement({
  description: 'A secret for an authenticator app. It counts once it is confirmed.',
  fields: (t) => ({
    uri: t.exposeString('uri', { description: 'Show it as a QR code: otpauth://totp/…' }),
    secret: t.exposeString('secret', { description: 'The same for people who type it: Base32.' }),
  }),
})

const RecoveryCodesPayload = builder.objectRef<{ recoveryCodes: string[] }>('RecoveryCodesPayload').implement({
  description: 'Codes for who has lost the app, each good for one time. They are told this once.',
  fields: (t) => ({
    recoveryCodes: t.exposeStringList('recoveryCodes', { description: 'Ten codes. Earlier ones are worth nothing from now on.' }),
  }),
})

const SecondFactorPayload = builder.objectRef<{ disabled: boolean }>('SecondFactorPayload').implement({
  description: 'What became of a second factor.',
  fields: (t) => ({ disabled: t.exposeBoolean('disabled', { description: 'True when there was one until now.' }) }),
})

const SecondFactorRolesPayload = builder.objectRef<{ roles: RoleName[] }>('SecondFactorRolesPayload').implement({
  description: 'Roles that hold only in logins with a second factor.',
  fields: (t) => ({ roles: t.expose('roles', { type: [Role], description: 'The roles.' }) }),
})

builder.queryField('secondFactorRoles', (t) =>
  t.field({
    type: [Role],
    description: 'Roles that hold only in logins with a second factor, for admins and COMPLIANCE.',
    resolve: (_root, _args, ctx) => secondFactorRoles(ctx),
  }),
)

builder.mutationFields((t) => ({
  confirmSignIn: t.field({
    type: SignedInPayload,
    description:
      'The second step of a sign-in. BAD_CODE for a wrong or used code, with which the challenge stays good; SESSION_ENDED when the challenge is unknown, too old or answered; RATE_LIMITED after too many codes.',
    args: { input: t.arg({ type: ConfirmSignInInput, description: 'Challenge and code.' }) },
    resolve: (_root, { input }, ctx) => confirmSignIn(ctx, input),
  }),
  proposeSecondFactor: t.field({
    type: ProposedSecondFactor,
    description:
      'Makes a secret for an authenticator app. CONFLICT when there is a second factor; SIGN_IN_AGAIN without password or a recent sign-in; BAD_CREDENTIALS for a wrong password.',
    args: { input: t.arg({ type: ProposeSecondFactorInput, description: 'What shows that it is the user who asks.' }) },
    resolve: (_root, { input }, ctx) => proposeSecondFactor(ctx, input),
  }),
  confirmSecondFactor: t.field({
    type: RecoveryCodesPayload,
    description: 'Turns the second factor on. NOT_FOUND when none was proposed; CONFLICT when it is on; BAD_CODE for a wrong code.',
    args: { input: t.arg({ type: ConfirmSecondFactorInput, description: 'What shows that the app has the secret.' }) },
    resolve: async (_root, { input }, ctx) => ({ recoveryCodes: await confirmSecondFactor(ctx, input) }),
  }),
  renewRecoveryCodes: t.field({
    type: RecoveryCodesPayload,
    description: 'Makes new recovery codes in place of all earlier ones. BAD_CODE for a wrong code, or without a second factor.',
    args: { input: t.arg({ type: RenewRecoveryCodesInput, description: 'A code.' }) },
    resolve: async (_root, { input }, ctx) => ({ recoveryCodes: await renewRecoveryCodes(ctx, input) }),
  }),
  disableSecondFactor: t.field({
    type: SecondFactorPayload,
    description:
      'Turns the second factor off. BAD_CODE for a wrong code, or without a second factor; SIGN_IN_AGAIN without password or a recent sign-in.',
    args: { input: t.arg({ type: DisableSecondFactorInput, description: 'What shows that it is the user who asks.' }) },
    resolve: async (_root, { input }, ctx) => ({ disabled: await disableSecondFactor(ctx, input) }),
  }),
  resetSecondFactor: t.field({
    type: SecondFactorPayload,
    description: 'Takes the second factor from a user who has lost it, for admins. FORBIDDEN for oneself.',
    args: { input: t.arg({ type: ResetSecondFactorInput, description: 'Whose.' }) },
    resolve: async (_root, { input }, ctx) => ({ disabled: await resetSecondFactor(ctx, input) }),
  }),
  setSecondFactorRoles: t.field({
    type: SecondFactorRolesPayload,
    description:
      'Says which roles hold only in logins with a second factor, for admins. Who has such a role without a second factor signs in without the role, and gets it by setting one up.',
    args: { input: t.arg({ type: SetSecondFactorRolesInput, description: 'The roles.' }) },
    resolve: async (_root, { input }, ctx) => ({ roles: await setSecondFactorRoles(ctx, input) }),
  }),
}))
