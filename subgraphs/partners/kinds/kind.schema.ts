import { builder } from '../builder.ts'
import { graphName } from './graph-name.ts'
import { isKind, KINDS, WANTED_KINDS, type KindName } from './kinds.ts'
import { WEBHOOK_LIMITS } from './limits.ts'
import { kindSchema } from './json-schema.ts'

export const WebhookKindName = builder.enumType('WebhookKindName', {
  description: 'A kind of fact that an endpoint can want. `webhookKinds` says what each is.',
  values: Object.fromEntries(
    WANTED_KINDS.map((name) => [graphName(name), { value: name, description: `\`${name}\`: ${KINDS[name].about}` }]),
  ) as Record<string, { value: KindName; description: string }>,
})

const WebhookKind = builder.objectRef<KindName>('WebhookKind').implement({
  description: 'A kind of fact that partners may be told of.',
  fields: (t) => ({
    name: t.string({ description: "What `type` of a message's body says, e.g. `session.completed`.", resolve: (name) => name }),
    version: t.int({
      description: 'Raised with each change. Fields are only ever added: what would break receivers has another name.',
      resolve: (name) => KINDS[name].version,
    }),
    about: t.string({ description: 'When it is told.', resolve: (name) => KINDS[name].about }),
    scope: t.string({
      nullable: true,
      description: 'The scope that the client needs, e.g. `sessions:read`; null: none.',
      resolve: (name) => KINDS[name].scope,
    }),
    dataSchema: t.field({
      type: 'JSONObject',
      description: `JSON Schema (2020-12) of \`data\`. What would have more than ${WEBHOOK_LIMITS.dataBytes} bytes is told by its ids alone, with \`cut: true\`.`,
      resolve: (name) => kindSchema(name),
    }),
    example: t.field({ type: 'JSONObject', description: 'An example of `data`.', resolve: (name) => KINDS[name].example }),
  }),
})

builder.queryFields((t) => ({
  webhookKinds: t.field({
    type: [WebhookKind],
    description: 'The kinds of facts that partners may be told of. For everybody.',
    resolve: () => Object.keys(KINDS).filter(isKind),
  }),
}))
