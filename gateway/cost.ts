import { Kind, type GraphQLError, type FieldNode, type SelectionNode, type ValueNode } from 'graphql'
import { LIMITS } from '#lib/limits.ts'
import { refusal } from './errors.ts'
import { own, type Data } from './merge.ts'
import type { OperationParts } from './plan-types.ts'

/** Upper bound of the fields an operation may read, given its variables. */
export type Cost = (variables: Data) => number

/** Each field costs 1; what stands below a field with `first` or `last` counts as often as that page has entries. */
export function costOf({ operation, fragments }: OperationParts): Cost {
  const ofFragment = new Map<string, Cost>()
  const ofSelections = (selections: readonly SelectionNode[]): Cost => {
    const parts = selections.map(ofSelection)
    return (variables) => parts.reduce((total, part) => total + part(variables), 0)
  }
  const ofSelection = (selection: SelectionNode): Cost => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet.selections)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragment(selection.name.value)
    if (!selection.selectionSet) return () => 1
    const below = ofSelections(selection.selectionSet.selections)
    const entries = pageSize(selection)
    return (variables) => 1 + entries(variables) * below(variables)
  }
  const fragment = (name: string): Cost => {
    const known = ofFragment.get(name)
    if (known) return known
    const cost = ofSelections(fragments[name]?.selectionSet.selections ?? [])
    ofFragment.set(name, cost)
    return cost
  }
  return ofSelections(operation.selectionSet.selections)
}

function pageSize(field: FieldNode): Cost {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  return size ? (variables) => Math.max(1, numberOf(size, variables)) : () => 1
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
