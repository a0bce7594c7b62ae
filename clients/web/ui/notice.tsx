import type { ReactNode } from 'react'

const TONES = {
  info: { box: 'border-line bg-card', mark: 'i', colour: 'text-second' },
  good: { box: 'border-brand bg-brand-soft', mark: '✓', colour: 'text-brand' },
  warn: { box: 'border-warn bg-warn-soft', mark: '!', colour: 'text-warn' },
  danger: { box: 'border-danger bg-danger-soft', mark: '×', colour: 'text-danger' },
} as const

/** A sentence that matters, with what to do about it. Read aloud when it appears. */
export function Notice({ tone, title, children }: { tone: keyof typeof TONES; title: string; children?: ReactNode }) {
  const { box, mark, colour } = TONES[tone]
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={`flex gap-3 rounded-lg border p-4 ${box}`}>
      <span aria-hidden className={`font-bold ${colour}`}>
        {mark}
      </span>
      <div className="flex min-w-0 flex-col items-start gap-2">
        <p className="font-medium">{title}</p>
        {children}
      </div>
    </div>
  )
}
