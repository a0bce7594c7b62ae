import type { EvergraphError } from '../../sdk/errors.ts'
import { useFormat } from '../i18n/format.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Says that what follows is what was known then. */
export function Stale({ fault, since, again }: { fault: EvergraphError; since: Date; again: () => void }) {
  const { asOf, faults, tryAgain } = useKit()
  const { clock } = useFormat()
  return (
    <Notice tone="warn" title={`${faults[fault.code as keyof typeof faults] ?? fault.message} ${asOf(clock(since))}`}>
      <Button onClick={again}>{tryAgain}</Button>
    </Notice>
  )
}
