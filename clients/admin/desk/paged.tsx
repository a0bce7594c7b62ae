import type { ReactNode } from 'react'
import type { Document } from '../../sdk/document.ts'
import { Pages, type Connection } from '../../web/list/pages.tsx'
import { Button } from '../../web/ui/button.tsx'
import { useTexts } from '../texts/index.ts'

/** So many come at once. */
const PAGE = 25

/** A list of the desk: one page, and a button for more. */
export function Paged<Result, Variables, Row>(props: {
  query: Document<Result, Variables>
  variables: Omit<Variables, 'first' | 'after'>
  list: (data: NonNullable<Result>) => Connection<Row>
  children: (rows: readonly Row[], again: () => void) => ReactNode
}) {
  const { query, variables, list, children } = props
  const { desk } = useTexts()
  // What is left out of the variables is written here and by `Pages`.
  const asked = { ...variables, first: PAGE } as unknown as Omit<Variables, 'after'>
  return (
    <Pages<Result, Variables, Row> query={query} variables={asked} pick={list}>
      {({ rows, more, again }) => (
        <div className="flex flex-col gap-4">
          {children(rows, again)}
          {more && (
            <Button className="self-start" onClick={more}>
              {desk.more}
            </Button>
          )}
        </div>
      )}
    </Pages>
  )
}
