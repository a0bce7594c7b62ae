import {
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type SelectionNode,
  type ValueNode,
} from 'graphql'
import { LIMITS } from '#lib/limits.ts'
import { refusal } from '../errors.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { own, type Data } from './merge.ts'
import type { OperationParts } from './plan-types.ts'

/** Upper bound of the fields an operation may read, given its variables. */
export type Cost = (variables: Data) => number

/**
 * Each field costs 1. What is below a field that takes `first`, `last` or `points` counts as often as the page has entries. A list without pages (the
 * EVSEs of a station) counts once. If a list of the same type is above it already, it counts as a full page: station, connectors, their
 * station, its connectors and so on grows with every round.
 */
export function costOf({ schema, operation, fragments }: OperationParts): Cost {
  // `listed` are the types whose lists are above. Fragments are written out: the document's limits have checked their size.
  const ofSelections = (selections: readonly SelectionNode[], typeName: string | undefined, listed: readonly string[]): Cost => {
    const parts = selections.map((selection) => ofSelection(selection, typeName, listed))
    return (variables) => parts.reduce((total, part) => total + part(variables), 0)
  }
  const ofSelection = (selection: SelectionNode, typeName: string | undefined, listed: readonly string[]): Cost => {
    if (selection.kind !== Kind.FIELD) {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
      return ofSelections(fragment?.selectionSet.selections ?? [], fragment?.typeCondition?.name.value ?? typeName, listed)
    }
    if (!selection.selectionSet) return () => 1
    const definition = definitionOf(selection.name.value, typeName)
    const type = definition && getNamedType(definition.type).name
    const paged = pageSize(selection, definition)
    const list = !paged && definition && isListType(getNullableType(definition.type)) ? type : undefined
    const below = ofSelections(selection.selectionSet.selections, type, list ? [...listed, list] : listed)
    const again = list && listed.includes(list) ? LIMITS.page.max : 1
    return (variables) => 1 + (paged?.(variables) ?? again) * below(variables)
  }
  const definitionOf = (name: string, typeName = ''): GraphQLField<unknown, unknown> | undefined => {
    const type = schema.getType(typeName)
    return type && 'getFields' in type ? (type.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined
  }
  return ofSelections(operation.selectionSet.selections, schema.getRootType(operation.operation)?.name, [])
}

/** `points` is how many places a curve has. */
const isPageSize = (name: string): boolean => name === 'first' || name === 'last' || name === 'points'

/** The page size of a field; the default size if it could be given and is not. Null if the field takes none. */
function pageSize(field: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): Cost | null {
  const given = (field.arguments ?? []).filter(({ name }) => isPageSize(name.value)).map(({ value }) => value)
  if (given.length > 0) return (variables) => Math.max(1, ...given.map((size) => numberOf(size, variables)))
  return definition?.args.some(({ name }) => isPageSize(name)) ? () => LIMITS.page.default : null
}

function numberOf(value: ValueNode, variables: Data): number {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? own(variables, value.name.value) : undefined
  return typeof given === 'number' ? given : LIMITS.page.default
}

/** The refusal of an operation that costs too much, else null. */
export function tooCostly(cost: number): GraphQLError | null {
  if (cost <= GATEWAY_LIMITS.document.cost) return null
  return refusal(
    'QUERY_TOO_COSTLY',
    `This may read ${cost} fields, the limit is ${GATEWAY_LIMITS.document.cost}. Ask for smaller pages.`,
  )
}
