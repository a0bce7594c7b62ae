import { Kind, type FieldNode, type SelectionNode, type ValueNode } from 'graphql'
import { LIMITS } from '#lib/limits.ts'
import type { PlannedContext } from './plan-types.ts'
import type { Variables } from './graph.ts'

/** Upper bound of the fields an operation may read, given its variables. */
export type Cost = (variables: Variables) => number

/** Each field costs 1; what stands below a field with `first` or `last` counts as often as that page has entries. */
export function costOf({ operation, fragments }: PlannedContext): Cost {
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

function numberOf(value: ValueNode, variables: Variables): number {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
  return typeof given === 'number' ? given : LIMITS.page.default
}
