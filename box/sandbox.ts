import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'
import type { Caller } from '#lib/auth.ts'
import { refuseSandbox } from '#lib/partners/sandbox.ts'

type Context = { caller: Caller }

/** Has every root field refuse keys of the sandbox but these. Entities see to it themselves: what they are depends on whose they are. */
export function keepFromSandbox(schema: GraphQLSchema, open: readonly string[]): void {
  const refusing =
    (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
    (root, args, ctx, info) => {
      refuseSandbox(ctx.caller)
      return resolve(root, args, ctx, info)
    }
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      if (field.name.startsWith('_') || open.includes(field.name)) continue
      field.resolve = refusing(field.resolve ?? defaultFieldResolver)
      if (field.subscribe) field.subscribe = refusing(field.subscribe)
    }
}
