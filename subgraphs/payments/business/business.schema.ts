import { z } from 'zod'
import { someText, text, timeZone } from '#lib/text.ts'
import { builder, type InputFields } from '../builder.ts'
import type { Language } from '../language.ts'
import { ProviderRef } from '../providers/provider.schema.ts'
import { UserRef } from '../reference.schema.ts'
import type { BillingAddress, Business } from '../tables.ts'
import {
  billingAddressOf,
  businessOf,
  feeOfOperator,
  removeBillingAddress,
  saveBillingAddress,
  saveBusiness,
  savedBusiness,
  setOperatorFee,
  type OperatorBusiness,
} from './business.service.ts'
import { country } from './country.ts'

/** Characters of a name or a line of an address: what fits on the page. */
const MOST = 100

export const LanguageRef = builder.enumType('InvoiceLanguage', {
  description: 'A language that invoices are written in (ISO 639-1).',
  values: {
    EN: { value: 'en', description: 'English.' },
    NL: { value: 'nl', description: 'Dutch.' },
    DE: { value: 'de', description: 'German.' },
    FR: { value: 'fr', description: 'French.' },
  } as const satisfies Record<Uppercase<Language>, { value: Language; description: string }>,
})

const BusinessRef = builder.objectRef<Business>('Business').implement({
  description: 'What an operator has said of its business. Its invoices say it, as it was when they were written.',
  fields: (t) => ({
    legalName: t.exposeString('legal_name', { description: 'Its name in the register.' }),
    street: t.exposeString('street', { description: 'Street and number.' }),
    postalCode: t.exposeString('postal_code', { description: 'Postal code.' }),
    city: t.exposeString('city', { description: 'City.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1, e.g. DE.' }),
    vatId: t.exposeString('vat_id', {
      nullable: true,
      description: 'VAT number with the letters of its country; null if there is none.',
    }),
    registrationId: t.exposeString('registration_id', {
      nullable: true,
      description: 'Number in a register of companies or at a tax office; null if not given.',
    }),
    timeZone: t.exposeString('time_zone', { description: 'IANA name: days and years of its invoices are those of this zone.' }),
    language: t.expose('language', { type: LanguageRef, description: 'Of invoices to whoever has chosen none.' }),
    payoutProvider: t.expose('payout_provider', {
      type: ProviderRef,
      nullable: true,
      description: 'Where payouts go; null: nowhere yet.',
    }),
    payoutAccount: t.exposeString('payout_account', { nullable: true, description: 'The account there; null: none yet.' }),
    savedAt: t.expose('saved_at', { type: 'DateTime', description: 'When it was last saved.' }),
  }),
})

export const OperatorBusinessRef = builder.objectRef<OperatorBusiness>('OperatorBusiness').implement({
  description: 'An operator, as the platform does business with them. Only the operator and admins see it.',
  fields: (t) => ({
    operator: t.field({ type: UserRef, description: 'The operator.', resolve: ({ operatorId: id }) => ({ id }) }),
    saved: t.field({
      type: BusinessRef,
      nullable: true,
      description: 'What the operator has saved; null before that. Invoices wait meanwhile.',
      resolve: (operator, _args, ctx) => savedBusiness(ctx, operator),
    }),
    feeBasisPoints: t.int({
      description: 'What the platform keeps of what the operator sells, in hundredths of a percent: 250 is 2.5 %.',
      resolve: (operator, _args, ctx) => feeOfOperator(ctx, operator),
    }),
  }),
})

const BillingAddressRef = builder.objectRef<BillingAddress>('BillingAddress').implement({
  description: "Whom a user's invoices are for.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'A person or a company.' }),
    street: t.exposeString('street', { description: 'Street and number.' }),
    postalCode: t.exposeString('postal_code', { description: 'Postal code.' }),
    city: t.exposeString('city', { description: 'City.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1, e.g. DE.' }),
    vatId: t.exposeString('vat_id', {
      nullable: true,
      description: 'VAT number; null if there is none. Invoices bear it, and charge VAT all the same.',
    }),
    language: t.expose('language', { type: LanguageRef, nullable: true, description: "Of the invoices; null: the seller's." }),
  }),
})

const PayoutInput = builder.inputType('PayoutAccountInput', {
  description: 'Where payouts go.',
  fields: (t) => ({
    provider: t.field({ type: ProviderRef, description: 'The provider that pays out.' }),
    account: t.string({
      description: 'The account there: `acct_…` of Stripe; a merchant id or an address of PayPal.',
      validate: someText(250),
    }),
  }),
})

/** Where a business or a payer is, as both say it. */
const addressFields = (t: InputFields) => ({
  street: t.string({ description: 'Street and number.', validate: someText(MOST) }),
  postalCode: t.string({ description: 'Postal code; may be empty where there are none.', validate: text(16) }),
  city: t.string({ description: 'City.', validate: someText(MOST) }),
  country: t.string({ description: 'ISO 3166-1, e.g. DE.', validate: country }),
})

const vatId = 'VAT number with the letters of its country, e.g. NL123456789B01. Only its form is checked.'
const BusinessInput = builder.inputType('SaveBusinessInput', {
  description: 'A business as it is to be. What is left out is taken away.',
  fields: (t) => ({
    legalName: t.string({ description: 'Its name in the register, up to 100 characters.', validate: someText(MOST) }),
    ...addressFields(t),
    vatId: t.string({ required: false, description: vatId, validate: text(30).nullish() }),
    registrationId: t.string({
      required: false,
      description: 'Number in a register of companies or at a tax office. One of this and the VAT number is needed.',
      validate: text(50).nullish(),
    }),
    timeZone: t.string({ description: 'IANA name, e.g. Europe/Berlin.', validate: timeZone }),
    language: t.field({ type: LanguageRef, description: 'Of invoices to whoever has chosen none.' }),
    payout: t.field({ type: PayoutInput, required: false, description: 'Where payouts go.' }),
  }),
})

const AddressInput = builder.inputType('SaveBillingAddressInput', {
  description: 'A billing address as it is to be. What is left out is taken away.',
  fields: (t) => ({
    name: t.string({ description: 'A person or a company, up to 100 characters.', validate: someText(MOST) }),
    ...addressFields(t),
    vatId: t.string({
      required: false,
      description: `${vatId} Invoices bear it, and charge VAT all the same: there is no reverse charge, in another country neither.`,
      validate: text(30).nullish(),
    }),
    language: t.field({ type: LanguageRef, required: false, description: "Of the invoices; without it the seller's." }),
  }),
})

const FeeInput = builder.inputType('SetOperatorFeeInput', {
  description: 'What the platform is to keep.',
  fields: (t) => ({
    operatorId: t.field({ type: 'UUID', description: 'Of which operator.' }),
    basisPoints: t.int({
      description: 'Hundredths of a percent of what is paid, 0 to 10,000: 250 is 2.5 %.',
      validate: z.number().int().min(0, 'At least 0.').max(10_000, 'At most 10,000, which is all.'),
    }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  billingAddress: t.field({
    type: BillingAddressRef,
    nullable: true,
    description: 'Whom the invoices are for; null if not given, and for others than the user and admins.',
    resolve: ({ id }, _args, ctx) => billingAddressOf(ctx, id),
  }),
}))

builder.queryFields((t) => ({
  operatorBusiness: t.field({
    type: OperatorBusinessRef,
    description: 'How the platform does business with you, or with any operator for admins. Somebody else is NOT_FOUND.',
    args: { operatorId: t.arg({ type: 'UUID', required: false, description: 'Which operator; you without it.' }) },
    resolve: (_root, { operatorId }, ctx) => businessOf(ctx, operatorId ?? null),
  }),
}))

builder.mutationFields((t) => ({
  saveBusiness: t.field({
    type: OperatorBusinessRef,
    description:
      'Saves what your invoices say of you, and where payouts go: for operators. Invoices that waited for it are written then. BAD_USER_INPUT names a VAT number or account of another form, and says where neither VAT nor registration number is given. Another account for payouts needs a sign-in of the last ten minutes (SIGN_IN_AGAIN), and gets nothing for three days.',
    args: { input: t.arg({ type: BusinessInput, description: 'The business.' }) },
    resolve: (_root, { input }, ctx) => saveBusiness(ctx, input),
  }),
  setOperatorFee: t.field({
    type: OperatorBusinessRef,
    description:
      'Sets what the platform keeps of what an operator sells from bills of now on: for admins. FORBIDDEN: the fee is your own.',
    args: { input: t.arg({ type: FeeInput, description: 'How much of whom.' }) },
    resolve: (_root, { input }, ctx) => setOperatorFee(ctx, input),
  }),
  saveBillingAddress: t.field({
    type: UserRef,
    description:
      'Saves whom your invoices are for from now on. Invoices that are written stay as they are. BAD_USER_INPUT: the VAT number is none of its country.',
    args: { input: t.arg({ type: AddressInput, description: 'The address.' }) },
    resolve: (_root, { input }, ctx) => saveBillingAddress(ctx, input),
  }),
  removeBillingAddress: t.field({
    type: UserRef,
    description: 'Takes your billing address away. Invoices that bear it keep it: the law wants them as they were.',
    resolve: (_root, _args, ctx) => removeBillingAddress(ctx),
  }),
}))
