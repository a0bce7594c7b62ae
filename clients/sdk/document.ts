import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'
import { parse, print, type DocumentNode } from '@0no-co/graphql.web'

/** An operation with its types: what codegen's client preset makes, as text (`TypedDocumentString`) or parsed (`TypedDocumentNode`). */
// An object of the class String: TypedDocumentString is one.
// oxlint-disable-next-line typescript/no-wrapper-object-types
export type Document<Result, Variables> = (String | DocumentNode) & DocumentTypeDecoration<Result, Variables>

/** Variables as a rest argument: required only where the operation requires one. */
export type VariablesOf<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

export interface Operation {
  text: string
  name: string | null
  /** A query may be sent again when the answer did not come. */
  isQuery: boolean
  /** Sent in place of the text by whoever calls with a key. */
  documentId?: string
}

const known = new WeakMap<object, Operation>()

/** The document as it is sent; read once. */
export function operationOf(document: Document<unknown, never>): Operation {
  const hit = known.get(document)
  if (hit) return hit
  const [text, node] = 'kind' in document ? [print(document), document] : [document.toString(), parse(document.toString())]
  const operations = node.definitions.filter((definition) => definition.kind === 'OperationDefinition')
  const [definition] = operations
  if (!definition || operations.length > 1) throw new TypeError('A document has one operation.')
  const operation = { text, name: definition.name?.value ?? null, isQuery: definition.operation === 'query' }
  known.set(document, operation)
  return operation
}
