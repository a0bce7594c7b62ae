import type { EvergraphError } from '../../sdk/errors.ts'
import { useKit } from '../i18n/kit/index.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Why there is nothing to show, what to do, and the code to tell support. */
export function Fault({ fault, again }: { fault: EvergraphError; again?: () => void }) {
  const { faults, tryAgain, code } = useKit()
  return (
    <Notice tone="danger" title={faults[fault.code as keyof typeof faults] ?? fault.message}>
      <p className="text-sm text-soft">
        {code} {fault.code}
      </p>
      {again && <Button onClick={again}>{tryAgain}</Button>}
    </Notice>
  )
}
