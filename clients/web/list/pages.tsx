import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import type { Document } from '../../sdk/document.ts'
import type { EvergraphError } from '../../sdk/errors.ts'
import { faultOf } from '../graph/exchange.ts'
import { parsed } from '../graph/parsed.ts'
import { useRecovery } from '../graph/use-recovery.ts'
import { Fault } from '../ui/fault.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Stale } from '../ui/stale.tsx'

export interface Connection<Row> {
  edges: readonly { node: Row }[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

interface Listed<Row> {
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

/** A list that grows page by page and stays where it is while it does. Each page follows the cache, so that live changes show in all of them. */
export function Pages<Result, Variables, Row>(props: Props<Result, Variables, Row>) {
  // Other filters make another list.
  return <List key={JSON.stringify(props.variables)} {...props} />
}

interface Answer<Row> {
  page?: Connection<Row> | undefined
  fault?: EvergraphError | undefined
  again: () => void
}

function List<Result, Variables, Row>({ query, variables, pick, skeleton, children }: Props<Result, Variables, Row>) {
  const [begins, setBegins] = useState<readonly (string | null)[]>([null])
  const [answers, setAnswers] = useState<Readonly<Record<number, Answer<Row>>>>({})
  const [opened] = useState(() => new Date())
  const told = begins.map((_, index) => answers[index])
  const rows = told.flatMap((answer) => answer?.page?.edges.map(({ node }) => node) ?? [])
  const last = told.at(-1)?.page?.pageInfo
  const fault = told.find((answer) => answer?.fault)?.fault
  const again = () => told.forEach((answer) => answer?.again())
  const next = last?.hasNextPage === true && last.endCursor ? last.endCursor : null
  return (
    <>
      {begins.map((after, index) => (
        <Part
          key={after}
          query={query}
          // The caller leaves out `after` alone.
          variables={{ ...variables, after } as unknown as Variables}
          pick={pick}
          tell={(answer) => setAnswers((before) => ({ ...before, [index]: answer }))}
        />
      ))}
      {fault && (told[0]?.page ? <Stale fault={fault} since={opened} again={again} /> : <Fault fault={fault} again={again} />)}
      {told[0]?.page
        ? children({
            rows,
            again,
            more: next === null ? null : () => setBegins((all) => (all.includes(next) ? all : [...all, next])),
          })
        : !fault && (skeleton ?? <Skeleton lines={5} />)}
    </>
  )
}

interface PartProps<Result, Variables, Row> extends Pick<Props<Result, Variables, Row>, 'query' | 'pick'> {
  variables: Variables
  tell: (answer: Answer<Row>) => void
}

/** Asks for one page, and tells what comes. */
function Part<Result, Variables, Row>({ query, variables, pick, tell }: PartProps<Result, Variables, Row>) {
  const [{ data, error, fetching }, ask] = useQuery<NonNullable<Result>>({
    query: parsed(query) as never,
    variables: variables ?? {},
  })
  // Asking again would throw away the answer that is on its way: who asks often enough would never get one.
  const busy = useRef(fetching)
  busy.current = fetching
  const again = () => {
    if (!busy.current) ask({ requestPolicy: 'network-only' })
  }
  const fault = useMemo(() => error && faultOf(error), [error])
  useRecovery(again, fault ?? null)
  useEffect(() => {
    if (data || fault) tell({ page: data && pick(data), fault, again })
    // `tell`, `pick` and `again` are of this drawing alone; what is told changes with the answer.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data, fault])
  return null
}
