import { Kind, visit, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import type { Data } from './merge.ts'
import { compileShape, type Shape } from './shape.ts'

/** How many settings of an operation's @skip and @include variables are kept compiled. */
const KEPT = 16

/**
 * The operation's result shape for given variables, compiled once for each setting of its @skip and @include. `compiled` is called for each
 * that is kept after the first.
 */
export function shapesOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  compiled: () => void,
): (variables: Data) => Shape {
  const names = [...conditionsOf(operation, fragments)]
  const shapes = new Map<string, Shape>()
  return (variables) => {
    const setting = names.map((name) => (variables[name] === true ? '1' : '0')).join('')
    const known = shapes.get(setting)
    if (known) return known
    const [oldest] = shapes.keys()
    if (oldest !== undefined && shapes.size >= KEPT) shapes.delete(oldest)
    else compiled()
    const shape = compileShape(schema, operation, fragments, (name) => variables[name] === true)
    shapes.set(setting, shape)
    return shape
  }
}

function conditionsOf(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): Set<string> {
  const names = new Set<string>()
  for (const definition of [operation, ...Object.values(fragments)]) {
    visit(definition, {
      Directive: ({ name, arguments: given }) => {
        if (name.value !== 'skip' && name.value !== 'include') return
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
      },
    })
  }
  return names
}
