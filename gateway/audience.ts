import { validate } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { hasRole } from '#lib/access.ts'
import type { Principal } from './caller.ts'

/** For whom something is that shows the graph from inside. Staff are administrators and partners who have signed in. */
export const AUDIENCES = ['everybody', 'staff', 'nobody'] as const
export type Audience = (typeof AUDIENCES)[number]

/** True if it is for this caller. */
export const isFor = (audience: Audience, principal: Principal | undefined): boolean =>
  audience === 'everybody' || (audience === 'staff' && principal !== undefined && hasRole(principal.caller, 'ADMIN', 'PARTNER'))

/** Leaves "Did you mean …?" out of the faults of documents, for whom it is not: the names of a graph can be guessed by it. */
export function suggestions(audience: Audience): Plugin<{ principal?: Principal }> {
  if (audience === 'everybody') return {}
  return {
    onValidate: ({ context, setValidationFn }) => {
      if (isFor(audience, context.principal)) return
      setValidationFn((schema, document, rules) => validate(schema, document, rules, { hideSuggestions: true }))
    },
  }
}
