import { z } from 'zod'
import { builder } from '../builder.ts'
import { NotificationTopicRef } from '../enums.schema.ts'
import { previewOf, type Preview } from './preview.service.ts'

const PreviewRef = builder.objectRef<Preview>('NotificationPreview').implement({
  description: 'What people read when they are told of a topic, with samples in it.',
  fields: (t) => ({
    language: t.string({
      description: 'The language of the words: en, nl, de or fr; en where there are none in the one that was asked for.',
      resolve: ({ words }) => words.language,
    }),
    title: t.string({ description: 'Its title, in the inbox and in a push.', resolve: ({ words }) => words.title }),
    body: t.string({ description: 'Its words.', resolve: ({ words }) => words.body }),
    action: t.string({ description: 'What its button says.', resolve: ({ words }) => words.action }),
    mailSubject: t.string({ description: 'The subject of the mail.', resolve: ({ mail }) => mail.subject }),
    mailText: t.string({ description: 'The mail as plain text.', resolve: ({ mail }) => mail.text }),
    mailHtml: t.string({
      description: 'The mail as a page of HTML, without anything that is loaded.',
      resolve: ({ mail }) => mail.html,
    }),
  }),
})

builder.queryField('notificationPreview', (t) =>
  t.field({
    type: PreviewRef,
    description: 'How a topic reads in a language, with samples in the place of what happened. For admins.',
    args: {
      topic: t.arg({ type: NotificationTopicRef, description: 'Of what.' }),
      locale: t.arg.string({
        description: 'BCP 47, e.g. nl or de-AT, up to 35 characters.',
        validate: z.string().regex(/^[A-Za-z\d-]{2,35}$/, 'must be a locale, e.g. nl or de-AT'),
      }),
    },
    resolve: (_root, { topic, locale }, ctx) => previewOf(ctx, topic, locale),
  }),
)
