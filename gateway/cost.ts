import {
  getNamedType,
  Kind,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type SelectionNode,
  type ValueNode,
} from 'graphql'
import { LIMITS } from '#lib/limits.ts'
import { refusal } from './errors.ts'
import { own, type Data } from './merge.ts'
import type { OperationParts } from './plan-types.ts'

/** Upper bound of the fields an operation may read, given its variables. */
export type Cost = (variables: Data) => number

/** Each field costs 1; what stands below a field that takes `first` or `last` counts as often as that page has entries. */
export function costOf({ schema, operation, fragments }: OperationParts): Cost {
  const ofFragment = new Map<string, Cost>()
  const ofSelections = (selections: readonly SelectionNode[], typeName: string | undefined): Cost => {
    const parts = selections.map((selection) => ofSelection(selection, typeName))
    return (variables) => parts.reduce((total, part) => total + part(variables), 0)
  }
  const ofSelection = (selection: SelectionNode, typeName: string | undefined): Cost => {
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return ofSelections(selection.selectionSet.selections, selection.typeCondition?.name.value ?? typeName)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragment(selection.name.value)
    if (!selection.selectionSet) return () => 1
    const definition = definitionOf(selection.name.value, typeName)
    const below = ofSelections(selection.selectionSet.selections, definition && getNamedType(definition.type).name)
    const entries = pageSize(selection, definition)
    return (variables) => 1 + entries(variables) * below(variables)
  }
  const definitionOf = (name: string, typeName = ''): GraphQLField<unknown, unknown> | undefined => {
    const type = schema.getType(typeName)
    return type && 'getFields' in type ? (type.getFields()[name] as GraphQLField<unknown, unknown> | undefined) : undefined
  }
  const fragment = (name: string): Cost => {
    const known = ofFragment.get(name)
    if (known) return known
    const definition = fragments[name]
    const cost = ofSelections(definition?.selectionSet.selections ?? [], definition?.typeCondition.name.value)
    ofFragment.set(name, cost)
    return cost
  }
  return ofSelections(operation.selectionSet.selections, schema.getRootType(operation.operation)?.name)
}

const isPageSize = (name: string): boolean => name === 'first' || name === 'last'

/** A field that could be given a page size and is not has a page of the default size all the same. */
function pageSize(field: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): Cost {
  const given = (field.arguments ?? []).filter(({ name }) => isPageSize(name.value)).map(({ value }) => value)
  if (given.length > 0) return (variables) => Math.max(1, ...given.map((size) => numberOf(size, variables)))
  const size = definition?.args.some(({ name }) => isPageSize(name)) ? LIMITS.page.default : 1
  return () => size
}

function numberOf(value: ValueNode, variables: Data): number {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? own(variables, value.name.value) : undefined
  return typeof given === 'number' ? given : LIMITS.page.default
}

/** The refusal of an operation that costs too much, else null. */
export function tooCostly(cost: number): GraphQLError | null {
  if (cost <= LIMITS.graphql.cost) return null
  return refusal('QUERY_TOO_COSTLY', `This may read ${cost} fields, the limit is ${LIMITS.graphql.cost}. Ask for smaller pages.`)
}
