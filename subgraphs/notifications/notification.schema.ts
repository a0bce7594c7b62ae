import { isSelf } from '#lib/access.ts'
import { extension } from '#lib/graph.ts'
import { idPage } from '#lib/pagination.ts'
import { builder } from './builder.ts'
import { listNotifications } from './notification.queries.ts'
import type { Notification } from './tables.ts'

export const UserRef = extension(builder, 'User')

export const NotificationRef = builder.objectRef<Notification>('Notification').implement({
  description: 'Something that a user was told.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Its id.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was told.' }),
    readAt: t.expose('read_at', { type: 'DateTime', nullable: true, description: 'When it was read; null: not yet.' }),
  }),
})

builder.objectFields(UserRef, (t) => ({
  notifications: t.connection(
    {
      type: NotificationRef,
      nullable: true,
      description: 'What the user was told, the newest first; null for others than the user.',
      resolve: ({ id }, args, ctx) => (isSelf(ctx.caller, id) ? idPage(args, (page) => listNotifications(ctx.db, id, page)) : null),
    },
    { name: 'NotificationConnection', description: 'A page of what somebody was told.' },
    { name: 'NotificationEdge', description: 'One of a page.' },
  ),
}))
