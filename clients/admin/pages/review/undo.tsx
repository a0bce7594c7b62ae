import { EvergraphError } from '../../../sdk/errors.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { useTexts } from '../../texts/index.ts'
import type { Pending } from './pending.ts'
import type { Decision } from './use-cases.ts'

/** The decision that is not sent yet, and those that could not be. Its place is kept, so that nothing moves under a finger. */
export function Undo({ pending, busy, undo }: { pending: Pending<Decision>; busy: boolean; undo: () => void }) {
  const { review: texts, verdict } = useTexts()
  const { held, failed } = pending.use()
  return (
    <>
      {failed.map(({ wish, cause }) => (
        <div key={wish.of.id} className="flex flex-col items-start gap-2">
          <p className="font-medium">{texts.notSent(verdict[wish.word.decision])}</p>
          <Fault
            fault={cause instanceof EvergraphError ? cause : new EvergraphError('BAD_RESPONSE', String(cause))}
            again={() => void pending.resend()}
          />
          <Button onClick={() => pending.drop(wish)}>{texts.forget}</Button>
        </div>
      ))}
      <div role="status" className="flex min-h-11 flex-wrap items-center gap-3 sm:min-h-9">
        {held ? (
          <>
            <span className="text-soft">{texts.sentSoon(verdict[held.word.decision])}</span>
            <Button busy={busy} onClick={undo}>
              {texts.undo} <kbd aria-hidden>Z</kbd>
            </Button>
          </>
        ) : (
          <span className="text-sm text-soft">{texts.nothingHeld}</span>
        )}
      </div>
    </>
  )
}
