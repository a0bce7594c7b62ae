import { useEffect, useMemo, useRef, useState } from 'react'
import { beforeLeaving } from '../../../web/session/before-leaving.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { whenHidden } from '../../../web/session/when-hidden.ts'
import { DecideReviewDocument, type CaseShownFragment, type DecideReviewInput } from '../../generated/graphql.ts'
import { holdsOut, isFresh } from './lease-left.ts'
import { createPending } from './pending.ts'
import { claim, claimOther, release } from './queue.ts'

export type Word = Omit<DecideReviewInput, 'caseId'>
export interface Decision {
  of: CaseShownFragment
  word: Word
}

/**
 * The case that a reviewer looks at, the next one, which is claimed and whose photo is loaded already, and the decision that is not sent yet. Who leaves the
 * page, or hides or closes its tab, or signs out, sends that decision; the next case goes back to the others.
 */
export function useCases() {
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [shown, setShown] = useState<CaseShownFragment | null>(null)
  const ahead = useRef<Promise<CaseShownFragment | null> | null>(null)
  const passed = useRef<readonly string[]>([])
  const pending = useMemo(
    () => createPending(({ of, word }: Decision) => sdk.execute(DecideReviewDocument, { input: { caseId: of.id, ...word } })),
    [sdk],
  )
  /** Somebody else may have the next one. Where the answer does not come, the lease ends by itself. */
  const letGo = (next: Promise<CaseShownFragment | null> | null) => void (next && release(sdk, next).catch(() => undefined))

  useEffect(() => {
    const shows = whenHidden(() => pending.flush())
    const stays = beforeLeaving(() => pending.flush())
    return () => {
      stays()
      shows()
      void pending.flush()
      letGo(ahead.current)
    }
  }, [sdk, pending])

  /** The oldest that is neither of these, nor passed over, nor decided a moment ago. */
  const other = (not: CaseShownFragment | null) => {
    const known = [not, pending.get().held?.of].flatMap((one) => (one ? [one.id] : []))
    return claimOther(sdk, [...passed.current, ...known])
  }
  const show = (next: CaseShownFragment | null) => {
    setShown(next)
    // Where it fails, the next key asks again.
    ahead.current = next && other(next).then(preloaded, () => null)
  }
  const goOn = async (from: CaseShownFragment) => {
    const ready = await ahead.current
    ahead.current = null
    const next = ready && !isFresh(ready) ? await claim(sdk, ready.id) : (ready ?? (await other(from)))
    if (next || passed.current.length === 0) return show(next)
    // All were passed over: it begins with the oldest again.
    passed.current = []
    show(await other(null))
  }

  return {
    shown,
    pending,
    fault,
    busy,
    take: () => ask(async () => show(await claim(sdk, null))),
    /** Gives it back, and shows the next one. */
    pass: () =>
      ask(async () => {
        if (!shown) return
        passed.current = [...passed.current, shown.id]
        await release(sdk, shown.id)
        await goOn(shown)
      }),
    /** Claims it for another while. What was typed stays. */
    again: () => ask(async () => shown && setShown(await claim(sdk, shown.id))),
    decide: (word: Word) =>
      ask(async () => {
        if (!shown) return
        if (!holdsOut(shown)) await claim(sdk, shown.id)
        pending.hold({ of: shown, word })
        await goOn(shown)
      }),
    /**
     * Takes the last decision back: its case is shown again, and the one that was shown is the next. While a case is on its way it waits: that one would be
     * shown in its place, and the one that was taken back would stay ours, unseen.
     */
    undo: () => {
      const back = busy ? null : pending.undo()
      if (!back) return
      if (shown) {
        letGo(ahead.current)
        ahead.current = Promise.resolve(shown)
      }
      setShown(back.of)
    },
  }
}

/** Its photo is in the browser's cache from here on. */
function preloaded(of: CaseShownFragment | null): CaseShownFragment | null {
  if (of?.photo.reviewUrl) new Image().src = of.photo.reviewUrl
  return of
}
