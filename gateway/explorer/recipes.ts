/** A recipe of a page of clients/cookbook: its README says how they are written. */
export interface Recipe {
  title: string
  /** Sent by a program's key, as an operation of its manifest; else by who has signed in. */
  byKey: boolean
  operation: string
  variables: Record<string, unknown>
  answer: unknown
}

/** Reads all recipes of a page, in order. */
export function recipesOf(page: string): Recipe[] {
  const [, ...sections] = page.split(/^## /m)
  return sections.map((section) => {
    const [title = ''] = section.split('\n')
    const [, info = '', operation] = /^```graphql *(.*)\n([^]*?)^```/m.exec(section) ?? []
    const [, variables = '{}'] = /^Variables:\n+```json\n([^]*?)^```/m.exec(section) ?? []
    const [, answer] = /^Answer:\n+```json\n([^]*?)^```/m.exec(section) ?? []
    if (operation === undefined || answer === undefined) throw new Error(`“${title}” has no operation or no answer.`)
    return {
      title,
      byKey: info === 'by key',
      operation,
      variables: JSON.parse(variables) as Record<string, unknown>,
      answer: JSON.parse(answer) as unknown,
    }
  })
}
