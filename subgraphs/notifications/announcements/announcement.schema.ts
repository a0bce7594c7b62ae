import { z } from 'zod'
import { described } from '#lib/graphql/described.ts'
import { someText } from '#lib/text.ts'
import { builder } from '../builder.ts'
import type { Language } from '../templates/text.ts'
import { ANNOUNCEMENT_LIMITS } from './limits.ts'
import type { Announcement } from './announcement.queries.ts'
import { announce, announcements, stopAnnouncement } from './announcement.service.ts'

const { titleCharacters, bodyCharacters, linkCharacters } = ANNOUNCEMENT_LIMITS

const StateRef = builder.enumType('AnnouncementState', {
  description: 'How far an announcement is.',
  values: described<Announcement['state']>({
    RUNNING: 'People are being told.',
    DONE: 'Everybody was told.',
    CANCELLED: 'It was called off; who had been told has been told.',
  }),
})
const LanguageRef = builder.enumType('TextLanguage', {
  description: 'A language that the platform writes in.',
  values: described<Language>({ en: 'English.', nl: 'Dutch.', de: 'German.', fr: 'French.' }),
})
const AudienceRef = builder.enumType('AnnouncementAudience', {
  description: 'Who is told: all who have a role.',
  values: described<'DRIVER' | 'OPERATOR' | 'PARTNER' | 'REVIEWER' | 'ADMIN'>({
    DRIVER: 'Drivers.',
    OPERATOR: 'Operators.',
    PARTNER: 'Partners.',
    REVIEWER: 'Reviewers.',
    ADMIN: 'Admins.',
  }),
})

const AnnouncementKindRef = builder.enumType('AnnouncementKind', {
  description: 'What an announcement is, and so whom it may be told.',
  values: described<Announcement['kind']>({
    NEWS: 'News and offers. Only who has given the consent MARKETING is told.',
    SERVICE: 'What users must know of the platform, e.g. of its terms or of an outage. Everybody is told.',
  }),
})

const AnnouncementRef = builder.objectRef<Announcement>('Announcement').implement({
  description: 'What the platform says to everybody, or to all of a role.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    title: t.string({ description: 'Its title in English.', resolve: ({ texts }) => texts.en.title }),
    kind: t.expose('kind', { type: AnnouncementKindRef, description: 'What it is.' }),
    state: t.expose('state', { type: StateRef, description: 'How far it is.' }),
    told: t.exposeInt('told', { description: 'How many people were told.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was made.' }),
    endedAt: t.expose('ended_at', { type: 'DateTime', nullable: true, description: 'When it was over; null: it is not.' }),
  }),
})

const TextInput = builder.inputType('AnnouncementTextInput', {
  description: 'An announcement in one language.',
  fields: (t) => ({
    language: t.field({ type: LanguageRef, description: 'The language.' }),
    title: t.string({ description: `One line, up to ${titleCharacters} characters.`, validate: someText(titleCharacters) }),
    body: t.string({ description: `The rest of it, up to ${bodyCharacters} characters.`, validate: someText(bodyCharacters) }),
  }),
})
const AnnounceInput = builder.inputType('AnnounceInput', {
  description: 'Something to say.',
  fields: (t) => ({
    texts: t.field({
      type: [TextInput],
      description: 'By language, each once; English must be there, for who reads none of the others.',
      validate: z
        .array(z.looseObject({ language: z.string() }))
        .max(4)
        .refine((texts) => texts.some(({ language }) => language === 'en'), 'English must be there.')
        .refine((texts) => new Set(texts.map(({ language }) => language)).size === texts.length, 'Each language once.'),
    }),
    kind: t.field({
      type: AnnouncementKindRef,
      required: false,
      description: 'What it is; left out, NEWS: who has not given the consent MARKETING is not told.',
    }),
    role: t.field({ type: AudienceRef, required: false, description: 'All who have this role; left out: everybody.' }),
    link: t.string({
      required: false,
      description: 'A path of the clients that it leads to, from /.',
      validate: someText(linkCharacters)
        .regex(/^\/(?!\/)/, 'A path, from /.')
        .nullish(),
    }),
    idempotencyKey: t.field({ type: 'UUID', description: 'Repeat it when you repeat the request: it is said once.' }),
  }),
})
const CancelInput = builder.inputType('CancelAnnouncementInput', {
  description: 'What to call off.',
  fields: (t) => ({ announcementId: t.field({ type: 'UUID', description: 'Id of the announcement.' }) }),
})
const PayloadRef = builder.objectRef<{ announcement: Announcement }>('AnnouncementPayload').implement({
  description: 'An announcement after it was changed.',
  fields: (t) => ({ announcement: t.expose('announcement', { type: AnnouncementRef, description: 'The announcement.' }) }),
})

builder.queryFields((t) => ({
  announcements: t.connection(
    {
      type: AnnouncementRef,
      description: 'What was said to everybody, the newest first. For admins.',
      resolve: (_root, args, ctx) => announcements(ctx, args),
    },
    { name: 'AnnouncementConnection', description: 'A page of announcements.' },
    { name: 'AnnouncementEdge', description: 'One of a page.' },
  ),
}))

builder.mutationFields((t) => ({
  announce: t.field({
    type: PayloadRef,
    description:
      'Tells everybody, or all of a role: in their inbox, and by the channels by which they want news. Of NEWS only who has given the consent MARKETING is told. It goes on by itself; `told` shows how far it is. For admins.',
    args: { input: t.arg({ type: AnnounceInput, description: 'What to say.' }) },
    resolve: async (_root, { input }, ctx) => ({ announcement: await announce(ctx, input) }),
  }),
  cancelAnnouncement: t.field({
    type: PayloadRef,
    description: 'Tells nobody any more who was not told yet. CONFLICT where everybody was. For admins.',
    args: { input: t.arg({ type: CancelInput, description: 'Which one.' }) },
    resolve: async (_root, { input }, ctx) => ({ announcement: await stopAnnouncement(ctx, input.announcementId) }),
  }),
}))
