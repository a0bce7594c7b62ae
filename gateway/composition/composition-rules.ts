import { Kind, parse, visit, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql'

interface TypeNode {
  kind: string
  name: { value: string }
  fields?: readonly FieldDefinitionNode[] | undefined
  directives?: readonly ConstDirectiveNode[] | undefined
}

/**
 * Faults that federation allows, and that the query planner answers with wrong data and without an error. Each is a sentence that says what
 * to do instead.
 */
export function faultsOf(subgraph: string, document: DocumentNode): string[] {
  const named = directivesOf(document)
  const faults: string[] = []
  const fieldsWithRequires = (type: TypeNode) => {
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const fields = named(directive) === 'requires' ? textOf(directive, 'fields') : undefined
        if (fields !== undefined && hasArguments(fields))
          faults.push(
            `[${subgraph}] ${type.name.value}.${field.name.value}: @requires(fields: "${fields}") gives a field arguments. One value is then used for ` +
              'all uses of that field. Let its subgraph offer a field without arguments, and require that.',
          )
      }
    }
  }
  const stubs = new Map<string, { keys: Set<string>; others: string[]; resolvable: boolean; stub: boolean; kind: string }>()
  const keysOf = (type: TypeNode) => {
    const name = type.name.value
    const seen = stubs.get(name) ?? { keys: new Set(), others: [], resolvable: false, stub: false, kind: 'type' }
    stubs.set(name, seen)
    for (const directive of type.directives ?? []) {
      if (named(directive) === 'interfaceObject' || type.kind.startsWith('Interface')) seen.kind = 'interface'
      if (named(directive) !== 'key') continue
      for (const key of topFieldsOf(textOf(directive, 'fields') ?? '')) seen.keys.add(key)
      if (isFalse(directive, 'resolvable')) seen.stub = true
      else seen.resolvable = true
    }
    for (const field of type.fields ?? []) seen.others.push(field.name.value)
  }
  const take = (type: TypeNode) => {
    fieldsWithRequires(type)
    keysOf(type)
  }
  visit(document, {
    ObjectTypeDefinition: take,
    ObjectTypeExtension: take,
    InterfaceTypeDefinition: take,
    InterfaceTypeExtension: take,
  })
  for (const [name, { keys, others, resolvable, stub, kind }] of stubs) {
    if (!stub) continue
    const more = others.filter((field) => !keys.has(field))
    const say = (why: string) => faults.push(`[${subgraph}] ${name}: @key(resolvable: false) ${why}`)
    if (kind === 'interface')
      say('stands on an interface, whose real types are then not looked up. Make the key resolvable (answer references to it).')
    else if (resolvable)
      say('stands beside a resolvable key, and the planner may go by the wrong one. Make all keys resolvable or none.')
    else if (more.length > 0)
      say(
        `stands on a type with more than its key (${more.join(', ')}): those fields are null for whoever comes from another subgraph. Make the key ` +
          'resolvable (answer references to it), or leave only the key there.',
      )
  }
  return faults
}

/** The federation's name of a directive, however this subgraph imports it. */
function directivesOf(document: DocumentNode): (directive: ConstDirectiveNode) => string {
  const renamed = new Map<string, string>()
  visit(document, {
    ObjectValue: ({ fields }) => {
      const text = (name: string) => {
        const value = fields.find((field) => field.name.value === name)?.value
        return value?.kind === Kind.STRING && value.value.startsWith('@') ? value.value.slice(1) : undefined
      }
      const [name, as] = [text('name'), text('as')]
      if (name && as) renamed.set(as, name)
    },
  })
  return ({ name: { value } }) => renamed.get(value) ?? value.replace(/^federation__/, '')
}

const argument = ({ arguments: given }: ConstDirectiveNode, name: string) => given?.find((each) => each.name.value === name)?.value

function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argument(directive, name)
  return value?.kind === Kind.STRING ? value.value : undefined
}

function isFalse(directive: ConstDirectiveNode, name: string): boolean {
  const value = argument(directive, name)
  return value?.kind === Kind.BOOLEAN && !value.value
}

/** Null if the set of fields does not parse: composition says what is wrong. */
function fieldSet(fields: string): DocumentNode | null {
  try {
    return parse(`{${fields}}`)
  } catch {
    return null
  }
}

function hasArguments(fields: string): boolean {
  let found = false
  const set = fieldSet(fields)
  if (set) visit(set, { Field: ({ arguments: given = [] }) => void (found ||= given.length > 0) })
  return found
}

function topFieldsOf(fields: string): string[] {
  const [operation] = fieldSet(fields)?.definitions ?? []
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return []
  return operation.selectionSet.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []))
}
