import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import type { Document } from '../../sdk/document.ts'
import { isPassing, type EvergraphError } from '../../sdk/errors.ts'
import { useAgain } from '../graph/again.ts'
import { faultOf } from '../graph/exchange.ts'
import { parsed } from '../graph/parsed.ts'
import { useRecovery } from '../graph/use-recovery.ts'
import { useUnheard, type Unheard } from '../offline/unheard.ts'
import { Fault } from '../ui/fault.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Stale } from '../ui/stale.tsx'
import { beginsOf, joined, keyOf, type Answered } from './chain.ts'

export interface Connection<Row> {
  edges: readonly { node: Row }[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

/** Where what a list belongs to is not there, or not for this reader. */
export const NO_ROWS: Connection<never> = { edges: [], pageInfo: { hasNextPage: false } }

export interface Listed<Row> {
  rows: readonly Row[]
  /** Asks for the next page; null where there is none, or where it is on its way. */
  more: (() => void) | null
  /** Asks for all of it anew. */
  again: () => void
}

interface Props<Result, Variables, Row> {
  query: Document<Result, Variables>
  /** All but where a page begins. */
  variables: Omit<Variables, 'after'>
  pick: (data: NonNullable<Result>) => Connection<Row>
  skeleton?: ReactNode
  children: (list: Listed<Row>) => ReactNode
}

/**
 * A list that grows page by page and stays where it is while it does. Each page follows the cache, so that live changes show in all of them, and begins where
 * the one before it ends.
 */
export function Pages<Result, Variables, Row>(props: Props<Result, Variables, Row>) {
  // Other filters make another list.
  return <List key={JSON.stringify(props.variables)} {...props} />
}

interface Answer<Row> {
  page?: Answered<Row> | undefined
  fault?: EvergraphError | undefined
  /** What is shown was heard then, and not just now. */
  unheard?: Unheard | undefined
  again: () => void
}

function List<Result, Variables, Row>({ query, variables, pick, skeleton, children }: Props<Result, Variables, Row>) {
  const [count, setCount] = useState(1)
  const [answers, setAnswers] = useState<Readonly<Record<number, Answer<Row>>>>({})
  const [opened] = useState(() => new Date())
  const shown = useRef<readonly Row[]>([])
  const wanted = Array.from({ length: count }, (_, index) => answers[index]?.page)
  const begins = beginsOf(count, wanted)
  const { rows, settled } = joined(shown.current, begins, wanted, keyOf)
  shown.current = rows
  const told = begins.flatMap((_, index) => answers[index] ?? [])
  const fault = told.find((answer) => answer.fault)?.fault
  const unheard = told.find((answer) => answer.unheard)?.unheard
  const again = () => told.forEach((answer) => answer.again())
  const next = settled ? (wanted[begins.length - 1]?.next ?? null) : null
  const hear = (index: number, answer: Answer<Row>) =>
    setAnswers((before) => {
      // What was shown stays while the platform cannot be reached.
      const page = answer.page ?? (isPassing(answer.fault) ? before[index]?.page : undefined)
      return { ...before, [index]: { ...answer, page } }
    })
  return (
    <>
      {begins.map((after, index) => (
        <Part
          // oxlint-disable-next-line react/no-array-index-key -- A page that begins elsewhere now is still this page: by its cursor it would be drawn anew, and asked twice.
          key={index}
          query={query}
          // The caller leaves out `after` alone.
          variables={{ ...variables, after } as unknown as Variables}
          pick={pick}
          tell={(answer) => hear(index, answer)}
        />
      ))}
      {wanted[0] && (fault || unheard) && (
        <Stale fault={fault ?? unheard?.fault ?? null} since={unheard?.at ?? opened} again={again} />
      )}
      {wanted[0] ? (
        children({ rows, again, more: next === null ? null : () => setCount(begins.length + 1) })
      ) : fault ? (
        <Fault fault={fault} again={again} />
      ) : (
        (skeleton ?? <Skeleton lines={5} />)
      )}
    </>
  )
}

interface PartProps<Result, Variables, Row> extends Pick<Props<Result, Variables, Row>, 'query' | 'pick'> {
  variables: Variables
  tell: (answer: Answer<Row>) => void
}

/** Asks for one page, and tells what comes. */
function Part<Result, Variables, Row>({ query, variables, pick, tell }: PartProps<Result, Variables, Row>) {
  const [{ data, error, fetching, operation }, ask] = useQuery<NonNullable<Result>>({
    query: parsed(query) as never,
    variables: variables ?? {},
  })
  const again = useAgain(() => ask({ requestPolicy: 'network-only' }), fetching)
  const fault = useMemo(() => error && faultOf(error), [error])
  const unheard = useUnheard(operation?.key)
  useRecovery(again, fault ?? unheard?.fault ?? null)
  // Of this drawing alone; what is told changes with the answer.
  const latest = useRef({ tell, pick })
  latest.current = { tell, pick }
  useEffect(() => {
    if (!data && !fault) return
    // The question that this is the answer of: a page that begins elsewhere now shows the last one until the next is there.
    const { after } = (operation?.variables ?? {}) as { after?: string | null }
    const page = data && answeredOf(after ?? null, latest.current.pick(data))
    latest.current.tell({ page, fault, unheard, again })
  }, [data, fault, unheard, operation, again])
  return null
}

const answeredOf = <Row,>(after: string | null, { edges, pageInfo }: Connection<Row>): Answered<Row> => ({
  after,
  rows: edges.map(({ node }) => node),
  next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
})
