import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql'

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])
const FEDERATION = new Set(['_service', '_entities'])

/** Which names of a schema have a description, and which are bare: `Type`, `Type.field`, `Type.field.argument`, `Enum.VALUE`. */
export function undescribed(schema: GraphQLSchema): { bare: string[]; described: Set<string> } {
  // Federation's own machinery has no descriptions.
  const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('_') && !BUILT_IN.has(name))
  const all = ours.flatMap(namesOf)
  return {
    bare: all.filter(([, description]) => !description).map(([name]) => name),
    described: new Set(all.filter(([, description]) => description).map(([name]) => name)),
  }
}

type Described = { name: string; description?: string | null | undefined }
type Named = [name: string, description: string | null | undefined]

function namesOf(type: GraphQLNamedType): Named[] {
  const inside = (parts: readonly Described[], of: string): Named[] =>
    parts.map(({ name, description }) => [`${of}.${name}`, description])
  const own: Named = [type.name, type.description]
  if (isEnumType(type)) return [own, ...inside(type.getValues(), type.name)]
  if (isInputObjectType(type)) return [own, ...inside(Object.values(type.getFields()), type.name)]
  if (!isObjectType(type) && !isInterfaceType(type)) return [own]
  const fields = Object.values(type.getFields()).filter(({ name }) => !FEDERATION.has(name))
  return [own, ...inside(fields, type.name), ...fields.flatMap(({ name, args }) => inside(args, `${type.name}.${name}`))]
}
