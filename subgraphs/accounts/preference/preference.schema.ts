import { z } from 'zod'
import { NOTIFICATION_CHANNEL, NOTIFICATION_KIND } from '#lib/graphql/notification-enums.ts'
import { allChoices, isFixed, type NotificationChoice } from '#lib/mail/notification.ts'
import { builder } from '../builder.ts'
import { User } from '../user.schema.ts'
import { ConnectorStandardRef } from '../vehicle/connector-standard.ts'
import { preferencesOf, updatePreferences, type Preferences } from './preference.service.ts'

const MOST_CHOICES = allChoices([]).length

const Theme = builder.enumType('Theme', {
  description: 'In which colours the clients are shown.',
  values: {
    SYSTEM: { description: 'As the device has it.' },
    LIGHT: { description: 'Dark on light.' },
    DARK: { description: 'Light on dark.' },
  },
})

const Contrast = builder.enumType('Contrast', {
  description: 'How much colours differ.',
  values: {
    SYSTEM: { description: 'As the device has it.' },
    STANDARD: { description: 'As designed.' },
    MORE: { description: 'More than that.' },
  },
})

const Motion = builder.enumType('Motion', {
  description: 'Whether things move on the screen.',
  values: { SYSTEM: { description: 'As the device has it.' }, REDUCED: { description: 'No more than is needed.' } },
})

const NotificationKind = builder.enumType('NotificationKind', NOTIFICATION_KIND)
const NotificationChannel = builder.enumType('NotificationChannel', NOTIFICATION_CHANNEL)

const NotificationChoice = builder.objectRef<NotificationChoice>('NotificationChoice').implement({
  description: 'Whether somebody is told of one kind of thing by one channel.',
  fields: (t) => ({
    kind: t.expose('kind', { type: NotificationKind, description: 'What it is about.' }),
    channel: t.expose('channel', { type: NotificationChannel, description: 'By what.' }),
    wanted: t.exposeBoolean('wanted', { description: 'True if they are told.' }),
    fixed: t.boolean({ description: 'True where it cannot be turned off.', resolve: isFixed }),
  }),
})

const PreferencesRef = builder.objectRef<Preferences>('Preferences').implement({
  description:
    'How somebody wants the clients to be: the defaults where they have said nothing. Language, units and time zone are their profile’s.',
  fields: (t) => ({
    displayCurrency: t.exposeString('display_currency', {
      nullable: true,
      description: 'Currency (ISO 4217) in which sums are shown beside their own. Null: none.',
    }),
    theme: t.expose('theme', { type: Theme, description: 'In which colours.' }),
    contrast: t.expose('contrast', { type: Contrast, description: 'With how much contrast.' }),
    motion: t.expose('motion', { type: Motion, description: 'With how much motion.' }),
    standards: t.expose('standards', {
      type: [ConnectorStandardRef],
      description: 'Plugs that a search of stations begins with. Empty: any.',
    }),
    minPowerW: t.exposeInt('min_power_w', { nullable: true, description: 'Power in W that a search begins with. Null: any.' }),
    onlyAvailable: t.exposeBoolean('only_available', { description: 'True if a search begins with free connectors alone.' }),
    notifications: t.expose('notifications', { type: [NotificationChoice], description: 'Every kind by every channel.' }),
  }),
})

builder.objectField(User, 'preferences', (t) =>
  t.field({
    type: PreferencesRef,
    nullable: true,
    description: 'How the user wants the clients to be; null for everybody else.',
    resolve: ({ id }, _args, ctx) => preferencesOf(ctx, id),
  }),
)

const NotificationChoiceInput = builder.inputType('NotificationChoiceInput', {
  description: 'Whether to be told of one kind of thing by one channel.',
  fields: (t) => ({
    kind: t.field({ type: NotificationKind, description: 'What it is about.' }),
    channel: t.field({ type: NotificationChannel, description: 'By what.' }),
    wanted: t.boolean({ description: 'True to be told.' }),
  }),
})

const UpdatePreferencesInput = builder.inputType('UpdatePreferencesInput', {
  description: 'What is to change: what is left out stays, null brings the default back.',
  fields: (t) => ({
    displayCurrency: t.string({ required: false, description: 'ISO 4217, e.g. EUR.', validate: z.string().max(3).nullish() }),
    theme: t.field({ type: Theme, required: false, description: 'In which colours.' }),
    contrast: t.field({ type: Contrast, required: false, description: 'With how much contrast.' }),
    motion: t.field({ type: Motion, required: false, description: 'With how much motion.' }),
    standards: t.field({
      type: [ConnectorStandardRef],
      required: false,
      description: 'Plugs that a search of stations begins with, at most 15. Empty: any.',
      validate: z.array(z.string()).max(15).nullish(),
    }),
    minPowerW: t.int({
      required: false,
      description: 'Power that a search begins with, 1 to 5,000,000 W.',
      validate: z.number().min(1).max(5_000_000).nullish(),
    }),
    onlyAvailable: t.boolean({ required: false, description: 'Whether a search begins with free connectors alone.' }),
    notifications: t.field({
      type: [NotificationChoiceInput],
      required: false,
      description: 'What to be told of, each kind and channel once; others stay as they are.',
      validate: z.array(z.unknown()).max(MOST_CHOICES).nullish(),
    }),
  }),
})

const PreferencesPayload = builder.objectRef<{ preferences: Preferences }>('PreferencesPayload').implement({
  description: 'The preferences as they are now.',
  fields: (t) => ({ preferences: t.expose('preferences', { type: PreferencesRef, description: 'The preferences.' }) }),
})

builder.mutationField('updatePreferences', (t) =>
  t.field({
    type: PreferencesPayload,
    description: 'Changes how the clients are for you. A repeated request does no harm.',
    args: { input: t.arg({ type: UpdatePreferencesInput, description: 'What is to change.' }) },
    resolve: async (_root, { input }, ctx) => ({ preferences: await updatePreferences(ctx, input) }),
  }),
)
