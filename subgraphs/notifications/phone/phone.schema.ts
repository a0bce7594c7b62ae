import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import { UserRef } from '../user.schema.ts'
import { SMS_LIMITS } from '../sms/limits.ts'
import type { Phone, PhoneCode } from '../sms/tables.ts'
import { PHONE_LIMITS } from './limits.ts'
import { phoneOf, removePhone, setPhone, verifyPhone } from './phone.service.ts'

const masked = ({ ending }: { ending: string }) => `•••• ${ending}`
const MASKED = 'What is shown of the number: its last two digits, e.g. •••• 78.'

const PhoneRef = builder.objectRef<Phone>('Phone').implement({
  description: 'A number that its user has proven to have. Nobody else sees it.',
  fields: (t) => ({
    masked: t.string({ description: MASKED, resolve: masked }),
    country: t.exposeString('country', { description: 'Its country, ISO 3166-1 alpha-2.' }),
    verifiedAt: t.expose('verified_at', { type: 'DateTime', description: 'When it was proven.' }),
  }),
})
const CodeRef = builder.objectRef<PhoneCode>('PhoneCode').implement({
  description: 'A code that was sent to a number.',
  fields: (t) => ({
    masked: t.string({ description: MASKED, resolve: masked }),
    expiresAt: t.expose('expires_at', { type: 'DateTime', description: 'Until when the code is good.' }),
  }),
})
const RemovedRef = builder.objectRef<{ removed: boolean }>('RemovePhonePayload').implement({
  description: 'A number that was forgotten.',
  fields: (t) => ({ removed: t.exposeBoolean('removed', { description: 'Always true: there is no number now.' }) }),
})

const SetInput = builder.inputType('SetPhoneInput', {
  description: 'A number that is to be proven.',
  fields: (t) => ({
    number: t.string({
      description: 'A mobile number with its country, e.g. +31 6 12345678.',
      validate: someText(40),
    }),
  }),
})
const VerifyInput = builder.inputType('VerifyPhoneInput', {
  description: 'A code that was sent by SMS.',
  fields: (t) => ({
    code: t.string({
      description: `Its ${PHONE_LIMITS.codeDigits} digits.`,
      validate: someText(20).regex(/^\d{6}$/, `The ${PHONE_LIMITS.codeDigits} digits of the SMS.`),
    }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  phone: t.field({
    type: PhoneRef,
    nullable: true,
    description: 'The number that gets the user’s SMS; null where none is proven, and for others than the user.',
    resolve: ({ id }, _args, ctx) => phoneOf(ctx, id),
  }),
}))

builder.mutationFields((t) => ({
  setPhone: t.field({
    type: CodeRef,
    description: `Sends a code to a number of yours; \`verifyPhone\` takes it. ${SMS_LIMITS.codesPerUser} codes in a day. CONFLICT: you are a guest, or have not proven your e-mail address. COUNTRY_NOT_SERVED: no SMS are sent there. RATE_LIMITED: that many were sent to you or to this number. CHANNEL_OFF: SMS are not set up here. UNAVAILABLE: it could not be sent now.`,
    args: { input: t.arg({ type: SetInput, description: 'The number.' }) },
    resolve: (_root, { input }, ctx) => setPhone(ctx, input.number),
  }),
  verifyPhone: t.field({
    type: PhoneRef,
    description: `Takes the code that \`setPhone\` has sent: the number is yours then, and nobody else's. CODE_WRONG: it is another one; there are ${PHONE_LIMITS.tries} tries. CODE_EXPIRED: there is no code that is still good.`,
    args: { input: t.arg({ type: VerifyInput, description: 'The code.' }) },
    resolve: (_root, { input }, ctx) => verifyPhone(ctx, input.code),
  }),
  removePhone: t.field({
    type: RemovedRef,
    description: 'Forgets your number: no more SMS. Where there is none, nothing happens.',
    resolve: async (_root, _args, ctx) => {
      await removePhone(ctx)
      return { removed: true }
    },
  }),
}))
