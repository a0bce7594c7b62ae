import { Kind, type ASTVisitor, type FragmentDefinitionNode, type SelectionSetNode, type ValidationContext } from 'graphql'
import { LIMITS } from '#lib/limits.ts'
import { refusal } from './errors.ts'

interface Measure {
  depth: number
  aliases: number
  directives: number
}

/**
 * Validation rule: refuses operations that are too deep, or have too many aliases or directives, fragments counted where they
 * are used. Each fragment is measured once, so a document that doubles itself through fragments costs us nothing.
 */
export function queryLimits(context: ValidationContext): ASTVisitor {
  const ofFragment = new Map<string, Measure>()
  const open = new Set<string>()
  const ofName = (name: string): Measure => {
    const known = ofFragment.get(name)
    // A cycle is another rule's business; here it only must not recurse for ever.
    if (known || open.has(name)) return known ?? NOTHING
    const definition: FragmentDefinitionNode | null | undefined = context.getFragment(name)
    if (!definition) return NOTHING
    open.add(name)
    const measured = measure(definition.selectionSet, ofName)
    open.delete(name)
    ofFragment.set(name, measured)
    return measured
  }
  return {
    OperationDefinition: (operation) => {
      const { depth, aliases, directives } = measure(operation.selectionSet, ofName)
      const limits = LIMITS.graphql
      if (depth > limits.depth)
        context.reportError(refusal('QUERY_TOO_DEEP', `Fields are nested ${depth} deep, the limit is ${limits.depth}.`))
      if (aliases > limits.aliases)
        context.reportError(refusal('TOO_MANY_ALIASES', `There are ${aliases} aliases, the limit is ${limits.aliases}.`))
      if (directives > limits.directives)
        context.reportError(
          refusal('TOO_MANY_DIRECTIVES', `There are ${directives} directives, the limit is ${limits.directives}.`),
        )
      return false
    },
  }
}

const NOTHING: Measure = { depth: 0, aliases: 0, directives: 0 }

function measure({ selections }: SelectionSetNode, fragment: (name: string) => Measure): Measure {
  const total = { ...NOTHING }
  for (const selection of selections) {
    total.directives += selection.directives?.length ?? 0
    if (selection.kind === Kind.FIELD) {
      if (selection.alias) total.aliases += 1
      // The schema's description of itself nests deep by nature, and has a rule of its own against abuse in graphql-js.
      if (selection.name.value.startsWith('__')) continue
    }
    const below =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragment(selection.name.value)
        : selection.selectionSet
          ? measure(selection.selectionSet, fragment)
          : NOTHING
    total.aliases += below.aliases
    total.directives += below.directives
    total.depth = Math.max(total.depth, below.depth + (selection.kind === Kind.FIELD ? 1 : 0))
  }
  return total
}
