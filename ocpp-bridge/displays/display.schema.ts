import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { DisplayMessage } from './display.queries.ts'
import { messagesOf } from './display.service.ts'

const MessageRef = builder.objectRef<DisplayMessage>('DisplayMessage').implement({
  description: 'Something that a charger shows on its display.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Its number at this charger.' }),
    content: t.exposeString('content', { description: 'What is shown.' }),
    format: t.exposeString('format', { description: 'How to read it, in the word of OCPP, e.g. UTF8.' }),
    language: t.exposeString('language', { nullable: true, description: 'Its language (RFC 5646); null where none is said.' }),
    priority: t.exposeString('priority', { description: 'Its priority, in the word of OCPP, e.g. InFront.' }),
    state: t.exposeString('state', {
      nullable: true,
      description: 'The state of the charger while which it is shown, in the word of OCPP; null: in all.',
    }),
    startsAt: t.expose('starts_at', { type: 'DateTime', nullable: true, description: 'From when it is shown; null: at once.' }),
    endsAt: t.expose('ends_at', { type: 'DateTime', nullable: true, description: 'Until when it is shown; null: until cleared.' }),
    transactionId: t.expose('transaction_id', {
      type: 'UUID',
      nullable: true,
      description: 'The transaction while which it is shown; null: of none.',
    }),
    confirmedAt: t.expose('confirmed_at', { type: 'DateTime', description: 'When the charger last said that it has it.' }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  displayMessages: t.connection(
    {
      type: MessageRef,
      description:
        'What it shows on its display now or later, as it has confirmed, by number. getDisplayMessages asks it for all. Only in OCPP 2.x.',
      resolve: ({ station_id: id }, args, ctx) => messagesOf(ctx, id, args),
    },
    { name: 'DisplayMessageConnection', description: 'A page of what a charger shows.' },
    { name: 'DisplayMessageEdge', description: 'A place in what a charger shows.' },
  ),
}))
