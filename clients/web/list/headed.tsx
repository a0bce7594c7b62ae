import { useState, type ReactNode } from 'react'
import type { Document } from '../../sdk/document.ts'
import { keyOf } from './chain.ts'
import { Pages, type Connection } from './pages.tsx'

interface Props<Result, Variables, Row> {
  /** Its first rows, which the page asks for and follows itself. */
  head: Connection<Row>
  query: Document<Result, Variables>
  /** All but where a page begins. Its first page should be longer than the head: it is what the first press brings. */
  variables: Omit<Variables, 'after'>
  pick: (data: NonNullable<Result>) => Connection<Row>
  children: (rows: readonly Row[], more: (() => void) | null) => ReactNode
}

/** A list whose beginning is part of a larger answer; all of it is asked for, page by page, when somebody wants more. */
export function Headed<Result, Variables, Row>({ head, query, variables, pick, children }: Props<Result, Variables, Row>) {
  const [wanted, setWanted] = useState(false)
  const first = head.edges.map(({ node }) => node)
  if (!wanted) return children(first, head.pageInfo.hasNextPage ? () => setWanted(true) : null)
  const known = new Set(first.map(keyOf))
  return (
    <Pages query={query} variables={variables} pick={pick} skeleton={children(first, null)}>
      {({ rows, more }) => children([...first, ...rows.filter((row) => !known.has(keyOf(row)))], more)}
    </Pages>
  )
}
