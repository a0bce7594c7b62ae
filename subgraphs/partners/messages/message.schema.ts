import { builder } from '../builder.ts'
import { WebhookEndpoint } from '../endpoints/endpoint-type.schema.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import type { Attempt, Endpoint, Message, Replay, Which } from '../tables.ts'
import { bodyOf, messageId } from './message.ts'
import { messagesOf, replayMessages, replaysOf, testEndpoint } from './message.service.ts'

const { answerBytes, attemptsKept, keepDays, replayedPerDay, waiting } = WEBHOOK_LIMITS

const MessageState = builder.enumType('WebhookMessageState', {
  description: 'What became of a message.',
  values: {
    WAITING: { description: 'It waits for its first or next try.' },
    DELIVERED: { description: 'It was answered by 2xx.' },
    FAILED: {
      description: `Its last try has failed, or it was the oldest of more than ${waiting} that waited. \`replayWebhooks\` sends it again.`,
    },
    DROPPED: { description: 'It was not sent: the client was revoked, or may not read this any more.' },
  } as const,
})
const WebhookWhich = builder.enumType('WebhookReplayWhich', {
  description: 'Which messages are sent again.',
  values: {
    FAILED: { value: 'FAILED', description: 'Those that never arrived.' },
    ALL: { value: 'ALL', description: 'Also those that did.' },
  } satisfies Record<string, { value: Which; description: string }>,
})

const WebhookAttempt = builder.objectRef<Attempt>('WebhookAttempt').implement({
  description: 'A try to deliver a message.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it ended.' }),
    status: t.exposeInt('status', { nullable: true, description: 'The status of the answer; null: there was none.' }),
    failure: t.exposeString('failure', {
      nullable: true,
      description:
        'Why there was no answer, e.g. `TIMEOUT`, `ECONNREFUSED`, `NOT_PUBLIC`, `CERT_HAS_EXPIRED`; null: there was one.',
    }),
    ms: t.exposeInt('ms', { description: 'How long it took, in milliseconds.' }),
    answer: t.exposeString('answer', { description: `How the answer's body begins: ${answerBytes} bytes at most.` }),
  }),
})

const WebhookMessage = builder.objectRef<Message>('WebhookMessage').implement({
  description: `A fact that an endpoint is told. It is kept for ${keepDays} days.`,
  fields: (t) => ({
    id: t.string({ description: 'What `webhook-id` says at every try, e.g. `msg_01932f6e-…`.', resolve: messageId }),
    kind: t.exposeString('kind', { description: 'Its kind, e.g. `session.completed`.' }),
    sequence: t.exposeInt('sequence', {
      description:
        'Rises with each fact of the endpoint. Messages may arrive in another order: of one thing the highest number is the newest.',
    }),
    state: t.expose('state', { type: MessageState, description: 'What became of it.' }),
    createdAt: t.expose('created_at', { type: 'DateTime', description: 'When it was written.' }),
    nextAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next; null: not any more.',
      resolve: ({ state, next_at }) => (state === 'WAITING' ? next_at : null),
    }),
    body: t.string({ description: 'What is posted, to the byte.', resolve: bodyOf }),
    attempts: t.field({
      type: [WebhookAttempt],
      description: `Its last ${attemptsKept} tries, in their order, those of replays too.`,
      resolve: ({ id }, _args, { loaders }) => loaders.attemptsOfMessage.load(id),
    }),
  }),
})

const WebhookReplay = builder.objectRef<Replay>('WebhookReplay').implement({
  description: 'Messages of an endpoint that are sent again because somebody asked for it.',
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: 'Id of the replay.' }),
    which: t.expose('which', { type: WebhookWhich, description: 'Which messages.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Those that were written since then.' }),
    askedAt: t.expose('asked_at', { type: 'DateTime', description: 'When it was asked for.' }),
    total: t.exposeInt('total', { description: 'How many there were when it was asked for.' }),
    replayed: t.exposeInt('replayed', { description: 'How many of them are in the queue again, or went through it.' }),
    finishedAt: t.expose('finished_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last one was put into the queue; null: it goes on.',
    }),
  }),
})

builder.objectFields(WebhookEndpoint, (t) => ({
  messages: t.connection(
    {
      type: WebhookMessage,
      description: 'What it was told, and what waits; the newest first.',
      args: { state: t.arg({ type: MessageState, required: false, description: 'Of this state alone.' }) },
      resolve: (endpoint, { state, ...args }, ctx) => messagesOf(ctx, endpoint, state ?? null, args),
    },
    { name: 'WebhookMessageConnection', description: 'A page of messages.' },
    { name: 'WebhookMessageEdge', description: 'A message in its place.' },
  ),
  replays: t.connection(
    {
      type: WebhookReplay,
      description: 'What was asked to be sent again, the newest first.',
      resolve: (endpoint, args, ctx) => replaysOf(ctx, endpoint, args),
    },
    { name: 'WebhookReplayConnection', description: 'A page of replays.' },
    { name: 'WebhookReplayEdge', description: 'A replay in its place.' },
  ),
}))

const endpointId = { type: 'UUID', description: 'Id of the endpoint.' } as const
const TestInput = builder.inputType('TestWebhookEndpointInput', {
  description: 'An endpoint to try.',
  fields: (t) => ({ endpointId: t.field(endpointId) }),
})
const ReplayInput = builder.inputType('ReplayWebhooksInput', {
  description: 'What is to be sent again.',
  fields: (t) => ({
    endpointId: t.field(endpointId),
    since: t.field({ type: 'DateTime', description: `Messages that were written since then; they are kept for ${keepDays} days.` }),
    which: t.field({ type: WebhookWhich, description: 'Which of them.' }),
  }),
})
const TestPayload = builder.objectRef<{ endpoint: Endpoint; message: Message }>('TestWebhookPayload').implement({
  description: 'A test event on its way.',
  fields: (t) => ({
    endpoint: t.expose('endpoint', { type: WebhookEndpoint, description: 'The endpoint.' }),
    message: t.expose('message', { type: WebhookMessage, description: 'The event, of kind `webhook.test`.' }),
  }),
})
const ReplayPayload = builder.objectRef<{ replay: Replay }>('ReplayWebhooksPayload').implement({
  description: 'A replay that has begun.',
  fields: (t) => ({ replay: t.expose('replay', { type: WebhookReplay, description: 'How far it is.' }) }),
})

builder.mutationFields((t) => ({
  testWebhookEndpoint: t.field({
    type: TestPayload,
    description: 'Sends an event of kind `webhook.test` to an endpoint. CONFLICT if it is off.',
    args: { input: t.arg({ type: TestInput, description: 'Which one.' }) },
    resolve: (_root, { input }, ctx) => testEndpoint(ctx, input.endpointId),
  }),
  replayWebhooks: t.field({
    type: ReplayPayload,
    description:
      'Sends messages again, by their old ids, a part at a time, so that what is new is not kept waiting. CONFLICT while another replay of ' +
      `the endpoint is under way, LIMIT_REACHED after ${replayedPerDay} of an endpoint in 24 hours.`,
    args: { input: t.arg({ type: ReplayInput, description: 'Which messages.' }) },
    resolve: async (_root, { input }, ctx) => ({ replay: await replayMessages(ctx, input) }),
  }),
}))
