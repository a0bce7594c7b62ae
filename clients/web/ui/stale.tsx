import type { EvergraphError } from '../../sdk/errors.ts'
import { useFormat } from '../i18n/format.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Says that what follows is what was known then, and why; without a fault the platform has not answered yet. */
export function Stale({ fault, since, again }: { fault: EvergraphError | null; since: Date; again: () => void }) {
  const { asOf, faults, slow, tryAgain } = useKit()
  const { clock, dayAndClock } = useFormat()
  const why = fault ? (faults[fault.code as keyof typeof faults] ?? fault.message) : slow
  const isToday = since.toDateString() === new Date().toDateString()
  return (
    <Notice tone="warn" title={`${why} ${asOf(isToday ? clock(since) : dayAndClock(since))}`}>
      {fault && <Button onClick={again}>{tryAgain}</Button>}
    </Notice>
  )
}
