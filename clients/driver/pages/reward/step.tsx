import type { ReactNode } from 'react'
import { Badge } from '../../../web/ui/badge.tsx'
import { useTexts } from '../../texts/index.ts'

const TONES = { done: 'good', toCome: 'quiet', ends: 'danger' } as const

/** One step of the way, with a line that leads on to the next. */
export function Step(props: { name: string; state: keyof typeof TONES; when?: string | undefined; children: ReactNode }) {
  const { name, state, when, children } = props
  const { wallet: texts } = useTexts()
  return (
    <li className="group flex gap-3">
      <span aria-hidden className="flex flex-col items-center">
        <span className={`mt-1 size-4 shrink-0 rounded-full border-2 border-brand ${state === 'done' ? 'bg-brand' : 'bg-card'}`} />
        <span className="w-0.5 grow bg-line group-last:hidden" />
      </span>
      <div className="flex min-w-0 grow flex-col gap-1 pb-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold">{name}</h2>
          <Badge tone={TONES[state]}>{texts[state]}</Badge>
          {when && <span className="text-sm text-soft">{when}</span>}
        </div>
        {children}
      </div>
    </li>
  )
}

/** What nobody reads and everybody can compare. */
export const Hash = ({ name, children }: { name: string; children: string }) => (
  <p className="text-sm text-soft">
    {name} <code className="break-all text-ink">{children}</code>
  </p>
)
