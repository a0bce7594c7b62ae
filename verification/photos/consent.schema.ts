import { builder } from '../builder.ts'
import { CONSENT_TEXT, CONSENT_VERSION } from './consent-text.ts'
import { giveConsent, myConsent, withdrawConsent } from './consent.service.ts'
import type { Consent } from '../tables.ts'

const ConsentRef = builder.objectRef<Consent>('PhotoConsent').implement({
  description: "A user's consent to the processing of their photos.",
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Version of the text that was agreed to.' }),
    givenAt: t.expose('given_at', { type: 'DateTime', description: 'When it was given.' }),
    withdrawnAt: t.expose('withdrawn_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was withdrawn; null while it is in force.',
    }),
  }),
})

const TextRef = builder.objectRef<{ version: number; text: string }>('PhotoConsentText').implement({
  description: 'What users agree to before their first photo.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Version of the text: what giveConsent takes.' }),
    text: t.exposeString('text', { description: 'The text, in English.' }),
    mine: t.field({
      type: ConsentRef,
      nullable: true,
      description: 'Your consent in force; null when there is none.',
      resolve: (_text, _args, ctx) => myConsent(ctx),
    }),
  }),
})

const GiveConsentPayload = builder.objectRef<{ consent: Consent }>('GiveConsentPayload').implement({
  description: 'A consent that is in force.',
  fields: (t) => ({ consent: t.expose('consent', { type: ConsentRef, description: 'The consent.' }) }),
})

const WithdrawConsentPayload = builder.objectRef<{ consent: Consent | null }>('WithdrawConsentPayload').implement({
  description: 'A consent that has ended.',
  fields: (t) => ({
    consent: t.expose('consent', { type: ConsentRef, nullable: true, description: 'The consent; null when none was in force.' }),
  }),
})

builder.queryField('photoConsent', (t) =>
  t.field({
    type: TextRef,
    description: 'The text that is agreed to before the first photo, and your consent.',
    resolve: () => ({ version: CONSENT_VERSION, text: CONSENT_TEXT }),
  }),
)

const GiveConsentInput = builder.inputType('GiveConsentInput', {
  description: 'What is agreed to.',
  fields: (t) => ({ version: t.int({ description: 'Version of the text that was shown, from photoConsent.' }) }),
})

builder.mutationFields((t) => ({
  giveConsent: t.field({
    type: GiveConsentPayload,
    description: 'Records that you agree to the processing of your photos. Needed once, before the first upload.',
    args: { input: t.arg({ type: GiveConsentInput, description: 'What is agreed to.' }) },
    resolve: async (_root, { input }, ctx) => ({ consent: await giveConsent(ctx, input.version) }),
  }),
  withdrawConsent: t.field({
    type: WithdrawConsentPayload,
    description:
      'Ends your consent: nothing more can be uploaded, and photos that were not judged yet are rejected with CONSENT_WITHDRAWN. What waits for a person is still decided. Your photos stay until erasePhotos.',
    resolve: async (_root, _args, ctx) => ({ consent: await withdrawConsent(ctx) }),
  }),
}))
