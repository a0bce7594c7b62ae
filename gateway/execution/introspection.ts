import {
  Kind,
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Data } from './merge.ts'

/** True if an operation asks for `__schema` or `__type`, which only stand at its root. */
export function introspects(
  { selectionSet }: { selectionSet: SelectionSetNode },
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): boolean {
  return selectionSet.selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__schema' || selection.name.value === '__type'
    const below = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
    return below !== undefined && introspects(below, fragments)
  })
}

/** Answers the operation's `__schema` and `__type`. No subgraph is asked for them. */
export function introspectionOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): (variables: Data) => Data {
  const kept = (selection: SelectionNode): SelectionNode[] => {
    if (selection.kind === Kind.FIELD)
      return selection.name.value === '__schema' || selection.name.value === '__type' ? [selection] : []
    const set = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet
    const selections = set?.selections.flatMap(kept) ?? []
    if (selections.length === 0) return []
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives: selection.directives ?? [],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ]
  }
  return (variables) => {
    const selections = operation.selectionSet.selections.flatMap(kept)
    const own = { ...operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections } }
    const document = { kind: Kind.DOCUMENT as const, definitions: [own, ...Object.values(fragments)] }
    const { data, errors } = executeSync({ schema, document, rootValue: {}, variableValues: variables })
    if (errors?.[0]) throw errors[0]
    return data as Data
  }
}
