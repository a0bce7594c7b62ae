import { useMemo, type ReactNode } from 'react'
import { useQuery, useSubscription } from 'urql'
import type { Document } from '../../sdk/document.ts'
import { Fault } from '../ui/fault.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Stale } from '../ui/stale.tsx'
import { useUnheard } from '../offline/unheard.ts'
import { useAgain } from './again.ts'
import { faultOf } from './exchange.ts'
import { parsed } from './parsed.ts'
import { useRecovery } from './use-recovery.ts'

interface ViewProps<Result, Variables> {
  query: Document<Result, Variables>
  variables?: Variables
  /** In the shape of what comes; by default a few lines. */
  skeleton?: ReactNode
  /** Not asked yet: something is missing that it depends on. */
  pause?: boolean
  children: (data: NonNullable<Result>, again: () => void) => ReactNode
}

/**
 * Shows a query's answer, or why there is none: a skeleton while it is on its way, a fault with its code and another try, and what was
 * known last when the platform cannot be reached; then it asks again by itself. Every page that shows data is one of these.
 */
export function View<Result, Variables>({ query, variables, skeleton, pause, children }: ViewProps<Result, Variables>) {
  const [{ data, error, operation, fetching }, ask] = useQuery<Result>({
    query: parsed(query) as never,
    variables: variables ?? {},
    ...(pause !== undefined && { pause }),
  })
  const asked = useAgain(() => ask({ requestPolicy: 'network-only' }), fetching)
  const unheard = useUnheard(operation?.key)
  const fault = useMemo(() => unheard?.fault ?? (error && faultOf(error)) ?? null, [unheard, error])
  useRecovery(() => !pause && asked(), fault)
  if (data) {
    return (
      <>
        {unheard && <Stale fault={unheard.fault} since={unheard.at} again={asked} />}
        {children(data, asked)}
      </>
    )
  }
  if (fault) return <Fault fault={fault} again={asked} />
  return skeleton ?? <Skeleton lines={5} />
}

/**
 * Keeps what is shown up to date: events go into the cache, and pages follow it. `heard` is told of each, for what the cache cannot know: that a list has one
 * more, or a sum another value.
 */
export function useLive<Result, Variables>(
  subscription: Document<Result, Variables>,
  variables?: Variables,
  pause = false,
  heard?: (event: NonNullable<Result>) => void,
): void {
  useSubscription<NonNullable<Result>>(
    { query: parsed(subscription) as never, variables: variables ?? {}, pause },
    (_before, event) => {
      heard?.(event)
      return event
    },
  )
}

/** Events that are things by themselves, e.g. lines of a log: the last of them, the newest first. */
export function useHeard<Result, Variables>(subscription: Document<Result, Variables>, variables?: Variables): readonly Result[] {
  const [{ data = [] }] = useSubscription<Result, Result[]>(
    { query: parsed(subscription) as never, variables: variables ?? {} },
    (before = [], event) => [event, ...before].slice(0, HEARD),
  )
  return data
}

/** A page that is open for days keeps no more. */
const HEARD = 500
