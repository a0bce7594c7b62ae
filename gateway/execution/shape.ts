import {
  GraphQLError,
  Kind,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { GATEWAY_LIMITS } from '../limits.ts'
import { own, type Data, type Path } from './merge.ts'
import { isShallow } from './subgraph-result.ts'

/** Gives the fetched data the form that the client asked for, and the faults found on the way. */
export type Shape = (data: Data, introspect: () => Data) => { data: Data | null; faults: Fault[] }

/** A value that is not what the schema promises. */
export interface Fault {
  readonly message: string
  readonly path: Path
}

interface State {
  path: (string | number)[]
  faults: Fault[]
  introspect: () => Data
}

/** A value in its final form. Null is a plain null. Undefined is a null whose fault is in the list already. */
type Complete = (value: unknown, state: State) => unknown

interface Field {
  key: string
  required: boolean
  complete: Complete
}

/**
 * Compiles an operation's result shape, for one setting of the variables in its @skip and @include (`isTrue`). It means the same as the
 * result shaping of @apollo/gateway: nulls rise to the next nullable place, unknown types and wrong leaves become null.
 */
export function compileShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  isTrue: (variable: string) => boolean,
): Shape {
  const root = schema.getRootType(operation.operation)
  if (!root) throw new GraphQLError(`The schema has no ${operation.operation}.`)
  const complete = composite(root, [operation.selectionSet])
  return (data, introspect) => {
    const state: State = { path: [], faults: [], introspect }
    const completed = complete(data, state)
    return { data: (completed as Data | undefined) ?? null, faults: state.faults }
  }

  function output(type: GraphQLOutputType, nodes: readonly FieldNode[], where: string): Complete {
    if (isNonNullType(type)) return required(output(type.ofType, nodes, where), where)
    if (isListType(type)) return list(isNonNullType(type.ofType), output(type.ofType, nodes, where), where)
    if (isCompositeType(type))
      return composite(
        type,
        nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        where,
      )
    return leaf(type, where)
  }

  function composite(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], where = type.name): Complete {
    const ofDeclared = fieldsOf(type, sets)
    const ofRuntime = new Map<unknown, Field[] | null>([[type.name, ofDeclared]])
    // Only the type's name says what an object of a union is.
    if (!isUnionType(type)) ofRuntime.set(undefined, ofDeclared)
    const fieldsFor = (name: unknown): Field[] | null => {
      const known = ofRuntime.get(name)
      if (known !== undefined) return known
      const runtime = typeof name === 'string' ? schema.getType(name) : undefined
      const fields = isCompositeType(runtime) && fits(runtime, type) ? fieldsOf(runtime, sets) : null
      // Only names of the schema are kept: a subgraph could send any number of others.
      if (fields) ofRuntime.set(name, fields)
      return fields
    }
    return (value, state) => {
      if (value === null || value === undefined) return null
      if (typeof value !== 'object' || Array.isArray(value)) return fault(state, `Invalid value found for field ${where}.`)
      const fields = fieldsFor((value as Data)['__typename'])
      if (!fields) return fault(state, `Invalid __typename found for object at field ${where}.`)
      const result: Data = {}
      for (const { key, required: isRequired, complete: completeField } of fields) {
        state.path.push(key)
        const completed = completeField(own(value as Data, key), state)
        state.path.pop()
        if (completed === undefined && isRequired) return undefined
        result[key] = completed ?? null
      }
      return result
    }
  }

  /** True if an object of type `runtime` may stand where `declared` is promised. */
  function fits(runtime: GraphQLCompositeType, declared: GraphQLCompositeType): boolean {
    if (isAbstractType(declared)) return !isUnionType(runtime) && schema.isSubType(declared, runtime)
    // A subgraph that knows an interface as an object gives its name.
    return isInterfaceType(runtime) && schema.isSubType(runtime, declared)
  }

  function fieldsOf(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Field[] {
    const byKey = new Map<string, FieldNode[]>()
    for (const set of sets) gather(type, set, byKey)
    return [...byKey].flatMap(([key, nodes]) => field(type, key, nodes))
  }

  function gather(type: GraphQLCompositeType, { selections }: SelectionSetNode, byKey: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (!included(selection.directives)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const nodes = byKey.get(key)
        if (nodes) nodes.push(selection)
        else byKey.set(key, [selection])
        continue
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection
      if (fragment && applies(fragment.typeCondition?.name.value, type)) gather(type, fragment.selectionSet, byKey)
    }
  }

  function field(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): Field[] {
    const name = nodes[0]?.name.value ?? key
    if (name === '__typename') return [{ key, required: true, complete: () => (isObjectType(type) ? type.name : undefined) }]
    if (name === '__schema' || name === '__type') return [{ key, required: false, complete: (_, state) => state.introspect()[key] }]
    const definition = 'getFields' in type ? type.getFields()[name] : undefined
    // An object may have the type of an interface that its own type does not know here. Validation has checked the rest.
    if (!definition) return []
    return [{ key, required: isNonNullType(definition.type), complete: output(definition.type, nodes, `${type.name}.${key}`) }]
  }

  function applies(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true
    const wanted = schema.getType(condition)
    return isAbstractType(wanted) && 'getInterfaces' in type && schema.isSubType(wanted, type)
  }

  function included(directives: readonly DirectiveNode[] | undefined): boolean {
    return !directives?.some(({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false
      const condition = given?.find((argument) => argument.name.value === 'if')?.value
      const value =
        condition?.kind === Kind.VARIABLE ? isTrue(condition.name.value) : condition?.kind === Kind.BOOLEAN && condition.value
      return value === (name.value === 'skip')
    })
  }
}

function required(complete: Complete, where: string): Complete {
  return (value, state) => {
    const completed = complete(value, state)
    return completed === null ? fault(state, `Cannot return null for non-nullable field ${where}.`) : completed
  }
}

function list(elementsRequired: boolean, complete: Complete, where: string): Complete {
  return (value, state) => {
    if (value === null || value === undefined) return null
    if (!Array.isArray(value)) return fault(state, `Invalid value found for field ${where}.`)
    let whole = true
    const result: unknown[] = []
    for (let index = 0; index < value.length; index += 1) {
      state.path.push(index)
      const completed = complete(value[index], state)
      state.path.pop()
      if (completed === undefined && elementsRequired) whole = false
      result.push(completed ?? null)
    }
    return whole ? result : undefined
  }
}

function leaf(type: GraphQLLeafType, where: string): Complete {
  const valid = leafCheck(type)
  return (value, state) => {
    if (value === null || value === undefined) return null
    return valid(value) ? value : fault(state, `Invalid value found for field ${where}.`)
  }
}

/** What the type's values look like. */
export function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined
  // The gateway only knows the names of custom scalars.
  if (!isSpecifiedScalarType(type)) return (value) => isShallow(value)
  switch (type.name) {
    case 'Boolean':
      return (value) => typeof value === 'boolean'
    case 'Int':
      return (value) => Number.isInteger(value)
    case 'Float':
      return (value) => typeof value === 'number' && Number.isFinite(value)
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value)
    default:
      return (value) => typeof value === 'string'
  }
}

function fault({ faults, path }: State, message: string): undefined {
  // More than are ever told: some of them follow from errors that are told already.
  if (faults.length < 10 * GATEWAY_LIMITS.errors) faults.push({ message, path: [...path] })
}
