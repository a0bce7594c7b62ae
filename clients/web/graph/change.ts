import type { Client } from 'urql'
import type { Document } from '../../sdk/document.ts'
import { faultOf } from './exchange.ts'
import { parsed } from './parsed.ts'

/** Asks for a change through the cache: all that a page shows of what has changed follows. Without the throw a refusal would look like a yes. */
export async function change<Result, Variables>(
  pages: Pick<Client, 'mutation'>,
  document: Document<Result, Variables>,
  variables: Variables extends Record<string, unknown> ? Variables : Record<string, never>,
): Promise<void> {
  const { error } = await pages.mutation(parsed(document), variables).toPromise()
  if (error) throw faultOf(error)
}
