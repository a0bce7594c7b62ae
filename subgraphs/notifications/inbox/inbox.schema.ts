import { z } from 'zod'
import { builder } from '../builder.ts'
import { DeliveryStateRef, NotificationChannelRef, NotificationKindRef, NotificationTopicRef } from '../enums.schema.ts'
import { KINDS } from '../kinds.ts'
import { NOTIFICATIONS_LIMITS } from '../limits.ts'
import { PayloadRef } from '../payload.schema.ts'
import type { Delivery, Notification } from '../tables.ts'
import { UserRef } from '../user.schema.ts'
import { inboxOf, readNotifications, unreadOf, watchInbox, watchNotifications, wordsOf } from './inbox.service.ts'

const DeliveryRef = builder.objectRef<Delivery>('NotificationDelivery').implement({
  description: 'A notification by one channel.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id, which stays the same over all tries.' }),
    channel: t.expose('channel', { type: NotificationChannelRef, description: 'The channel.' }),
    state: t.expose('state', { type: DeliveryStateRef, description: 'How far it is.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description:
        'A code that says why it waits, was not sent or came back, e.g. QUIET_HOURS or NOT_WANTED; null where nothing is to be said.',
    }),
    tries: t.exposeInt('tries', { description: 'How often it was tried.' }),
    dueAt: t.expose('due_at', { type: 'DateTime', nullable: true, description: 'When it is looked at next; null: it is over.' }),
    sentAt: t.expose('sent_at', {
      type: 'DateTime',
      nullable: true,
      description: "When the channel's server took it; null: it has not.",
    }),
  }),
})

export const NotificationRef = builder.objectRef<Notification>('Notification').implement({
  description: 'Something that a user was told.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    kind: t.field({
      type: NotificationKindRef,
      description: 'The kind whose preferences it heeds.',
      resolve: ({ kind }) => KINDS[kind].category,
    }),
    topic: t.expose('kind', { type: NotificationTopicRef, description: 'What exactly it says.' }),
    title: t.string({
      description: "In one line, in the reader's language and time zone of now.",
      resolve: async (row, _args, ctx) => (await wordsOf(ctx, row)).title,
    }),
    body: t.string({
      description: 'The rest of it, in the same language.',
      resolve: async (row, _args, ctx) => (await wordsOf(ctx, row)).body,
    }),
    link: t.exposeString('link', { nullable: true, description: 'A path of the clients that it leads to, from /; null: nowhere.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was told.' }),
    readAt: t.expose('read_at', { type: 'DateTime', nullable: true, description: 'When it was read; null: not yet.' }),
    deliveries: t.field({
      type: [DeliveryRef],
      description: 'How it went out by other channels than the inbox; none where none was wanted.',
      resolve: ({ id }, _args, ctx) => ctx.loaders.deliveries.load(id),
    }),
  }),
})

const FilterInput = builder.inputType('NotificationFilter', {
  description: 'Which notifications are listed.',
  fields: (t) => ({
    unread: t.boolean({ required: false, description: 'True: those that are not read; false: those that are; left out: both.' }),
    kind: t.field({ type: NotificationKindRef, required: false, description: 'Those of this kind; left out: all.' }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  notifications: t.connection(
    {
      type: NotificationRef,
      nullable: true,
      description: `What the user was told in the last ${NOTIFICATIONS_LIMITS.keepDays} days, the newest first; null for others than the user.`,
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Which ones; left out: all.' }) },
      resolve: ({ id }, args, ctx) => inboxOf(ctx, id, args),
    },
    { name: 'NotificationConnection', description: 'A page of what somebody was told.' },
    { name: 'NotificationEdge', description: 'One of a page.' },
  ),
  unreadNotifications: t.int({
    nullable: true,
    description: `How many notifications the user has not read, counted up to ${NOTIFICATIONS_LIMITS.countedUnread}; null for others than the user.`,
    resolve: ({ id }, _args, ctx) => unreadOf(ctx, id),
  }),
}))

const ReadInput = builder.inputType('ReadNotificationsInput', {
  description: 'What was read: one of the two.',
  fields: (t) => ({
    ids: t.field({
      type: ['UUID'],
      required: false,
      description: `These, up to ${NOTIFICATIONS_LIMITS.readAtOnce}.`,
      validate: z.array(z.string()).min(1).max(NOTIFICATIONS_LIMITS.readAtOnce).nullish(),
    }),
    until: t.field({
      type: 'DateTime',
      required: false,
      description: 'All that were told until this moment: that of the newest one on the screen.',
    }),
  }),
})

builder.mutationField('readNotifications', (t) =>
  t.field({
    type: PayloadRef,
    description: 'Marks what you were told as read. What is read already stays as it is.',
    args: { input: t.arg({ type: ReadInput, description: 'What was read.' }) },
    resolve: async (_root, { input }, ctx) => ({ user: { id: await readNotifications(ctx, input) } }),
  }),
)

builder.subscriptionFields((t) => ({
  notificationReceived: t.field({
    type: NotificationRef,
    description: 'What you are told, from now on. A list has what was told before.',
    subscribe: (_root, _args, ctx) => watchNotifications(ctx),
    resolve: (notification) => notification,
  }),
  inboxChanged: t.field({
    type: UserRef,
    description: 'You, now and whenever something new is in your inbox, or something was read: ask for `unreadNotifications`.',
    subscribe: (_root, _args, ctx) => watchInbox(ctx),
    resolve: (user) => user,
  }),
}))
