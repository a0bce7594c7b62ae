import { graphName } from './graph-name.ts'
import { kindSchema } from './json-schema.ts'
import { isKind, KINDS } from './kinds.ts'

interface Property {
  type?: string | string[]
  description?: string
  format?: string
  enum?: string[]
  anyOf?: Property[]
}

const typeOf = ({ type, format, enum: values, anyOf }: Property): string => {
  if (anyOf) return anyOf.map(typeOf).join(' or ')
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  return [type].flat().join(' or ') + (format ? ` (${format})` : '')
}

/** The part of WEBHOOKS.md that says each kind, from its schema. */
export const kindsDocument = (): string =>
  Object.keys(KINDS)
    .filter(isKind)
    .map((name) => {
      const { version, about, scope, example } = KINDS[name]
      const { properties } = kindSchema(name) as { properties: Record<string, Property> }
      const rows = Object.entries(properties).map(
        ([field, property]) => `| \`${field}\` | ${typeOf(property)} | ${property.description ?? ''} |`,
      )
      const wanted = name === 'webhook.test' ? 'Every endpoint has it.' : `Ask for it by \`${graphName(name)}\`.`
      const needs = scope === null ? '' : ` The client needs the scope \`${scope}\`.`
      return [
        `### ${name}`,
        `${about} ${wanted}${needs} Version ${version}.`,
        '',
        '| field of `data` | type | what it is |\n|---|---|---|',
        ...rows,
        '',
        '```json',
        JSON.stringify({ type: name, timestamp: '2026-11-22T09:15:00.000Z', sequence: 1, data: example }),
        '```',
        '',
      ].join('\n')
    })
    .join('\n')
    .trimEnd()
