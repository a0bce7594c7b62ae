import { z } from 'zod'
import { isSelfOr } from '#lib/access.ts'
import { shownName, someText, timeZone } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { ConsentRow, UserRow } from '../tables.ts'
import { User } from '../user.schema.ts'
import { consentHistoryOf, consentsOf, recordConsent, updateProfile } from './profile.service.ts'

const Units = builder.enumType('Units', {
  description: 'In which units somebody reads distances.',
  values: { METRIC: { description: 'Kilometres.' }, IMPERIAL: { description: 'Miles.' } },
})

const ConsentKind = builder.enumType('ConsentKind', {
  description: 'What somebody can agree to. Photos have a consent of their own.',
  values: {
    TERMS: { description: 'The terms of use; never taken back.' },
    MARKETING: { description: 'News and offers by mail.' },
    ANALYTICS: { description: 'That use of the app is measured.' },
  },
})

const Consent = builder.objectRef<ConsentRow>('Consent').implement({
  description: 'What somebody has agreed to, or taken back.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the entry.' }),
    kind: t.expose('kind', { type: ConsentKind, description: 'What it is about.' }),
    version: t.exposeString('version', { description: 'Version of the text that was shown.' }),
    given: t.exposeBoolean('given', { description: 'False when it was taken back.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
})

builder.objectFields(User, (t) => ({
  locale: t.string({
    nullable: true,
    description: 'Language and region, BCP 47, e.g. nl-NL; private.',
    resolve: (user, _args, { caller }) => (isSelfOr(caller, user.id, 'ADMIN') ? user.locale : null),
  }),
  units: t.field({
    type: Units,
    nullable: true,
    description: 'In which units distances are shown; private. Null: by the locale.',
    resolve: (user, _args, { caller }) => (isSelfOr(caller, user.id, 'ADMIN') ? user.units : null),
  }),
  timeZone: t.string({
    nullable: true,
    description: 'IANA time zone, e.g. Europe/Amsterdam; private. Null: that of the device.',
    resolve: (user, _args, { caller }) => (isSelfOr(caller, user.id, 'ADMIN') ? user.time_zone : null),
  }),
  consents: t.field({
    type: [Consent],
    nullable: true,
    description: 'What holds: the newest entry of each kind; private.',
    resolve: (user, _args, ctx) => consentsOf(ctx, user),
  }),
  consentHistory: t.connection(
    {
      type: Consent,
      nullable: true,
      description: 'All that was agreed to and taken back, the newest first; private.',
      resolve: (user, args, ctx) => consentHistoryOf(ctx, user, args),
    },
    { description: 'A page of consents.' },
    { description: 'A consent in its place.' },
  ),
}))

const UpdateProfileInput = builder.inputType('UpdateProfileInput', {
  description: 'What is to change of the profile: what is left out stays, null takes a value away.',
  fields: (t) => ({
    displayName: t.string({
      required: false,
      description: 'The name that others see, 1 to 60 characters; never null.',
      validate: shownName(60).nullish(),
    }),
    locale: t.string({ required: false, description: 'BCP 47, e.g. en-GB.', validate: z.string().min(2).max(35).nullish() }),
    units: t.field({ type: Units, required: false, description: 'In which units distances are shown.' }),
    timeZone: t.string({ required: false, description: 'IANA time zone, e.g. Europe/Amsterdam.', validate: timeZone.nullish() }),
  }),
})

const RecordConsentInput = builder.inputType('RecordConsentInput', {
  description: 'What is agreed to, or taken back.',
  fields: (t) => ({
    kind: t.field({ type: ConsentKind, description: 'What it is about.' }),
    version: t.string({ description: 'Version of the text that was shown, 1 to 40 characters.', validate: someText(40) }),
    given: t.boolean({ description: 'False takes it back. The terms are not taken back.' }),
    idempotencyKey: t.field({ type: 'UUID', description: 'Give the same key when you repeat a request: it is noted once.' }),
  }),
})

const ProfilePayload = builder.objectRef<{ user: UserRow }>('ProfilePayload').implement({
  description: 'The user as they are now.',
  fields: (t) => ({ user: t.expose('user', { type: User, description: 'The user.' }) }),
})

const ConsentPayload = builder.objectRef<{ consent: ConsentRow }>('ConsentPayload').implement({
  description: 'What was noted.',
  fields: (t) => ({ consent: t.expose('consent', { type: Consent, description: 'The entry.' }) }),
})

builder.mutationFields((t) => ({
  updateProfile: t.field({
    type: ProfilePayload,
    description: 'Changes your profile.',
    args: { input: t.arg({ type: UpdateProfileInput, description: 'What is to change.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: await updateProfile(ctx, input) }),
  }),
  recordConsent: t.field({
    type: ConsentPayload,
    description: 'Notes what you agree to, or take back. Nothing that was noted is changed.',
    args: { input: t.arg({ type: RecordConsentInput, description: 'What, and which text.' }) },
    resolve: async (_root, { input }, ctx) => ({ consent: await recordConsent(ctx, input) }),
  }),
}))
