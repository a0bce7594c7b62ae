import { readFileSync } from 'node:fs'
import { parse, print } from 'graphql'
import { recipesOf } from './recipes.ts'

/** The pages of clients/cookbook. */
const ROLES = ['driver', 'payer', 'operator', 'partner', 'admin', 'reviewer', 'treasurer', 'compliance'] as const

/** An operation for whoever has the role. */
export interface RoleOperation {
  role: (typeof ROLES)[number]
  title: string
  query: string
}

/** Examples that the explorer offers beside its tabs: the recipes of the cookbook. Their variables are a comment: an address has no place for them. */
export const roleOperations = (): RoleOperation[] =>
  ROLES.flatMap((role) =>
    recipesOf(readFileSync(new URL(`../../clients/cookbook/${role}.md`, import.meta.url), 'utf8')).map(
      ({ title, operation, variables }) => ({ role, title, query: `${commentOf(variables)}${print(parse(operation))}` }),
    ),
  )

function commentOf(variables: object): string {
  if (Object.keys(variables).length === 0) return ''
  const lines = ['Variables; fill in what stands in < and >:', ...JSON.stringify(variables, null, 2).split('\n')]
  return `${lines.map((line) => `# ${line}`).join('\n')}\n`
}
