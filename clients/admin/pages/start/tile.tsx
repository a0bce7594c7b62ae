import { Link } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import type { Document } from '../../../sdk/document.ts'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Skeleton } from '../../../web/ui/skeleton.tsx'
import { useTexts } from '../../texts/index.ts'

/** How often a number is asked for anew. */
const EVERY_MS = 60_000

interface Shown {
  value: string
  /** What it means, in a few words. */
  note: ReactNode
  /** It wants somebody to do something. */
  wanted?: boolean
}

/** A number that leads to its page, with the time at which it was true. */
export function Tile<Result, Variables>(props: {
  name: string
  to: string
  search?: Record<string, string>
  query: Document<Result, Variables>
  variables?: Variables
  children: (data: NonNullable<Result>) => Shown
}) {
  const { name, to, search, query, variables, children } = props
  return (
    <section aria-label={name}>
      <View query={query} {...(variables && { variables })} skeleton={<Skeleton lines={1} />}>
        {(data, again) => (
          <>
            <Again again={again} />
            <Number name={name} to={to} {...(search && { search })} shown={children(data)} />
          </>
        )}
      </View>
    </section>
  )
}

function Again({ again }: { again: () => void }) {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY_MS)
    return () => clearInterval(timer)
  })
  return null
}

export function Number(props: { name: string; to: string; search?: Record<string, string>; shown: Shown; live?: ReactNode }) {
  const { name, to, search, shown, live } = props
  const { overview: texts } = useTexts()
  const { clock } = useFormat()
  return (
    <Link
      to={to}
      search={search as never}
      className={`flex h-full flex-col gap-1 rounded-lg border bg-card p-4 hover:bg-sunk ${shown.wanted ? 'border-warn' : 'border-line'}`}
    >
      <h2 className="text-sm text-soft">{name}</h2>
      <p className="flex flex-wrap items-baseline gap-2 text-xl font-bold">
        {shown.wanted && (
          <span aria-hidden className="text-warn">
            !
          </span>
        )}
        {shown.value}
      </p>
      <p className="text-sm">{shown.note}</p>
      <p className="mt-auto text-sm text-soft">{live ?? texts.asOf(clock(new Date()))}</p>
    </Link>
  )
}
