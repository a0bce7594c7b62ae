import type { ReactNode } from 'react'
import { Badge } from '../../../web/ui/badge.tsx'
import { useTexts } from '../../texts/index.ts'

/** One step of a way: its number, whether the reader has done it, and what it takes. */
export function Step({ n, title, done, children }: { n: number; title: string; done: boolean; children: ReactNode }) {
  const { start: texts } = useTexts()
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-card p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold">{texts.step(n, title)}</h2>
        <Badge tone={done ? 'good' : 'quiet'}>{done ? texts.done : texts.open}</Badge>
      </div>
      {children}
    </li>
  )
}
