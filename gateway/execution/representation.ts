import { getResponseName, type QueryPlanSelectionNode } from '@apollo/query-planner'
import { merge, own, type Data } from './merge.ts'

type Represent = (object: Data) => Data | null

/** Compiles a fetch's `requires`: the fields of an object that its subgraph must know. Gives null if the object lacks one of them. */
export function representationOf(
  selections: readonly QueryPlanSelectionNode[],
  isOfType: (object: Data, type: string) => boolean,
): Represent {
  const parts = selections.map((selection) => partOf(selection, isOfType))
  return (object) => {
    const representation: Data = {}
    return parts.every((part) => part(object, representation)) ? representation : null
  }
}

/** Adds its part to the representation; false when it cannot. */
type Part = (object: Data, representation: Data) => boolean

function partOf(selection: QueryPlanSelectionNode, isOfType: (object: Data, type: string) => boolean): Part {
  if (selection.kind === 'InlineFragment') {
    const { typeCondition, selections } = selection
    if (!typeCondition) return () => true
    const represent = representationOf(selections, isOfType)
    return (object, representation) => {
      const part = isOfType(object, typeCondition) ? represent(object) : null
      if (part) merge(representation, part)
      return true
    }
  }
  const key = getResponseName(selection)
  const below = selection.selections && representationOf(selection.selections, isOfType)
  const valueOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(valueOf)
    return below && value !== null ? below(value as Data) : value
  }
  return (object, representation) => {
    const value = own(object, key)
    if (value === undefined) return false
    representation[key] = valueOf(value)
    return true
  }
}
