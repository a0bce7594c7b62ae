import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import {
  DateTimeResolver,
  EmailAddressResolver,
  JSONObjectResolver,
  LatitudeResolver,
  LongitudeResolver,
  URLResolver,
  UUIDResolver,
} from 'graphql-scalars'

/** Scalars as TypeScript sees them, for every subgraph's builder. */
export type ScalarTypes = {
  DateTime: { Input: Date; Output: Date }
  UUID: { Input: string; Output: string }
  URL: { Input: URL; Output: URL | string }
  Email: { Input: string; Output: string }
  Latitude: { Input: number; Output: number }
  Longitude: { Input: number; Output: number }
  Wh: { Input: number; Output: number }
  TokenAmount: { Input: string; Output: string }
  JSONObject: { Input: Readonly<Record<string, unknown>>; Output: object }
}

const renamed = (scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType =>
  new GraphQLScalarType({ ...scalar.toConfig(), name, description })

/** Whole degrees may be written without a point, which the library refuses in a document. */
function degrees(scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  const config = scalar.toConfig()
  const parseLiteral: typeof config.parseLiteral = (node, variables) =>
    config.parseLiteral(node.kind === Kind.INT ? { ...node, kind: Kind.FLOAT } : node, variables)
  return new GraphQLScalarType({ ...config, name, description, parseLiteral })
}

/** In small letters, as the database writes them: ids are compared as texts, and one that is written otherwise would be another thing. */
function uuid(): GraphQLScalarType {
  const config = UUIDResolver.toConfig()
  const small = (id: string) => id.toLowerCase()
  return new GraphQLScalarType({
    ...config,
    name: 'UUID',
    description: 'A UUID; ours are version 7.',
    parseValue: (value) => small(config.parseValue(value)),
    parseLiteral: (node, variables) => small(config.parseLiteral(node, variables)),
  })
}

const Wh = new GraphQLScalarType({
  name: 'Wh',
  description: 'Energy in whole watt-hours, never negative.',
  serialize: (value) => whole(value),
  parseValue: (value) => whole(value),
  parseLiteral: (node) => whole(node.kind === Kind.INT ? Number(node.value) : refuse(node, 'a whole number of watt-hours')),
})

const TokenAmount = new GraphQLScalarType({
  name: 'TokenAmount',
  description: 'Reward tokens in base units (10^18 to one token), as a decimal string.',
  serialize: (value) => baseUnits(typeof value === 'bigint' ? value.toString() : value),
  parseValue: (value) => baseUnits(value),
  parseLiteral: (node) => baseUnits(node.kind === Kind.STRING ? node.value : refuse(node, 'a decimal string of base units')),
})

export const scalars = {
  DateTime: renamed(DateTimeResolver, 'DateTime', 'A moment, as ISO 8601 with its offset, e.g. 2026-11-20T09:30:00Z.'),
  UUID: uuid(),
  URL: renamed(URLResolver, 'URL', 'An absolute URL.'),
  Email: renamed(EmailAddressResolver, 'Email', 'An e-mail address.'),
  Latitude: degrees(LatitudeResolver, 'Latitude', 'Degrees north of the equator, -90 to 90 (WGS 84).'),
  Longitude: degrees(LongitudeResolver, 'Longitude', 'Degrees east of Greenwich, -180 to 180 (WGS 84).'),
  Wh,
  TokenAmount,
  JSONObject: renamed(JSONObjectResolver, 'JSONObject', 'A JSON object, whose fields OCPP or a maker defines.'),
} satisfies Record<keyof ScalarTypes, GraphQLScalarType>

function whole(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0)
    throw new GraphQLError('Wh takes a whole number that is not negative.')
  return number
}

function baseUnits(value: unknown): string {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,77})$/.test(value))
    throw new GraphQLError('TokenAmount takes base units as a decimal string, e.g. "1000000000000000000".')
  return value
}

function refuse(node: ValueNode, wanted: string): never {
  throw new GraphQLError(`Expected ${wanted}.`, { nodes: node })
}
