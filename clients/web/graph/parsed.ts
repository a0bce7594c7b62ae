import { parse } from '@0no-co/graphql.web'
import type { TypedDocumentNode } from '@urql/core'
import type { Document } from '../../sdk/document.ts'

const known = new WeakMap<object, unknown>()

/** An operation of codegen's, which is text, as urql wants it: read once. */
export function parsed<Result, Variables>(document: Document<Result, Variables>) {
  const node = known.get(document) ?? ('kind' in document ? document : parse(document.toString(), { noLocation: true }))
  known.set(document, node)
  // The document says what its data looks like.
  return node as TypedDocumentNode<Result, Variables extends Record<string, unknown> ? Variables : Record<string, never>>
}
