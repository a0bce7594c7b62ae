import type { Principal } from '../caller.ts'
import type { Send } from '../execution/execute.ts'
import type { OperationContext } from './data-source.ts'

/** Asks a subgraph as the gateway itself. Throws what went wrong. */
export async function ask(
  send: Send<OperationContext>,
  principal: Principal,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const context = { principal, signal: undefined, traceparent: undefined, clientAddress: undefined }
  const { data, errors } = await send({ body: JSON.stringify({ query, variables }), repeatable: true }, context)
  if (errors?.[0]) throw new Error(errors[0].message)
  return data
}
