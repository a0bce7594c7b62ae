import { builder } from '../builder.ts'
import { DeliveryStateRef, NotificationChannelRef, NotificationTopicRef } from '../enums.schema.ts'
import type { Figure } from './figure.queries.ts'
import { notificationFigures } from './figure.service.ts'

const FigureRef = builder.objectRef<Figure>('NotificationFigure').implement({
  description: 'How many messages of a topic by a channel are in a state.',
  fields: (t) => ({
    topic: t.expose('kind', { type: NotificationTopicRef, description: 'What they say.' }),
    channel: t.expose('channel', { type: NotificationChannelRef, description: 'By what they were to go out.' }),
    state: t.expose('state', { type: DeliveryStateRef, description: 'What has become of them by now.' }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

builder.queryFields((t) => ({
  notificationFigures: t.field({
    type: [FigureRef],
    description: 'What has become of the messages of some days, by topic and channel. For admins.',
    args: {
      from: t.arg.string({ description: 'The first day (UTC), e.g. 2026-11-01.' }),
      until: t.arg.string({ description: 'The last day (UTC), e.g. 2026-11-30.' }),
    },
    resolve: (_root, args, ctx) => notificationFigures(ctx, args),
  }),
}))
